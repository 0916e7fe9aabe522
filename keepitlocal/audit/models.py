"""One line for each thing that was done. Rows are added and never changed, and outlive what they speak of."""

from django.db import models


def named(thing):
    """What the record calls a stored thing: its kind and key, such as `evidence.submission/12`, and no words of its own."""
    return f"{thing._meta.label_lower}/{thing.pk}"


def record(did, thing, *, at, by=None, **details):
    """Add a line to the record: `by`, an officer or None for the public and the clockwork, did this to `thing`.

    Details must hold nothing personal: erasing a person leaves the record as it is.
    """
    return Entry.objects.create(did=did, thing=named(thing), by=named(by) if by else "", at=at, details=details)


class EntryQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(thing=named(thing))

    def update(self, **kwargs):
        raise TypeError("The record is only ever added to.")

    def delete(self):
        raise TypeError("The record is only ever added to.")


class Entry(models.Model):
    """One line of the record. It names things and people by kind and key, with no foreign keys, so nothing can take it away."""

    at = models.DateTimeField("when", db_index=True)
    by = models.CharField(max_length=60, blank=True)
    did = models.CharField("what was done", max_length=100)
    thing = models.CharField(max_length=60)
    details = models.JSONField(default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["-pk"]
        permissions = [("export_entry", "Can export the record")]
        indexes = [
            models.Index(fields=["by", "-id"], name="audit_entry_by"),
            # These are asked for by how they begin, too, which PostgreSQL looks up only in an index that is made for it.
            models.Index(fields=["did", "-id"], name="audit_entry_did", opclasses=["varchar_pattern_ops", "int8_ops"]),
            models.Index(fields=["thing", "-id"], name="audit_entry_thing", opclasses=["varchar_pattern_ops", "int8_ops"]),
        ]

    def __str__(self):
        return f"{self.thing} {self.did}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("The record is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The record is only ever added to.")
