from django.apps import AppConfig


class Enquiries(AppConfig):
    name = "keepitlocal.campaign.enquiries"
    label = "enquiries"
