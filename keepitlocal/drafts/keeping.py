"""What time asks for, of any part's drafts: reminders before the close, a word before drafts are deleted, and deleting.

Each may run late, often, and in several workers at once. What was found is asked about again, and held, before anything
is done to it: in the meantime it may have been sent, or given longer.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from keepitlocal.audit.models import record
from keepitlocal.drafts import mail

REMINDED = [datetime.timedelta(days=7), datetime.timedelta(hours=24)]  # before the close, once each
WARNED = datetime.timedelta(days=7)  # before a draft is deleted


@dataclass(frozen=True)
class Kept:
    """How many were reminded, warned and erased, and how many went back to what was sent."""

    reminded: int = 0
    warned: int = 0
    erased: int = 0
    left: int = 0

    def __add__(self, other):
        more = other.reminded, other.warned, other.erased, other.left
        return Kept(*map(sum, zip((self.reminded, self.warned, self.erased, self.left), more, strict=True)))

    def __str__(self):
        return f"Reminded: {self.reminded}. Warned: {self.warned}. Erased: {self.erased}. Unsent changes given up: {self.left}."


class KeptQuerySet(models.QuerySet):
    """Drafts that are kept for some days after their close. A part's own says `being_written()`, and `closed_by(moment)`:
    those whose window closed at that moment or before, with it as `close`."""

    def to_warn(self, at):
        """What was not sent by its close and has a week left, of which nobody was told since that close."""
        untold = Q(warned_at=None) | Q(warned_at__lt=F("close"))
        return self.being_written().closed_by(at - settings.DRAFTS_KEPT + WARNED).filter(untold)

    def over(self, at):
        """What was not sent and may go: its time is over, and so is the week since its writers were told. See `kept_until`."""
        closed = self.being_written().closed_by(at - settings.DRAFTS_KEPT)
        return closed.filter(warned_at__gte=F("close"), warned_at__lte=at - WARNED)


class Keepable(models.Model):
    """What being kept adds to a draft, which has writers, and a `window` of its own."""

    warned_at = models.DateTimeField(null=True, editable=False)  # when its writers were told that the draft will be deleted

    class Meta:
        abstract = True

    @property
    def was_warned(self):
        """Whether its writers were told since its close. A later close makes what they were told untrue."""
        return self.warned_at is not None and self.warned_at >= self.window.closes_at

    @property
    def kept_until(self):
        """The first moment at which a draft may be deleted, and from which no link leads here any more."""
        kept = self.window.closes_at + settings.DRAFTS_KEPT
        return max(kept, self.warned_at + WARNED) if self.was_warned else kept

    @transaction.atomic
    def warn(self, *, at):
        """Tell its writers that what they have not sent will be deleted in a week."""
        type(self)._base_manager.filter(pk=self.pk).update(warned_at=at)
        self.warned_at = at
        record("is to be deleted in a week, unsent", self, at=at)
        for writer in self.writers.reachable():
            mail.warning(writer, at=at)


def reminded_from(close, at):
    """The last moment, by now, from which people are reminded of this close. It is within a week."""
    return max(close - before for before in REMINDED if close - before <= at)


def remind(drafts, writers, at):
    """Remind whoever has something unsent, a week and a day before its close: each address once for each. How many.

    `drafts` are all of a part's, and `writers` all of their addresses, with their drafts.
    """
    written = drafts.being_written().closed_by(at + max(REMINDED)).filter(close__gt=at).order_by()
    closes = written.values_list("close", flat=True).distinct()
    return sum(_remind(written.filter(close=close), writers, reminded_from(close, at), at) for close in closes)


def _remind(written, writers, since, at):
    """Remind the writers of these, unless they came, or began to change it, since the moment to remind them."""
    begun = written.filter(Q(changing_since=None) | Q(changing_since__lt=since))
    of_these = {f"{writers.model.DRAFT}__in": begun.values("pk")}
    due = writers.reachable().unreminded(since).filter(added_at__lt=since, **of_these)
    return sum(remind_one(writer, unless_since=since, at=at) for writer in due)


@transaction.atomic
def remind_one(writer, *, unless_since, at):
    """Promise a reminder to an address, unless one went to it since then. Whether it did."""
    rows = type(writer).objects.reachable().unreminded(unless_since).filter(pk=writer.pk)
    if not rows.update(reminded_at=at):
        return False
    mail.reminder(writer, at=at)
    return True


def each(drafts, do, *, parent):
    """Do it to each of the drafts that is still among them when its turn comes. How many there were.

    `parent` is the field that leads to what the draft answers, whose window nobody lengthens between the question and the deed.
    """
    done = 0
    for key in list(drafts.order_by().values_list("pk", flat=True)):
        with transaction.atomic():
            held = drafts.select_related(parent).select_for_update(of=("self", parent), no_key=True)
            if draft := held.filter(pk=key).first():
                do(draft)
                done += 1
    return done
