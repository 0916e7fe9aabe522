from django.apps import AppConfig


class Audit(AppConfig):
    name = "keepitlocal.audit"
    label = "audit"
    verbose_name = "the record"
