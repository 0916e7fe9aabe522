"""Who can come back to a draft: the addresses that its links are sent to. No token is kept: a link is signed."""

from typing import ClassVar

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.drafts import mail
from keepitlocal.told import Told, ToldQuerySet

MOST_WRITERS = 20  # addresses of a draft


class WriterQuerySet(ToldQuerySet):
    def unreminded(self, since):
        """Those that were not reminded since that moment."""
        return self.filter(models.Q(reminded_at=None) | models.Q(reminded_at__lt=since))


class Writer(Told):
    """An address that can come back to one draft, and is told its news: whoever began it, or a colleague they invited.

    A part's own has a foreign key to its drafts, whose `related_name` is "writers" and whose name it says as `DRAFT`. An address
    is there once however it is capitalised: a constraint says so.
    """

    DRAFT: ClassVar[str]

    was_invited = models.BooleanField(default=False)
    reminded_at = models.DateTimeField(null=True)

    objects = WriterQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"Writer {self.pk}"

    @property
    def draft(self):
        return getattr(self, self.DRAFT)


class Shared(models.Model):
    """What sharing adds to a draft.

    A part's own says of itself its `title`, which is that of what it answers; its `reference`, or nothing before it was sent;
    `kept_until`, when its links end; `can_be_written(at)`; and what its links let people do, in words, as `opens(at)`.
    """

    KIND: ClassVar[str]  # the name of its `Kind`
    is_one_of_several = False  # of those that the browser in question holds
    was_withdrawn = False  # nobody needs to come back to it

    generation = models.PositiveIntegerField(default=1, editable=False)  # links and browsers of an earlier one open nothing
    asked_at = models.DateTimeField(null=True, editable=False)  # when somebody was asked for an address to come back by

    class Meta:
        abstract = True

    @property
    def has_way_back(self):
        """Whether an address can come back to it."""
        return bool(self.writers.all())

    @property
    def can_be_lost(self):
        """Whether only a browser that holds it leads back to it, and somebody might want to come back."""
        return not self.has_way_back and not self.was_withdrawn

    @transaction.atomic
    def keep_way_back(self, email, *, at, was_invited=False):
        """Let an address come back, and send it a link. Raises NotAllowed when there are too many."""
        writer = self._writer(email, at=at, was_invited=was_invited)
        mail.link(writer, at=at)
        return writer

    def invite(self, email, *, at):
        """Let a colleague write this too. Raises NotAllowed when there are too many."""
        return self.keep_way_back(email, at=at, was_invited=True)

    def _writer(self, email, *, at, was_invited):
        # The update locks the row until the transaction ends: of two presses at once, the second finds what the first made.
        # Whoever has given an address is not asked for one any more.
        type(self)._base_manager.filter(pk=self.pk).update(asked_at=Coalesce("asked_at", Value(at)))
        if writer := self.writers.known_as(email).first():
            return writer
        if self.writers.count() >= MOST_WRITERS:
            said = gettext("%(most)s addresses can come back to it already. Remove one first")
            raise lifecycle.NotAllowed(said % {"most": MOST_WRITERS})
        return self.writers.create(email=email, added_at=at, was_invited=was_invited)

    @transaction.atomic
    def stop_links(self, *, at):
        """No link that was sent so far, and no other browser, opens it any more. The addresses can ask for new links."""
        type(self)._base_manager.filter(pk=self.pk).update(generation=F("generation") + 1)
        self.refresh_from_db(fields=["generation"])
        record("had its links stopped", self, at=at)

    @transaction.atomic
    def remove_writer(self, writer, *, at):
        """Have an address come back no more, nor any link that it was sent."""
        mail.take_back_links(writer, at=at)
        writer.delete()
        self.stop_links(at=at)

    def was_asked(self, *, at):
        """Whether somebody has been asked for an address already; if not, they are now."""
        return not type(self)._base_manager.filter(pk=self.pk, asked_at=None).update(asked_at=at)
