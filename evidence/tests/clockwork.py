"""The moments at which time asks for something of the makers' call, and what a test does at them."""

import datetime

from evidence import keeping
from evidence.models import Submission
from evidence.tests.makers import DAY, NOON, make_ready
from keepitlocal.outbox.models import Message

QUARTER = datetime.timedelta(minutes=15)  # the clockwork's own
CLOSE = NOON + 30 * DAY  # of the makers' call
WEEK = CLOSE - 7 * DAY
LAST_DAY = CLOSE - DAY
TOLD = CLOSE + 23 * DAY
OVER = CLOSE + 30 * DAY


def make_written(call=None, *, address="ann@example.org", at=NOON):
    draft = make_ready(call)
    draft.keep_way_back(address, at=at)
    return draft


def reminders():
    return Message.objects.filter(kind="evidence.reminder").order_by("pk")


def warnings():
    return Message.objects.filter(kind="evidence.warning").order_by("pk")


def reminded_at():
    return [message.created_at for message in reminders()]


def run(*moments):
    for at in moments:
        keeping.keep_promises(at)


def every_quarter(begins, ends):
    while begins < ends:
        yield begins
        begins += QUARTER


def extend(call, closes_at):
    """As an officer who has the call close later."""
    call.closes_at = closes_at
    call.save()


def status_of(submission):
    return Submission.objects.get(pk=submission.pk).status
