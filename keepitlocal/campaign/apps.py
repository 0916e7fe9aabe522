from django.apps import AppConfig


class Campaign(AppConfig):
    name = "keepitlocal.campaign"
    label = "campaign"
