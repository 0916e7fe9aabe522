"""A complaint: anybody can make one. Reports alone hide nothing; one verb of an officer's does."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q

from keepitlocal import lifecycle, references
from keepitlocal.audit.models import record
from keepitlocal.complaints import promises

LONGEST = 2_000  # characters
LONGEST_WORDS = 1_000  # of what whoever reported it is told


class Status(models.TextChoices):
    OPEN = "open", "To be looked into"
    UPHELD = "upheld", "Upheld"
    DISMISSED = "dismissed", "Dismissed"


MOVES = {
    Status.OPEN: {Status.UPHELD, Status.DISMISSED},
    Status.UPHELD: set(),
    Status.DISMISSED: set(),
}


class ComplaintQuerySet(models.QuerySet):
    def open(self):
        return self.filter(status=Status.OPEN)


class Complaint(models.Model):
    """What somebody says is wrong with what everybody can read.

    A part's own has a foreign key to what is reported, `related_name="complaints"`; its name is in CALLED, and in people's
    words, too: "comment". It may have a `status` whose labels say what becomes of that, and has `take_down` and `show_again`.
    What is reported has `hold()`, which lets nobody else show or hide it until the transaction ends.
    """

    MOVES: ClassVar[dict] = MOVES
    PERSONAL = ("email", "says")
    CALLED: ClassVar[str]
    TOPIC: ClassVar[str]  # as which officers are told of it

    reference = models.CharField(max_length=24, unique=True, null=True, editable=False)
    says = models.TextField(max_length=LONGEST)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField("received")
    words = models.CharField("what they were told", max_length=LONGEST_WORDS, blank=True)
    begun_with = models.CharField(max_length=64, unique=True, null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["status", "created_at", "id"], name="%(app_label)s_complaint_open")]
        constraints = [models.CheckConstraint(condition=Q(status__in=Status.values), name="%(app_label)s_complaint_status")]
        permissions = [("decide_complaint", "Can decide complaints")]

    def __str__(self):
        return self.reference or f"Complaint {self.pk}"

    @property
    def is_open(self):
        return self.status == Status.OPEN

    @property
    def is_forgotten(self):
        return not self.says

    @property
    def thing(self):
        """What is reported."""
        return getattr(self, self.CALLED)

    @property
    def others(self):
        """All others about the same, as a queryset."""
        return type(self).objects.filter(**{self.CALLED: self.thing}).exclude(pk=self.pk)

    def take_down(self, *, by, at, **why):
        """It is right: show it no more, whether or not it was hidden meanwhile."""
        raise NotImplementedError

    def show_again(self, *, by, at):
        """It is wrong, and no other is open: show what was hidden for it."""
        raise NotImplementedError

    @transaction.atomic
    def uphold(self, *, words="", by, at, **why):
        """It is right: what was reported is taken down. Raises NotReady, NotAllowed, or AlreadyMoved."""
        self._decide(Status.UPHELD, words, by, at)
        self.take_down(**why, by=by, at=at)

    @transaction.atomic
    def dismiss(self, *, words="", by, at):
        """It stands; what was hidden for this is shown again, unless another complaint about it is open. Raises the same."""
        self._decide(Status.DISMISSED, words, by, at)
        if not self.others.open().exists():
            self.show_again(by=by, at=at)

    @transaction.atomic
    def forget(self, *, by, at):
        """Erase what was said to be wrong, and by whom; that it was decided stays. Raises NotAllowed while it is open."""
        if self.is_open:
            raise lifecycle.NotAllowed("Decide it first: with what it says gone, nobody could.")
        self.says = self.email = self.words = ""
        self.save(update_fields=["says", "email", "words"])
        promises.forget(self, by=by, at=at)
        record("was forgotten", self, by=by, at=at)

    def _decide(self, to, words, by, at):
        words = " ".join(words.split())
        if self.email and not words:
            raise lifecycle.NotReady("Say what you decided: whoever reported it is told so.")
        self.thing.hold()  # of two who decide the last complaints at once, one comes after the other
        self.thing.refresh_from_db()
        lifecycle.advance(self, to, by=by, at=at, words=words)
        promises.decided(self, at=at)


@transaction.atomic
def report(model, thing, *, says, email="", begun_with=None, at):
    """Take in a complaint, of a part's own model; returns it, with its reference. The same page sent twice is one complaint."""
    said = {model.CALLED: thing, "says": says, "email": email, "created_at": at, "status_since": at}
    if not begun_with:
        complaint, is_new = model.objects.create(**said), True
    else:
        complaint, is_new = model.objects.get_or_create(begun_with=begun_with, defaults=said)
    if is_new:
        references.give(complaint, "KIL")
        record("was reported", thing, at=at, complaint=complaint.reference)
        promises.received(complaint, at=at)
    return complaint
