from django.apps import AppConfig


class Pledges(AppConfig):
    name = "keepitlocal.campaign.pledges"
    label = "pledges"
