"""Reviewing a submission: what may become of it once it is sent, who has it, and what officers say among themselves."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from evidence import promises
from keepitlocal import lifecycle
from keepitlocal.audit.models import Entry, named, record

ASSIGNED = "was assigned"
LONGEST_NOTE = 10_000  # characters
LONGEST_REASON = 1_000  # characters: the record is for sentences


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "New"
    IN_REVIEW = "in review", "In review"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ERASED = "erased", "Erased"


MOVES = {
    Status.DRAFT: {Status.SUBMITTED, Status.ERASED},
    Status.SUBMITTED: {Status.IN_REVIEW, Status.WITHDRAWN},
    Status.IN_REVIEW: {Status.ACCEPTED, Status.DECLINED, Status.WITHDRAWN},
    Status.ACCEPTED: {Status.IN_REVIEW, Status.WITHDRAWN},
    Status.DECLINED: {Status.IN_REVIEW, Status.WITHDRAWN},
    Status.WITHDRAWN: {Status.ERASED},
    Status.ERASED: set(),
}
STANDING = [Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED]  # sent, and not taken back
# Two verbs lead to the same status, so each also says where it begins: what was decided is restored with a reason, not taken up.
BEGINS = {
    "take_up": {Status.SUBMITTED},
    "accept": {Status.IN_REVIEW},
    "decline": {Status.IN_REVIEW},
    "restore": {Status.ACCEPTED, Status.DECLINED},
}


def reviewers():
    """The officers who may review, and so may be given a submission."""
    return _officers_who_may("review_submission")


def readers():
    """The officers who may read submissions, and so may be told of a note."""
    return _officers_who_may("view_submission")


def _officers_who_may(do):
    may = Q(groups__permissions__codename=do, groups__permissions__content_type__app_label="evidence")
    return get_user_model()._default_manager.filter(Q(is_superuser=True) | may, is_active=True).distinct()


class Reviewed(models.Model):
    """What reviewing adds to a submission."""

    MOVES = MOVES

    # Officers are never deleted; what somebody who has left still has is theirs until it is given to another.
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    def can(self, verb):
        """Whether the verb may be done to it now. Whatever has been sent, and not withdrawn, may be assigned and noted on."""
        return self.status in BEGINS.get(verb, STANDING)

    def _refuse_unless(self, verb):
        if not self.can(verb):
            raise lifecycle.NotAllowed(f"This cannot be done to what is {self.get_status_display().lower()}.")

    def _move(self, verb, to, *, by, at, why=""):
        self._refuse_unless(verb)
        lifecycle.advance(self, to, by=by, at=at, why=why)

    @transaction.atomic
    def take_up(self, *, by, at):
        """Begin to review it. It is then theirs, if nobody has it. Raises NotAllowed, or AlreadyMoved."""
        self._move("take_up", Status.IN_REVIEW, by=by, at=at)
        if not self.assigned_to_id:
            self.assign(by, by=by, at=at)

    def accept(self, *, by, at):
        """Take it as evidence. Raises NotAllowed, or AlreadyMoved."""
        self._move("accept", Status.ACCEPTED, by=by, at=at)

    def decline(self, *, by, at, why):
        """Leave it out, for a reason that officers alone see. Raises NotReady without one, NotAllowed, or AlreadyMoved."""
        self._move("decline", Status.DECLINED, by=by, at=at, why=_reason(why))

    def restore(self, *, by, at, why):
        """Take a decision back, for a reason. Raises NotReady without one, NotAllowed, or AlreadyMoved."""
        self._move("restore", Status.IN_REVIEW, by=by, at=at, why=_reason(why))

    @transaction.atomic
    def assign(self, to, *, by, at):
        """Give it to an officer who may review, or to nobody (None). Raises NotAllowed, or AlreadyMoved.

        Returns the line of the record that says so, or None where they had it already.
        """
        self._refuse_unless("assign")
        if to and not reviewers().filter(pk=to.pk).exists():
            raise lifecycle.NotAllowed(f"{to} may not review submissions.")
        key, had = to.pk if to else None, self.assigned_to_id
        if key == had:
            return None
        # Compare and swap: of two people pressing at once, one has it, and the other is told.
        as_seen = type(self)._base_manager.filter(pk=self.pk, assigned_to=had, status__in=STANDING)
        if not as_seen.update(assigned_to=key):
            raise lifecycle.AlreadyMoved("It was given to somebody else, or withdrawn, in the meantime.")
        self.assigned_to = to
        return record(ASSIGNED, self, at=at, by=by, to=named(to) if to else "nobody")

    def claim(self, *, by, at):
        """Give it to whoever asks. Raises NotAllowed, or AlreadyMoved."""
        self.assign(by, by=by, at=at)

    @transaction.atomic
    def note(self, text, *, tell=(), by, at):
        """Add a note for officers, and tell those it names of it by e-mail.

        Raises NotAllowed for a draft and for who may not read it, or ValidationError for what a form would have refused.
        """
        self._refuse_unless("note")
        told = [officer for officer in tell if officer.pk != by.pk]
        if strangers := {officer.pk for officer in told} - set(readers().values_list("pk", flat=True)):
            raise lifecycle.NotAllowed(f"{len(strangers)} of those named may not read submissions.")
        note = Note(submission=self, by=by, at=at, text=text.strip())
        note.clean_fields(exclude=["submission", "by"])
        note.save()
        note.told.set(told)
        promises.mentions(note, told, at=at)
        record("was noted on", self, at=at, by=by)
        return note

    def moves(self):
        """The lines of the record that say who gave it the status it has, when, and why, newest first."""
        return Entry.objects.about(self).filter(did=f"became {self.status}")


def _reason(why):
    if not why.strip():
        raise lifecycle.NotReady("A reason is needed.")
    return why.strip()


def not_too_long(text):
    if len(text) > LONGEST_NOTE:
        raise ValidationError(f"A note can be up to {LONGEST_NOTE:,} characters long.", code="too_long")


class Note(models.Model):
    """What an officer wrote about a submission, for officers only. It is added, and never changed or taken away."""

    PERSONAL = ("text",)

    submission = models.ForeignKey("evidence.Submission", models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(validators=[not_too_long])
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Note {self.pk}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A note never changes.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A note is never taken away.")
