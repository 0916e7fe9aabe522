from django.apps import AppConfig


class Consent(AppConfig):
    name = "keepitlocal.consent"
    label = "consent"
