"""Complaints: anybody can report a comment. Reports alone hide nothing; one verb of an officer's does."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q

from keepitlocal import lifecycle, references
from keepitlocal.audit.models import record
from principles import promises
from principles.models.moderating import LONGEST_WORDS
from principles.models.statuses import Status

LONGEST = 2_000  # characters


class ComplaintStatus(models.TextChoices):
    OPEN = "open", "To be looked into"
    UPHELD = "upheld", "Upheld: the comment is not shown"
    DISMISSED = "dismissed", "Dismissed: the comment stands"


MOVES = {
    ComplaintStatus.OPEN: {ComplaintStatus.UPHELD, ComplaintStatus.DISMISSED},
    ComplaintStatus.UPHELD: set(),
    ComplaintStatus.DISMISSED: set(),
}


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=ComplaintStatus.OPEN)


class Complaint(models.Model):
    """What somebody says is wrong with a comment."""

    MOVES: ClassVar[dict] = MOVES
    PERSONAL = ("email", "says")

    reference = models.CharField(max_length=24, unique=True, null=True, editable=False)
    comment = models.ForeignKey("principles.Comment", models.PROTECT, related_name="complaints")
    says = models.TextField(max_length=LONGEST)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=ComplaintStatus, default=ComplaintStatus.OPEN)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField("received")
    words = models.CharField("what they were told", max_length=LONGEST_WORDS, blank=True)
    begun_with = models.CharField(max_length=64, unique=True, null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "created_at", "id"], name="principles_complaint_open")]
        constraints = [models.CheckConstraint(condition=Q(status__in=ComplaintStatus.values), name="principles_complaint_status")]
        permissions = [("decide_complaint", "Can decide complaints")]

    def __str__(self):
        return self.reference or f"Complaint {self.pk}"

    @property
    def is_open(self):
        return self.status == ComplaintStatus.OPEN

    @transaction.atomic
    def uphold(self, *, reason, words="", by, at):
        """It is right: the comment is rejected, for a reason that its author is told. Raises as `Comment.reject` does."""
        self._decide(ComplaintStatus.UPHELD, words, by, at)
        if self.comment.can("remove"):
            self.comment.remove(reason=reason, by=by, at=at)

    @transaction.atomic
    def dismiss(self, *, words="", by, at):
        """The comment stands; one that was hidden for this is shown again, unless another complaint about it is open."""
        self._decide(ComplaintStatus.DISMISSED, words, by, at)
        if self.comment.status == Status.HIDDEN and not self.comment.complaints.open().exists():
            self.comment.restore(by=by, at=at)

    def _decide(self, to, words, by, at):
        words = " ".join(words.split())
        if self.email and not words:
            raise lifecycle.NotReady("Say what you decided: whoever reported it is told so.")
        self.comment.hold()  # of two who decide the last complaints at once, one comes after the other
        self.comment.refresh_from_db()
        lifecycle.advance(self, to, by=by, at=at, words=words)
        promises.complaint_decided(self, at=at)


@transaction.atomic
def report(comment, *, says, email="", begun_with=None, at):
    """Take in a complaint about a comment; returns it, with its reference. The same page sent twice is one complaint."""
    said = {"says": says, "email": email, "created_at": at, "status_since": at}
    if not begun_with:
        complaint, is_new = Complaint.objects.create(comment=comment, **said), True
    else:
        complaint, is_new = Complaint.objects.get_or_create(begun_with=begun_with, defaults={"comment": comment, **said})
    if is_new:
        references.give(complaint, "KIL")
        record("was reported", comment, at=at, complaint=complaint.reference)
        promises.complaint(complaint, at=at)
    return complaint
