"""A resource: something to download, with what people should know of it before they do."""

import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from keepitlocal.campaign.drafted import Drafted


class Kind(models.TextChoices):
    REPORT = "report", _("Report")
    BRIEFING = "briefing", _("Briefing")
    LEAFLET = "leaflet", _("Leaflet")
    POSTER = "poster", _("Poster")


class Resource(Drafted):
    """One resource. Its picture is its cover; its files are all that were uploaded for it, of which it names the present one."""

    SHOWN = {"title": "", "summary": "", "kind": "", "who_by": "", "dated": None, "file_id": None, "picture_id": None}
    NEEDED = {
        "title": "a title",
        "summary": "a summary",
        "kind": "what kind it is",
        "who_by": "who it is by",
        "dated": "its date",
        "file_id": "a file",
    }

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    who_by = models.CharField(max_length=120, editable=False)
    dated = models.DateField("date", null=True, editable=False)
    file = models.ForeignKey("resources.File", models.PROTECT, null=True, editable=False, related_name="+")

    class Meta(Drafted.Meta):
        ordering = ["-pk"]
        permissions = [("publish_resource", "Can publish and withdraw resources")]
        constraints = [
            *Drafted.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="resources_resource_kind"),
        ]

    def get_absolute_url(self):
        return reverse("resources:resource", args=[self.slug])

    @property
    def file_address(self):
        return reverse("resources:file", args=[self.slug, self.slug, self.file.kind])

    def drafted_columns(self):
        said = super().drafted_columns()
        return said | {"dated": said["dated"] and datetime.date.fromisoformat(said["dated"])}

    @property
    def named_files(self):
        """The keys of the files that it names, in public or in its draft."""
        return {self.file_id, self.draft.get("file_id")} - {None}

    def _let_go(self, before, at):
        """Files stay for a while: somebody may be reading one."""
        super()._let_go(before, at)
        self.files.exclude(pk__in=self.named_files).filter(left_at=None).update(left_at=at)
        self.files.filter(pk__in=self.named_files).update(left_at=None)
