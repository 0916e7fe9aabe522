from django.apps import AppConfig


class Survey(AppConfig):
    name = "survey"
    verbose_name = "survey"
