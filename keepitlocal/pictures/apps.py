from django.apps import AppConfig


class Pictures(AppConfig):
    name = "keepitlocal.pictures"
    label = "pictures"
