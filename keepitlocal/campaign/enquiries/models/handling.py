"""What officers do about an enquiry: who has it, what they answer and note, and that it is done with."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import models, transaction

from keepitlocal import lifecycle
from keepitlocal.audit.models import named, record
from keepitlocal.campaign.enquiries import promises
from keepitlocal.campaign.enquiries.models.saying import Note
from keepitlocal.campaign.enquiries.models.statuses import BEGINS, KEPT, Status

MAY_ANSWER = "enquiries.answer_enquiry"
ASSIGNED = "was assigned"


def answerers():
    """The officers who may answer, and so may be given an enquiry."""
    return ModelBackend().with_perm(MAY_ANSWER).order_by("name", "pk")


class Handled(models.Model):
    """What handling adds to an enquiry."""

    # Officers are never deleted; what somebody who has left still has is theirs until it is given to another.
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    def can(self, verb):
        """Whether the verb may be done to it now."""
        return self.status in BEGINS.get(verb, KEPT)

    def _refuse_unless(self, verb):
        if not self.can(verb):
            raise lifecycle.NotAllowed(f"This cannot be done to it now: {self.get_status_display().lower()}.")

    @transaction.atomic
    def answer(self, text, *, seen, begun_with=None, by, at):
        """Answer it by e-mail; it is then theirs, if nobody has it. `seen` is the number of the last message that they read.

        The same page sent twice answers once. Raises NotAllowed, or AlreadyMoved where something was said meanwhile.
        """
        self.hold()
        if twin := self.twin(begun_with):
            return twin
        self._refuse_unless("answer")
        if self.said.last().number != seen:
            raise lifecycle.AlreadyMoved("Something was written here since you opened this page. Read it, and answer again.")
        said = self.say(text, by=by, begun_with=begun_with, at=at)
        if not self.assigned_to_id:
            self.assign(by, by=by, at=at)
        lifecycle.advance(self, Status.ANSWERED, by=by, at=at)
        promises.answer(said, at=at)
        return said

    @transaction.atomic
    def assign(self, to, *, by, at):
        """Give it to an officer who may answer, or to nobody (None), and tell them. Raises NotAllowed, or AlreadyMoved."""
        self._refuse_unless("assign")
        if to and not answerers().filter(pk=to.pk).exists():
            raise lifecycle.NotAllowed(f"{to} may not answer enquiries.")
        key, had = to.pk if to else None, self.assigned_to_id
        if key == had:
            return
        # Compare and swap: of two people pressing at once, one has it, and the other is told.
        as_seen = type(self)._base_manager.filter(pk=self.pk, assigned_to=had, status__in=KEPT)
        if not as_seen.update(assigned_to=key):
            raise lifecycle.AlreadyMoved("It was given to somebody else in the meantime.")
        self.assigned_to = to
        line = record(ASSIGNED, self, at=at, by=by, to=named(to) if to else "nobody")
        if to and to.pk != by.pk:
            promises.given(line, to, at=at)

    def claim(self, *, by, at):
        """Give it to whoever asks. Raises NotAllowed, or AlreadyMoved."""
        self.assign(by, by=by, at=at)

    @transaction.atomic
    def note(self, text, *, by, at):
        """Add a note for officers. Raises NotAllowed of what is erased."""
        self.hold()
        self._refuse_unless("note")
        note = Note(enquiry=self, by=by, at=at, text=text.strip())
        note.clean_fields(exclude=["enquiry", "by"])
        note.save()
        record("was noted on", self, at=at, by=by)

    def close(self, *, by=None, at):
        """Nothing more is to be done about it, unless they write again. Raises NotAllowed, or AlreadyMoved."""
        self._refuse_unless("close")
        lifecycle.advance(self, Status.CLOSED, by=by, at=at)

    def reopen(self, *, by, at):
        """Something is to be done about it after all. Raises NotAllowed, or AlreadyMoved."""
        self._refuse_unless("reopen")
        lifecycle.advance(self, Status.OPEN, by=by, at=at)
