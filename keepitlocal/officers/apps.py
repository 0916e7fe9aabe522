from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate


class Officers(AppConfig):
    name = "keepitlocal.officers"
    label = "officers"
    verbose_name = "officers"
    default = True

    def ready(self):
        from keepitlocal.officers import groups, signing_in

        signing_in.listen()
        # Each app's permissions are made as its own signal is sent, so only after the last one do all of them exist.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(groups.grant, sender=last, dispatch_uid="officers.groups.grant")


class Desk(admin.AdminConfig):
    """Django's admin, as the officers' desk."""

    default = False
    default_site = "keepitlocal.officers.desk.Desk"
    verbose_name = "the desk's own log"
