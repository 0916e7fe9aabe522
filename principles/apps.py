from django.apps import AppConfig


class Principles(AppConfig):
    name = "principles"
    verbose_name = "principles"
