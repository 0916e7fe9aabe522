"""Tags: the themes that officers find in what people say. One list for all of them, and for everything that is said.

That a tag is on a passage, and who put it there, says its row; what is done to a tag itself goes on the record, and without its
name, which somebody may have made of a person's.
"""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Exists, OuterRef, Value
from django.db.models.functions import Lower

from keepitlocal.audit.models import named, record
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed

LONGEST_NAME = 60
TAKEN = "There is a tag of that name already."


def tidy(name):
    """A tag's name as it is kept: one space between its words, and none around them."""
    return " ".join(name.split())


class TagQuerySet(models.QuerySet):
    def called(self, name):
        """The one of that name, however its letters are cased: the same rule as the constraint's."""
        return self.alias(folded=Lower("name")).filter(folded=Lower(Value(tidy(name))))

    @transaction.atomic
    def add(self, name, description="", *, by, at):
        """A new tag. Raises NotAllowed where there is one of that name."""
        tag = self.model(name=tidy(name), description=description)
        tag.keep()
        record("was added", tag, at=at, by=by)
        return tag

    def called_or_added(self, name, *, by, at):
        """The tag of that name, added where there is none; also when two officers ask for it at once."""
        try:
            return self.called(name).first() or self.add(name, by=by, at=at)
        except NotAllowed:
            return self.called(name).get()


class Tag(models.Model):
    """A theme. Its name is the officers' own."""

    name = models.CharField(max_length=LONGEST_NAME, help_text="A theme, in a few words. Name nobody: it outlasts what it is on.")
    description = models.CharField(max_length=500, blank=True, help_text="What belongs under it, and what does not.")
    passages = models.ManyToManyField("passages.Passage", through="Tagging", related_name="tags")

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="passages_tag_once", violation_error_message=TAKEN)]

    def __str__(self):
        return self.name

    def keep(self):
        """Write its row. Raises NotAllowed where another has its name."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            raise NotAllowed(TAKEN) from None

    @transaction.atomic
    def change(self, *, name, description, by, at):
        """Call it something else, or say otherwise what belongs under it. Raises NotAllowed, or AlreadyMoved."""
        [was] = held(self)
        self.name, self.description = tidy(name), description
        self.keep()
        if self.name != was.name:
            record("was renamed", self, at=at, by=by)
        if self.description != was.description:
            record("was described", self, at=at, by=by)

    @transaction.atomic
    def put_on(self, passages, *, by, at):
        """Put it on each of the passages, a queryset; one that has it keeps it as it is. Returns how many had not.

        Raises AlreadyMoved. Both are held meanwhile: neither is merged, deleted or forgotten before this is done.
        """
        held(self)
        kinds = dict(passages.select_for_update(no_key=True).order_by("pk").values_list("pk", "kind"))
        have = set(self.taggings.filter(passage__in=kinds).values_list("passage", flat=True))
        new = [Tagging(tag=self, passage_id=pk, kind=kind, by=by, at=at) for pk, kind in kinds.items() if pk not in have]
        return len(Tagging.objects.bulk_create(new))

    def take_off(self, passages):
        """Take it off each of the passages. Returns how many had it."""
        return self.taggings.filter(passage__in=passages).delete()[0]

    @transaction.atomic
    def merge(self, *, into, by, at):
        """Put the other tag in its place on every passage, once on each, and have no such tag any more.

        Raises NotAllowed, or AlreadyMoved.
        """
        if self == into:
            raise NotAllowed("A tag cannot be merged into itself.")
        held(self, into)
        # In the order of the passages, as what is forgotten meanwhile: neither waits for the other.
        taggings = self.taggings.select_for_update().order_by("passage_id").values_list("passage", flat=True)
        count = len(taggings)
        self.not_yet(into).update(tag=into)
        record("was merged into another tag", self, at=at, by=by, into=named(into), count=count)
        self.delete()

    def not_yet(self, other):
        """Its taggings of passages that the other tag is not on."""
        return self.taggings.filter(~Exists(other.taggings.filter(passage=OuterRef("passage"))))

    @transaction.atomic
    def remove(self, *, by, at):
        """Take it off everything, and have no such tag any more. Raises AlreadyMoved."""
        held(self)
        record("was deleted", self, at=at, by=by, count=self.taggings.count())
        self.delete()


def held(*tags):
    """The tags as they stand, held until the transaction ends, in an order that no two wait for each other in."""
    rows = Tag.objects.filter(pk__in=[tag.pk for tag in tags]).order_by("pk").select_for_update()
    if len(rows) < len(tags):
        raise AlreadyMoved("That tag is not there any more: somebody has merged or deleted it.")
    return rows


class TaggingQuerySet(models.QuerySet):
    def counts(self):
        """A dict of (tag, kind) to how many passages of that kind have it. One query, answered by an index alone."""
        rows = self.order_by().values_list("tag", "kind").annotate(count=Count("*"))
        return {(tag, kind): count for tag, kind, count in rows}


class Tagging(models.Model):
    """That an officer put a tag on a passage."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings", db_index=False)
    passage = models.ForeignKey("passages.Passage", models.CASCADE, related_name="taggings", db_index=False)
    kind = models.CharField(max_length=40)  # the passage's own: what is counted and listed, without reading it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = TaggingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("passage", "tag", name="passages_tagging_once")]
        indexes = [
            models.Index(fields=["tag", "kind"], name="passages_tagging_counted"),
            models.Index(fields=["tag", "passage"], name="passages_tagging_listed"),
        ]

    def __str__(self):
        return f"{self.tag} on {self.passage}"
