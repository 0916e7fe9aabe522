"""A passage is a piece of what somebody said, as officers find, tag and quote it: an answer, a text in a survey, a comment.

Passages repeat what the parts hold, and each part keeps its own true: it puts them where something is sent or changed, and
forgets them where it is erased, in the same transaction. `manage.py put_passages` makes them again from what the parts hold.
"""

from django.db import models, transaction
from django.db.models import Q

from keepitlocal.audit.models import named
from keepitlocal.passages.stems import stems_of
from keepitlocal.passages.tagging import Tag, Tagging

__all__ = ["Passage", "Quoting", "Tag", "Tagging", "Visibility", "WHOLE", "forget", "put", "put_all"]

WHOLE = ""  # the place of a passage that is all there is of its thing, or stands for all of it


class Visibility(models.TextChoices):
    """Who may find it. Where it is read, and by whom, is its kind's affair (keepitlocal/passages/kinds.py)."""

    PUBLIC = "public", "Everybody may read it"
    OFFICERS = "officers", "Officers may read it"
    CONFIDENTIAL = "confidential", "Confidential"


class Quoting(models.TextChoices):
    """Whether it may be quoted, by what whoever said it agreed to."""

    NAMED = "named", "May be quoted with the name"
    UNNAMED = "unnamed", "May be quoted without a name"
    NEVER = "never", "May not be quoted"


class PassageQuerySet(models.QuerySet):
    def of(self, thing):
        """Everything that is found of a thing."""
        return self.filter(thing=named(thing))

    def delete(self):
        """Held first, and their taggings go with them: nobody puts a tag on what goes meanwhile."""
        with transaction.atomic():
            keys = list(self.order_by("pk").select_for_update().values_list("pk", flat=True))
            return models.QuerySet(self.model, using=self.db).filter(pk__in=keys).delete() if keys else (0, {})

    delete.queryset_only = True  # type: ignore[attr-defined]


class Passage(models.Model):
    """One piece. `place` says which piece of its thing it is: a question's key, for example."""

    PERSONAL = ("names", "said_by", "text", "stems")

    kind = models.CharField(max_length=40)  # one of parts.passage_kinds()
    thing = models.CharField(max_length=60)  # as the record names it: evidence.submission/12
    place = models.CharField(max_length=100, blank=True)
    owner = models.BigIntegerField()  # the key of the thing
    reference = models.CharField(max_length=24, blank=True)
    asked = models.CharField(max_length=1_000, blank=True)  # what it answers, in words
    names = models.TextField(blank=True)  # that are found, too, and shown to nobody beside it
    said_by = models.CharField("who said it", max_length=500)  # as they may be described
    text = models.TextField(blank=True)
    stems = models.TextField(blank=True, editable=False)  # what is searched: of the text and the names, see stems.py
    visibility = models.CharField(max_length=12, choices=Visibility)
    quoting = models.CharField(max_length=8, choices=Quoting)
    said_at = models.DateTimeField()

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        permissions = [("search_passage", "Can search what people said")]
        constraints = [
            models.UniqueConstraint("thing", "place", name="passages_passage_once"),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="passages_passage_visibility"),
            models.CheckConstraint(condition=Q(quoting__in=Quoting.values), name="passages_passage_quoting"),
        ]
        indexes = [
            models.Index(fields=["kind", "owner"], name="passages_passage_owner"),
            models.Index(fields=["kind", "place", "owner"], name="passages_passage_counted"),
            models.Index(fields=["kind", "-id"], name="passages_passage_newest"),
            models.Index(fields=["reference"], name="passages_passage_reference"),
        ]

    def __str__(self):
        return f"{self.reference} {self.place}".strip()

    @property
    def is_confidential(self):
        """What is confidential is read on its own page alone, which says so in the record."""
        return self.visibility == Visibility.CONFIDENTIAL

    def stem(self):
        """Work out what is searched."""
        self.stems = stems_of(f"{self.names}\n{self.text}")


def whole(thing, pieces):
    """The pieces as those of a thing: Passages with all but `thing`, `owner` and `stems`."""
    label = named(thing)
    for piece in pieces:
        piece.thing, piece.owner = label, thing.pk
    return pieces


@transaction.atomic(savepoint=False)
def put(thing, pieces, *, is_new=False):
    """Have exactly these found of a thing, which its verb holds. `is_new`: nothing of it is found yet, and is not looked for.

    A piece that was there keeps its key and its tags, whatever it says now; one that is not said any more goes, and its tags
    with it.
    """
    if not is_new:
        Passage.objects.of(thing).exclude(place__in=[piece.place for piece in pieces]).delete()
    put_all(whole(thing, pieces))


def put_all(pieces):
    """Write passages that are whole but for their stems, of any things."""
    for piece in pieces:
        piece.stem()
    said = [field.name for field in Passage._meta.concrete_fields if field.name not in {"id", "thing", "place"}]
    Passage.objects.bulk_create(pieces, update_conflicts=True, unique_fields=["thing", "place"], update_fields=said)


def forget(thing):
    """Have nothing of a thing found any more, and no tag of it left: for what is withdrawn or erased."""
    Passage.objects.of(thing).delete()
