"""The three groups of officers. Each part says what its own things need; what is granted is exactly that."""

from django.apps import apps as every_app
from django.contrib.auth.models import Group, Permission

from keepitlocal import parts

OFFICERS, LEADS, MODERATORS = "Policy officers", "Policy leads", "Moderators"
GROUPS = [OFFICERS, LEADS, MODERATORS]


def declared():
    """A dict of group to its permissions, as a set of `app.codename`. Leads may do all that officers may."""
    given = {group: set() for group in GROUPS}
    for part in parts.all_parts():
        for group, names in getattr(part, "PERMISSIONS", {}).items():
            if group not in given:
                raise LookupError(f"{part.__name__} gives permissions to {group!r}, and there is no such group.")
            given[group].update(names)
    given[LEADS] |= given[OFFICERS]
    return given


def grant(apps=every_app, **signal):
    """After every migration: make the groups, and give each exactly what is declared. Raises LookupError for one unknown.

    A migration that stops half way has not made every permission yet: granting waits for one that does not.
    """
    if {model._meta.label for model in every_app.get_models()} - {model._meta.label for model in apps.get_models()}:
        return
    known = {f"{each.content_type.app_label}.{each.codename}": each for each in Permission.objects.select_related("content_type")}
    for name, names in declared().items():
        if unknown := names - set(known):
            raise LookupError(f"{name} should be given {', '.join(sorted(unknown))}, and there is no such permission.")
        Group.objects.get_or_create(name=name)[0].permissions.set(known[each] for each in names)
