"""The files of resources: kept as they came, and never written to again."""

from django.db import models
from django.db.models import Q

from keepitlocal.campaign.resources.models.resources import Resource
from keepitlocal.documents import kinds, storage


class FileQuerySet(models.QuerySet):
    def left_by(self, moment):
        """Those that nothing has named since then."""
        return self.filter(left_at__lte=moment)

    def keep(self, resource, arrival, verdict, *, at):
        """The file that a settled arrival becomes: moved to storage, and then given a row. Raises NotStored."""
        return self.create(
            resource=resource,
            name=arrival.name,
            kind=verdict.kind.code,
            size=arrival.size,
            sha256=arrival.sha256,
            flags=list(verdict.flags),
            arrived_at=at,
            # Last of all: should anything go wrong from here on, what is left is a file without a row, which the sweep finds.
            key=storage.keep(arrival.file, storage.PUBLISHED),
        )


class File(models.Model):
    """One file of one resource."""

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="files")
    name = models.CharField(max_length=kinds.LONGEST_NAME, help_text="What whoever uploaded it calls it.")
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    key = models.CharField(max_length=64, unique=True, help_text="Its name in storage.")
    flags = models.JSONField(default=list, help_text="What an officer should know before publishing it.")
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, help_text="When its resource came to name another one.")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="resources_file_not_empty")]

    def __str__(self):
        return self.name

    @property
    def label(self):
        """Its kind, in words."""
        return kinds.of(self.kind).label

    @property
    def content_type(self):
        return kinds.of(self.kind).content_type

    def opened(self):
        """Its bytes, the very ones that arrived. Raises storage.Damaged."""
        return storage.opened(self.key, self.sha256, storage.PUBLISHED)
