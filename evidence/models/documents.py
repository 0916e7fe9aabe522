"""A document that came with a submission. Its bytes lie in storage; a row is made only when they are safe there."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max, Q, Sum
from django.utils.translation import gettext

from evidence.models.reviewing import Status
from evidence.models.submissions import Revision, Submission
from keepitlocal import lifecycle
from keepitlocal.documents import kinds, storage


class DocumentStatus(models.TextChoices):
    """What the scanner has said of it."""

    WAITING = "waiting", "Waiting to be scanned"
    CLEAN = "clean", "Clean"
    INFECTED = "infected", "Infected"
    NOT_SCANNED = "not scanned", "Not scanned"
    UNREADABLE = "unreadable", "Unreadable"


class NotTaken(lifecycle.Refusal):
    """The submission has no room for a document, or holds it already."""


class DocumentQuerySet(models.QuerySet):
    def current(self):
        """What the working copy holds."""
        return self.filter(removed_at=None)

    def sent(self):
        """Of submissions that were sent: the others are nobody's but their writer's."""
        return self.filter(submission__reference__isnull=False)

    def to_look_at(self):
        """Of submissions that are not decided about: what is infected, unreadable or flagged."""
        is_told = Q(status__in=[DocumentStatus.INFECTED, DocumentStatus.UNREADABLE]) | ~Q(flags=[])
        return self.sent().current().filter(is_told, submission__status__in=[Status.SUBMITTED, Status.IN_REVIEW])

    def listed(self, says):
        """What a revision's content, or a working copy's, lists."""
        keys = [each["pk"] for each in says.get("documents", [])]
        return self.filter(pk__in=keys) if keys else self.none()

    def kept(self):
        """Whose bytes must be in storage."""
        return self.filter(gone_at=None)

    def erased(self):
        """Of submissions that were erased, with their bytes still kept."""
        return self.kept().filter(removed_at__isnull=False, submission__status=Status.ERASED)

    def removed_by(self, moment):
        """Removed up to that moment, with their bytes still kept."""
        return self.kept().filter(removed_at__lte=moment)

    @transaction.atomic
    def attach(self, submission, arrival, verdict, *, at):
        """The document that a settled arrival becomes: moved to storage, and then given a row. What is held already is the same.

        Raises NotTaken or NotStored, each with words to follow the file's name; TooLate, or AlreadyMoved.
        """
        submission._take(at=at)
        held = submission.documents.current()
        if same := held.filter(sha256=arrival.sha256).first():
            if same.name != arrival.name:
                sentence = gettext("is the same file as document %(number)d, %(name)s. It is kept once")
                raise NotTaken(sentence % {"number": same.number, "name": same.name})
            return same
        _require_room(held, arrival.size)
        return self.create(
            submission=submission,
            number=1 + (submission.documents.aggregate(Max("number"))["number__max"] or 0),
            name=arrival.name,
            kind=verdict.kind.code,
            size=arrival.size,
            sha256=arrival.sha256,
            flags=list(verdict.flags),
            status=DocumentStatus.WAITING if settings.SCANNER else DocumentStatus.NOT_SCANNED,
            status_since=at,
            arrived_at=at,
            # Last of all: should anything go wrong from here on, what is left is a file without a row, which the sweep finds.
            key=storage.keep(arrival.file),
        )


def _require_room(held, size):
    if held.count() >= kinds.MOST:
        sentence = gettext("was not added: you can add up to %(most)d documents. Remove one first")
        raise NotTaken(sentence % {"most": kinds.MOST})
    together = held.aggregate(Sum("size"))["size__sum"] or 0
    if together + size > kinds.LARGEST_TOGETHER:
        most = kinds.LARGEST_TOGETHER // (1024 * 1024)
        sentence = gettext(
            "was not added: your documents can be up to %(most)d MB together. Remove one first, or add a smaller copy"
        )
        raise NotTaken(sentence % {"most": most})


class Document(models.Model):
    """One document of one submission. What was sent with it never changes, and removing takes nothing from what was sent."""

    MOVES = {
        DocumentStatus.WAITING: {DocumentStatus.CLEAN, DocumentStatus.INFECTED, DocumentStatus.UNREADABLE},
        DocumentStatus.CLEAN: {DocumentStatus.WAITING},
        DocumentStatus.INFECTED: {DocumentStatus.WAITING},
        DocumentStatus.NOT_SCANNED: {DocumentStatus.WAITING},
        DocumentStatus.UNREADABLE: {DocumentStatus.WAITING},
    }
    PERSONAL = ("name",)

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="documents")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=kinds.LONGEST_NAME)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64)
    key = models.CharField(max_length=64, unique=True, help_text="Its name in storage.")
    flags = models.JSONField(default=list, blank=True, help_text="What an officer should know before opening it.")
    status = models.CharField(max_length=20, choices=DocumentStatus)
    status_since = models.DateTimeField("since")
    arrived_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True, help_text="When its bytes were deleted, which no revision held.")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "number"]
        indexes = [
            # Of the few that were removed and are to go: the clockwork asks for them often.
            models.Index(
                fields=["submission"], condition=Q(removed_at__isnull=False, gone_at=None), name="evidence_document_going"
            ),
        ]
        constraints = [
            models.UniqueConstraint("submission", "number", name="evidence_document_number"),
            models.UniqueConstraint("submission", "sha256", condition=Q(removed_at=None), name="evidence_document_once"),
            models.CheckConstraint(condition=Q(status__in=DocumentStatus.values), name="evidence_document_status"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_document_not_empty"),
            models.CheckConstraint(
                condition=Q(gone_at=None) | Q(removed_at__isnull=False), name="evidence_document_gone_when_removed"
            ),
        ]

    def __str__(self):
        return f"Document {self.number}"

    @property
    def label(self):
        """Its kind, in words of the page's language."""
        return gettext(kinds.of(self.kind).label)

    @property
    def content_type(self):
        return kinds.of(self.kind).content_type

    @property
    def is_held(self):
        """Whether a revision holds it: then it stays, whatever becomes of the working copy."""
        return self.pk in held_by_revisions([self.submission_id])

    @property
    def is_downloadable(self):
        """Whether an officer may have it: when it is clean, or when there is no scanner to say so."""
        return self.status == DocumentStatus.CLEAN or self.needs_warning

    @property
    def needs_warning(self):
        return self.status == DocumentStatus.NOT_SCANNED and not settings.SCANNER

    @transaction.atomic
    def remove(self, *, at):
        """Take it out of the working copy; once more changes nothing. Raises TooLate, or AlreadyMoved."""
        self.submission._take(at=at)
        Document.objects.current().filter(pk=self.pk).update(removed_at=at)
        self.refresh_from_db(fields=["removed_at"])

    @transaction.atomic
    def let_go(self, *, at):
        """Forget its name, and say that its bytes may go. Raises NotAllowed while anything holds it."""
        if not self.removed_at or self.is_held:
            raise lifecycle.NotAllowed(f"{self} is still part of a submission.")
        Document.objects.filter(pk=self.pk).update(gone_at=at, name="")
        self.refresh_from_db(fields=["gone_at", "name"])

    def scan_again(self, *, at, by=None):
        lifecycle.advance(self, DocumentStatus.WAITING, at=at, by=by)

    def found_clean(self, *, at):
        lifecycle.advance(self, DocumentStatus.CLEAN, at=at)

    def found_infected(self, *, at):
        lifecycle.advance(self, DocumentStatus.INFECTED, at=at)

    def found_unreadable(self, *, at):
        lifecycle.advance(self, DocumentStatus.UNREADABLE, at=at)

    def delete(self, *args, **kwargs):
        raise TypeError("A document's row stays, so that its number is never used again.")


def held_by_revisions(submissions):
    """The keys of the documents that the revisions of these submissions hold."""
    lists = Revision.objects.filter(submission__in=submissions).values_list("content__documents", flat=True)
    return {each["pk"] for listed in lists for each in listed or []}
