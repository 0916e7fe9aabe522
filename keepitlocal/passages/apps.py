from django.apps import AppConfig


class Passages(AppConfig):
    name = "keepitlocal.passages"
    label = "passages"
    verbose_name = "search and tags"
