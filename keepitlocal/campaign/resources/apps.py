from django.apps import AppConfig


class Resources(AppConfig):
    name = "keepitlocal.campaign.resources"
    label = "resources"
