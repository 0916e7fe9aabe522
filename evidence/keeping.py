"""What time asks for: reminders before the deadline, a word before drafts are deleted, and deleting.

Each may run late, often, and in several workers at once. What was found is asked about again, and held, before anything
is done to it: in the meantime it may have been sent, or given longer.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from evidence import promises
from evidence.documents import sweeping
from evidence.models import Document, OtherText, Status, Submission, Writer
from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.drafts.keeping import REMINDED, reminded_from

AGAIN = datetime.timedelta(hours=1)  # by hand no address is reminded twice within it


@dataclass(frozen=True)
class Kept:
    """How many were reminded, warned and erased, and how many went back to what was sent."""

    reminded: int
    warned: int
    erased: int
    left: int

    def __str__(self):
        return f"Reminded: {self.reminded}. Warned: {self.warned}. Erased: {self.erased}. Unsent changes given up: {self.left}."


def keep_promises(at):
    reminded, warned = remind(at), warn(at)
    return Kept(reminded, warned, *delete(at))


def remind(at):
    """Remind whoever has something unsent, a week and a day before its close: each address once for each. How many."""
    soon = at + max(REMINDED)
    written = Submission.objects.being_written().closed_by(soon).filter(close__gt=at).order_by()
    return sum(_remind(written.filter(close=close), close, at) for close in written.values_list("close", flat=True).distinct())


def _remind(written, close, at):
    """Remind the writers of what closes then, unless they came, or began to change it, since the moment to remind them."""
    since = reminded_from(close, at)
    begun = written.filter(Q(changing_since=None) | Q(changing_since__lt=since))
    due = Writer.objects.reachable().unreminded(since).filter(added_at__lt=since, submission__in=begun.values("pk"))
    return sum(remind_one(writer, unless_since=since, at=at) for writer in due.select_related("submission"))


@transaction.atomic
def remind_one(writer, *, unless_since=None, at):
    """Promise a reminder to an address, unless one went to it since then. Whether it did."""
    rows = Writer.objects.reachable().filter(pk=writer.pk)
    if unless_since:
        rows = rows.unreminded(unless_since)
    if not rows.update(reminded_at=at):
        return False
    promises.reminder(writer, at=at)
    return True


@transaction.atomic
def remind_now(submission, *, by, at):
    """Remind every address of it that takes news, because an officer says so. How many there were.

    Raises TooLate, NotReady where there is no such address, or AlreadyMoved where all were reminded within the hour.
    """
    if not submission.can_be_written(at):
        raise lifecycle.TooLate("It can no longer be sent. Give it longer first.")
    writers = list(submission.writers.reachable())
    if not writers:
        raise lifecycle.NotReady("No address can be reminded: none was given, or it asked for no news.")
    reminded = sum(remind_one(writer, unless_since=at - AGAIN, at=at) for writer in writers)
    if not reminded:
        raise lifecycle.AlreadyMoved("It was reminded less than an hour ago.")
    record("was reminded by hand", submission, at=at, by=by, addresses=reminded)
    return reminded


def warn(at):
    """Tell whoever has a draft past its close that it will be deleted in a week; again where it had been given longer since."""
    return _each(Submission.objects.to_warn(at), lambda submission: submission.warn(at=at))


def delete(at):
    """Delete what was never sent, a week after the word about it at the soonest, and what was withdrawn long enough ago.

    How many were erased, and how many went back to what was sent.
    """
    over = Submission.objects.over(at)
    erased = _each(over.filter(status=Status.DRAFT), lambda submission: submission.erase(at=at))
    left = _each(over.filter(changing_since__isnull=False), lambda submission: submission.leave(at=at))
    erased += _each(Submission.objects.withdrawn_long_ago(at), lambda submission: submission.erase(at=at))
    # What was written beside an answer goes with the drafts, also of what was sent.
    OtherText.objects.filter(submission__in=Submission.objects.settled(at).values("pk")).delete()
    # Last, and of all that are erased: what a crash, or the disk, kept from going goes now.
    sweeping.let_go(Document.objects.erased(), at)
    return erased, left


def _each(rows, do):
    """Do it to each of the rows that is still among them when its turn comes. How many there were."""
    done = 0
    for key in list(rows.order_by().values_list("pk", flat=True)):
        with transaction.atomic():
            # The call as well: nobody lengthens it between the question and the deed.
            held = rows.select_related("call").select_for_update(of=("self", "call"), no_key=True)
            if submission := held.filter(pk=key).first():
                do(submission)
                done += 1
    return done
