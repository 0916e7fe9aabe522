from django.apps import AppConfig


class Languages(AppConfig):
    name = "keepitlocal.languages"
    label = "languages"
    verbose_name = "Languages"
