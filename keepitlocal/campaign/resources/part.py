"""What the portal asks of this part (see keepitlocal/parts.py)."""

from django.urls import reverse

from keepitlocal.campaign.drafted import Status
from keepitlocal.campaign.resources.models import Resource
from keepitlocal.languages.texts import Text
from keepitlocal.parts import Public

FINDABLE = {"resources:resources", "resources:resource"}
PERMISSIONS = {
    "Policy officers": [f"resources.{may}_resource" for may in ["view", "add", "change"]],
    "Policy leads": ["resources.publish_resource"],
}


def public(at):
    found = Resource.objects.published(at).only("slug", "published_at", "updated_at")
    return [Public(reverse("resources:resources")), *(Public(each.address, each.changed_at) for each in found)]


def pictures(at):
    return Resource.objects.published(at).order_by().values("picture")


def texts():
    published = Resource.objects.filter(status=Status.PUBLISHED).select_related("picture")
    return [
        Text(text, f"Resources, “{resource.title}”: {what}", resource.address)
        for resource in published.defer("picture__webp", "picture__jpeg")
        for what, text in [
            ("title", resource.title),
            ("summary", resource.summary),
            ("description of its cover", resource.picture.description if resource.picture else ""),
        ]
        if text
    ]
