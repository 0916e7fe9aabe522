from django.apps import AppConfig


class Evidence(AppConfig):
    name = "evidence"
    verbose_name = "evidence"
