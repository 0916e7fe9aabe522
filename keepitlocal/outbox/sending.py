"""Keeping the promises: whatever is due is sent, by as many senders at once as there happen to be."""

import datetime
import logging
from email.charset import QP, Charset
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage

from keepitlocal.outbox import letters
from keepitlocal.outbox.letters import Unwritable
from keepitlocal.outbox.models import Message, Pause
from keepitlocal.outbox.relay import Lost, NotNow, Refused, Relay, ShutOut

logger = logging.getLogger(__name__)

BATCH = 100
LONGEST = datetime.timedelta(minutes=1)  # a worker that is told to stop waits for its sweep
PAUSE = datetime.timedelta(minutes=5)

# Seven bits, for every relay on the way.
PLAIN = Charset("utf-8")
PLAIN.body_encoding = QP


class Stop(Exception):
    """It is no use trying to send anything else just now."""


def sweep(clock):
    """Send what is due.

    `clock` is a function, unlike everywhere else: a sweep can take a minute, and each mail has its own lease and moment.
    """
    began = clock()
    pause = Pause.objects.first()
    if pause and began < pause.until:
        return
    with Relay() as relay:
        try:
            some_left = True
            while some_left and clock() < began + LONGEST:
                some_left = send_batch(relay, clock)
        except Stop:
            return


def send_batch(relay, clock):
    """Try a batch of what is due, and say whether any of it was ours to try: others may be sending as well."""
    at = clock()
    found = [Message.objects.lapsed(at), Message.objects.due(at).uncrossed()]
    batch = [row for rows in found for row in rows.with_crowds(at).values_list("pk", "is_crowded")[:BATCH]]
    ours = [attend(pk, is_crowded, relay, clock) for pk, is_crowded in batch]
    return any(ours)


def attend(pk, is_crowded, relay, clock):
    """Take one message, if it is there to be taken, and send it or have it wait to be combined."""
    at = clock()
    message = Message.objects.take(pk, at)
    if message is None:
        return False
    if is_crowded and (until := message.wait_until(at)):
        message.hold(until=until, at=at)
    elif letter := compose(message, at):
        hand_over(message, letter, relay, clock)
    return True


def compose(message, at):
    """The letter of a message and of all that goes with it; None when the message itself has no words, and is settled."""
    first, *others = message.members()
    try:
        written = [letters.read(first)]
    except Unwritable as error:
        first.release()
        first.retry(error=str(error), at=at)
        return None
    if written == [None]:
        first.drop(at=at)
        return None
    for other in others:
        try:
            letter = letters.read(other)
        except Unwritable:
            other.part()
        else:
            written.append(letter) if letter else other.drop(at=at)
    return letters.together(written)


def hand_over(message, letter, relay, clock):
    """Send a letter, outside any transaction, and write down what came of it."""
    kept = relay.taken > 0
    try:
        relay.send(envelope(message, letter, clock()))
    except Refused as refusal:
        message.give_up(error=str(refusal), reply=refusal.reply, at=clock())
    except NotNow as delay:
        message.retry(error=str(delay), reply=delay.reply, at=clock())
    except Unwritable as error:
        message.retry(error=str(error), at=clock())
    except Lost as loss:
        relay.close()
        message.retry(error=str(loss), alone=loss.may_have_arrived, at=clock())
        logger.warning("%s", loss)
        if not kept:  # even a new connection fails; one that broke after some mails is worth opening again
            raise Stop from loss
    except ShutOut as refusal:
        message.put_back(at=clock())
        pause(str(refusal), clock())
        raise Stop from refusal
    else:
        message.went(at=clock())
        if not kept:
            Pause.objects.all().delete()


def pause(why, at):
    logger.error("%s No mail is sent until %s.", why, at + PAUSE)
    Pause.objects.update_or_create(pk=1, defaults={"until": at + PAUSE, "why": why})


def envelope(message, letter, at):
    """The e-mail itself. It says that a machine wrote it, so that no machine answers."""
    headers = {
        "Message-ID": message.message_id,
        "Date": format_datetime(at),
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    replies = [] if message.to_officers else [settings.POLICY_EMAIL]
    email = EmailMessage(letter.subject, letter.body, to=[message.to], reply_to=replies, headers=headers)
    email.encoding = PLAIN
    return email
