"""The pages of resources that are kept in the process."""

from keepitlocal.campaign.resources.models import Kind, Resource
from keepitlocal.campaign.shown import Shown


def _found():
    return Resource.objects.select_related("picture", "file").defer("draft", "picture__webp", "picture__jpeg")


def _resources(leaf, kind):
    narrowed = f"kind={kind}&" if kind else ""
    return {"resources": leaf.rows(_found()), "page": leaf, "kind": kind, "kinds": Kind, "narrowed": narrowed}


def _resource(key, version):
    return {"resource": _found().get(pk=key)}


RESOURCES = Shown("resources/resources.html", _resources)
RESOURCE = Shown("resources/resource.html", _resource)


def forget():
    for each in [RESOURCES, RESOURCE]:
        each.forget()
