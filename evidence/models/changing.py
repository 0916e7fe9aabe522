"""What those who sent a submission can still do to it: change it until its deadline, leave it as it was, take it back."""

from django.db import models, transaction

from evidence import promises
from evidence.models import content
from evidence.models.reviewing import STANDING, Status
from evidence.models.writing import PUBLICATION, TYPED_ABOUT, OtherText, field_of
from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.consent.models import Statement
from keepitlocal.passages.models import forget

LONGEST_WHY = 2_000  # characters of a reason to withdraw


class Changeable(models.Model):
    """What changing adds to a submission: what was sent stands until the changes are sent, also when they never are."""

    changing_since = models.DateTimeField(null=True, editable=False)
    withdrawn_why = models.TextField("why it was withdrawn", blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_standing(self):
        """Whether it was sent, and not withdrawn."""
        return self.status in STANDING

    def can_be_changed(self, at):
        """Whether what was sent can still be changed."""
        return self.is_standing and self.call.opens_at <= at < self.deadline

    @transaction.atomic
    def change(self, *, at):
        """Begin to change what was sent; once more changes nothing. Raises TooLate, or NotAllowed for what does not stand."""
        if not self.is_standing:
            raise lifecycle.NotAllowed("Only what was sent, and not withdrawn, can be changed.")
        if not self.can_be_changed(at):
            raise lifecycle.TooLate("The call has closed, and what was sent can no longer be changed.")
        rows = type(self)._base_manager.filter(pk=self.pk, changing_since=None, status__in=STANDING)
        if rows.update(changing_since=at):
            record("is being changed by its sender", self, at=at)
        self.refresh_from_db(fields=["changing_since"])

    @property
    def is_changed(self):
        """Whether its sender would say something else now than was sent. That a question was reworded changes nothing."""
        return said_in(self.as_sent()) != said_in(self.latest.content)

    @transaction.atomic
    def leave(self, *, at):
        """Give up the changes: the working copy says again what was sent. Without a working copy, nothing happens."""
        if not type(self)._base_manager.filter(pk=self.pk, changing_since__isnull=False).update(changing_since=None):
            return
        self.refresh_from_db(fields=["changing_since"])
        says = self.latest.content
        self._lay_aside(dict(_fields(says)), at)
        self.answers.update(text="", saved_at=at, page="")
        for field, text in _fields(says):
            chosen = content.of(self.call).type(text) if field == "respondent_type" else None
            self.answers.filter(field=field).update(text=text, chosen=chosen)
        self.other_texts.open().update(settled_at=at)
        held = _documents(says)
        self.documents.current().exclude(pk__in=held).update(removed_at=at)
        self.documents.filter(pk__in=held).update(removed_at=None)
        record("was left as it was sent", self, at=at)

    def _lay_aside(self, says, at):
        """Keep what the working copy says otherwise, as a text that has been chosen about: somebody may have just written it."""
        OtherText.objects.bulk_create(
            OtherText(
                submission=self,
                settled_at=at,
                **{name: getattr(answer, name) for name in ["field", "question_id", "text", "saved_at", "page"]},
            )
            for answer in self.answers.exclude(text="")
            if answer.text != says.get(answer.field, "")
        )

    @transaction.atomic
    def withdraw(self, *, why="", at):
        """Take back what was sent, before or after the close, whatever officers do in this moment. Raises NotAllowed.

        Its words are erased later.
        """
        # Held, so that an officer who is quicker only comes first: nobody is kept from withdrawing.
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(no_key=True))
        last = {"withdrawn_why": why.strip()[:LONGEST_WHY], "changing_since": None}
        # Before its status: nothing is being changed that does not stand, and the database sees to that.
        type(self)._base_manager.filter(pk=self.pk).update(**last)
        lifecycle.advance(self, Status.WITHDRAWN, at=at)
        self.withdrawn_why, self.changing_since = last.values()
        forget(self)
        promises.withdrawal(self, at=at)


def said_in(says):
    """What a sender has said in what a revision keeps: a dict of fields to texts, and the documents' keys."""
    return {field: text for field, text in _fields(says) if text}, _documents(says)


def _documents(says):
    return [each["pk"] for each in says.get("documents", [])]


def _fields(says):
    """What a revision keeps, as pairs of a working copy's field and its text."""
    yield from ((field_of(answer["question"]), answer["text"]) for answer in says["answers"])
    yield from ((field, says[field]) for field in TYPED_ABOUT)
    yield "respondent_type", says["type"]["code"] if says["type"] else ""
    agreed = Statement.objects.filter(pk=says["publication"]).first()
    yield PUBLICATION, agreed.fingerprint if agreed else ""
