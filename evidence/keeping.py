"""What time asks for of evidence (see keepitlocal/drafts/keeping.py), and reminding by hand."""

import datetime

from django.db import transaction

from evidence import sweeping
from evidence.models import Document, OtherText, Status, Submission, Writer
from keepitlocal import lifecycle
from keepitlocal.audit.models import record
from keepitlocal.drafts import keeping
from keepitlocal.drafts.keeping import Kept

AGAIN = datetime.timedelta(hours=1)  # by hand no address is reminded twice within it


def keep_promises(at):
    reminded, warned = remind(at), warn(at)
    return Kept(reminded, warned, *delete(at))


def remind(at):
    """Remind whoever has something unsent, a week and a day before its close. How many addresses."""
    return keeping.remind(Submission.objects, Writer.objects.select_related("submission"), at)


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
    reminded = sum(keeping.remind_one(writer, unless_since=at - AGAIN, at=at) for writer in writers)
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


def _each(submissions, do):
    return keeping.each(submissions, do, parent="call")
