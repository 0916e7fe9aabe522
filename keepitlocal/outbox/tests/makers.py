"""E-mails for tests: believable, and only what the test is about said."""

import datetime
from itertools import count

from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Message, promise
from keepitlocal.outbox.queue import called

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
MOMENT = datetime.timedelta(microseconds=1)
numbers = count(1)


def make_message(kind="test.note", *, to=None, about=None, at=NOON, to_officers=False, forget_to=False, revision=0, **columns):
    """A promised e-mail, each about something else and to somebody else unless said."""
    number = next(numbers)
    message = promised(
        kind,
        about=about or f"officers.officer/{number}",
        revision=revision,
        to=to or f"person{number}@example.org",
        at=at,
        to_officers=to_officers,
        forget_to=forget_to,
    )
    if columns:
        Message.objects.filter(pk=message.pk).update(**columns)
        message.refresh_from_db()
    return message


def promised(kind, *, about, revision=0, **said):
    """Promise an e-mail; the message that keeps the promise, the same one when it was promised before."""
    promise(kind, about=about, revision=revision, **said)
    to = {} if said.get("forget_to") else {"to": said["to"]}
    return Message.objects.get(kind=kind, about=called(about), revision=revision, **to)


def sweep(at=NOON):
    sending.sweep(lambda: at)


def now(message):
    """The message as it is stored now."""
    return Message.objects.get(pk=message.pk)


def states(*messages):
    return [now(message).status for message in messages]
