"""What nobody is to have any longer: drafts that were never sent, and what was withdrawn. The row stays, and says nothing."""

from django.conf import settings
from django.db import transaction

from evidence.models.asking import Asked, Reply
from evidence.models.reviewing import Note, Status
from evidence.models.writing import TYPED_ABOUT
from keepitlocal import lifecycle
from keepitlocal.drafts import mail
from keepitlocal.drafts.keeping import Keepable, KeptQuerySet
from keepitlocal.outbox.models import Message, cancel
from keepitlocal.passages.models import forget

ERASED_NOTE = "Erased."


class ErasableQuerySet(KeptQuerySet):
    def settled(self, at):
        """What was sent, and nobody is changing, of a time that is over for drafts."""
        return self.closed_by(at - settings.DRAFTS_KEPT).filter(changing_since=None).sent()

    def withdrawn_long_ago(self, at):
        """What was withdrawn and is to be erased."""
        return self.filter(status=Status.WITHDRAWN, status_since__lte=at - settings.WITHDRAWN_KEPT)


class Erasable(Keepable):
    """What erasing adds to a submission."""

    class Meta:
        abstract = True

    @property
    def erased_from(self):
        """The first moment at which what was withdrawn may be erased. See `withdrawn_long_ago`."""
        return self.status_since + settings.WITHDRAWN_KEPT

    @transaction.atomic
    def erase(self, *, at, by=None):
        """Forget every word of it, who wrote it and whom we wrote to. Raises NotAllowed for what stands, or AlreadyMoved.

        Its documents are marked as removed; their bytes go with the clockwork's next round.
        """
        lifecycle.advance(self, Status.ERASED, at=at, by=by)
        forget(self)
        self._forget_messages(at=at, by=by)
        for rows in [self.answers, self.other_texts]:
            rows.all().delete()
        self.documents.current().update(removed_at=at)
        Note.objects.filter(submission=self).update(text=ERASED_NOTE)
        Reply.objects.filter(asked__submission=self).delete()
        Asked.objects.filter(submission=self).update(text=ERASED_NOTE)
        for revision in self.revisions.all():
            self.revisions.filter(pk=revision.pk).update(content=_emptied(revision.content))
        forgotten = {
            **dict.fromkeys(TYPED_ABOUT, ""),
            "withdrawn_why": "",
            "begun_with": None,
            "turns": {},
            "changing_since": None,
            "sent_documents": 0,
        }
        type(self)._base_manager.filter(pk=self.pk).update(**forgotten)
        self.refresh_from_db()

    def _forget_messages(self, *, at, by):
        """Forget its addresses, and that anything was sent there. What was not sent yet is not sent."""
        addresses = {self.email.lower(), *(writer.email.lower() for writer in self.writers.all())} - {""}
        for about in [self, *self.writers.all(), *self.asked_questions.all()]:
            cancel(about, at=at, by=by)
            Message.objects.about(about).forget()
        self.writers.all().delete()
        for address in sorted(addresses):
            mail.forget_asking(address, at=at, by=by)


def _emptied(says):
    """What a revision keeps, without a word of its sender."""
    return {**says, **dict.fromkeys(TYPED_ABOUT, ""), "answers": [], "documents": []}
