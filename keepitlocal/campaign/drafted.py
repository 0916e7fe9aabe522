"""What officers write and leads publish, a piece at a time. Before it is published, people are shown nothing of it."""

from copy import copy

from django.db import models, transaction
from django.db.models import F, Q

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.pictures.models import Picture


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class DraftedQuerySet(models.QuerySet):
    def published(self, at):
        """What everybody may read by then, the newest first."""
        return self.filter(status=Status.PUBLISHED, published_at__lte=at).order_by("-published_at", "-pk")


class Drafted(models.Model):
    """One piece. Its columns say what is published; `draft` says the same of what is written, by the names of SHOWN.

    `edits` rises whenever either changes, so that nobody writes over another. Its address never changes.
    """

    MOVES = {
        Status.DRAFT: {Status.PUBLISHED},
        Status.PUBLISHED: {Status.PUBLISHED, Status.WITHDRAWN},
        Status.WITHDRAWN: {Status.PUBLISHED},
    }
    SHOWN: dict[str, object] = {}  # the columns that publishing sets, and what they are of a draft that does not say
    NEEDED: dict[str, str] = {}  # which of them publishing needs, and what they are called

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120, editable=False)
    summary = models.CharField(max_length=300, editable=False)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, editable=False, related_name="+")
    draft = models.JSONField(default=dict, editable=False)
    edits = models.PositiveIntegerField(default=0, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    status_since = models.DateTimeField("since", editable=False)
    published_at = models.DateTimeField("published", null=True, editable=False, help_text="The moment from which it is shown.")
    updated_at = models.DateTimeField("updated", null=True, editable=False, help_text="When what was shown last changed.")

    objects = DraftedQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["status", "-published_at", "-id"], name="%(app_label)s_%(class)s_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="%(app_label)s_%(class)s_status"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(published_at__isnull=False), name="%(app_label)s_%(class)s_moment"
            ),
        ]

    def __str__(self):
        return self.title or self.draft.get("title", "")

    @property
    def address(self):
        return self.get_absolute_url()

    @property
    def is_published(self):
        return self.status == Status.PUBLISHED

    @property
    def changed_at(self):
        """When what people see of it last changed."""
        return self.updated_at or self.published_at

    def is_shown(self, at):
        return self.is_published and self.published_at <= at

    def drafted_columns(self):
        """What publishing would set, by the columns' names."""
        return {name: self.draft.get(name, nothing) for name, nothing in self.SHOWN.items()}

    def published_columns(self):
        return {name: getattr(self, name) for name in self.SHOWN}

    @property
    def has_unpublished_changes(self):
        return not self.is_published or self.drafted_columns() != self.published_columns()

    @property
    def drafted(self):
        """The piece as it would be published: to be looked at, and never saved."""
        seen = copy(self)
        for name, value in self.drafted_columns().items():
            setattr(seen, name, value)
        return seen

    @transaction.atomic
    def edit(self, said, *, edits, by, at):
        """Save what is written: a dict by the names of SHOWN. Raises AlreadyMoved where it was edited since."""
        before = self._pictures()
        if not type(self).objects.filter(pk=self.pk, edits=edits).update(draft=said, edits=F("edits") + 1):
            raise lifecycle.AlreadyMoved("Somebody else has edited it since you opened this page. Look at what it says now.")
        self.refresh_from_db(fields=["draft", "edits"])
        record("changed its draft", self, at=at, by=by)
        self._let_go(before, at)

    @transaction.atomic
    def publish(self, *, edits, moment=None, by, at):
        """Show people what is written: at once, or from a moment that is yet to come. What they have seen keeps its date.

        Raises NotReady for what is missing, or AlreadyMoved where it was edited since.
        """
        if self.edits != edits:
            raise lifecycle.AlreadyMoved("It has been edited since you looked at it. Look at it again.")
        self._require_all(moment, at)
        was_seen = self.published_at is not None and self.published_at <= at
        dates = {"published_at": self.published_at, "updated_at": at} if was_seen else {"published_at": moment or at}
        columns = self.drafted_columns() | dates | {"edits": edits + 1}
        before = self._pictures()
        lifecycle.advance(self, Status.PUBLISHED, at=at, by=by, only={"edits": edits}, **columns)
        self._let_go(before, at)

    def _require_all(self, moment, at):
        drafted = self.drafted_columns()
        if missing := [called for name, called in self.NEEDED.items() if not drafted[name]]:
            raise lifecycle.NotReady(f"It is not ready to be published. It still needs: {', '.join(missing)}.")
        if moment and moment < at:
            raise lifecycle.NotReady("That moment has passed. Give one that is yet to come, or none to publish it now.")
        if not self.has_unpublished_changes and (self.is_shown(at) or moment in {None, self.published_at}):
            raise lifecycle.NotReady("It says exactly what is published.")

    def withdraw(self, *, by, at):
        """Take it from everywhere. Its draft stays, and can be published again."""
        lifecycle.advance(self, Status.WITHDRAWN, at=at, by=by, only={"edits": self.edits}, edits=self.edits + 1)

    def _pictures(self):
        """The keys of the pictures that it names, in public or in its draft."""
        return {self.picture_id, self.draft.get("picture_id")}

    def _let_go(self, before, at):
        """Forget what it no longer names."""
        Picture.objects.filter(pk__in=before - self._pictures() - {None}).delete()
