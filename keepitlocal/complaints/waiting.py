"""The complaints that wait to be looked into, for the desk's front page."""

from django.urls import reverse

from keepitlocal.officers.front import found


def waiting(model, officer):
    """Those of a part, where the officer may see them: before everything else that waits."""
    app, called = model._meta.app_label, model.CALLED
    if not officer.has_perm(f"{app}.view_complaint"):
        return []
    one, many = f"complaint about a {called} to look into", f"complaints about {called}s to look into"
    return found(model.objects.open(), one, many, reverse(f"admin:{app}_complaint_changelist"), is_urgent=True)
