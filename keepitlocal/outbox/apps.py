from django.apps import AppConfig


class Outbox(AppConfig):
    name = "keepitlocal.outbox"
    label = "outbox"
    verbose_name = "e-mail"
