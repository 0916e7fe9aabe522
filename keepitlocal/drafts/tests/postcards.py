"""A part for tests whose drafts have one address of their own, and so are their own writers: submissions, by their `email`."""

from dataclasses import replace

from django.test.utils import isolate_apps

from evidence.models import Submission
from evidence.part import DRAFTS as EVIDENCE
from evidence.tests.makers import DAY, NOON, make_draft
from keepitlocal.drafts import links
from keepitlocal.drafts.sharing import WriterQuerySet

with isolate_apps("evidence"):  # no model of the portal's

    class Postcard(Submission):
        KIND = "postcard"
        writers = None
        kept_until = NOON + 30 * DAY

        objects = WriterQuerySet.as_manager()

        class Meta:
            proxy = True
            app_label = "evidence"

        @property
        def draft(self):
            return self

        @property
        def has_way_back(self):
            return bool(self.email)


def make_postcard(email=""):
    key = make_draft().pk
    Postcard.objects.filter(pk=key).update(email=email)
    return Postcard.objects.get(pk=key)


def about(postcard, at):
    return {"submission": postcard, "call": postcard.call, "is_open": True, "link": links.address(postcard)}


DRAFTS = replace(
    EVIDENCE,
    name="postcard",
    called="your postcards",
    writers=Postcard.objects.all,
    drafts=lambda keys: Postcard.objects.filter(pk__in=keys),
    yours=lambda postcard: f"/postcards/{postcard.pk}/",
    way_back=lambda postcard: f"/postcards/{postcard.pk}/address/",
    about=about,
)
