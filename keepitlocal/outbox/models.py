"""E-mails we have promised: a row first, in the caller's transaction; the clockwork only keeps the promise."""

import datetime
import uuid
from contextlib import nullcontext
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from keepitlocal import lifecycle, parts
from keepitlocal.audit.models import record
from keepitlocal.outbox.forgetting import ERASED, FORGOTTEN, stand_in
from keepitlocal.outbox.queue import ALONE_A_DAY, DAY, MOVES, WAITING, MessageQuerySet, State, called

GIVE_UP_AFTER = datetime.timedelta(hours=72)
LONGEST_WAIT = 60  # minutes
AT_ONCE = 100  # messages in one combined mail: more would be a book


def promise(kind, *, about, revision=0, to, at, to_officers=False, forget_to=False):
    """Write the e-mail down in the caller's transaction, once. The clockwork sends it; nothing here talks to a broker.

    `about` is a stored thing, or what the record calls it. With `forget_to` the address is erased as soon as it is sent; of one
    kind about one thing and revision there is then a single e-mail, to the address that was promised it first.
    """
    refuse_unknown(kind)
    if not to:
        raise ValueError("An e-mail needs an address.")  # which not every database says of what it is told to pass over
    said = {"to": to, "to_officers": to_officers} | ({"forget_to": True, "stand_in": stand_in(kind, to)} if forget_to else {})
    due = {"due_at": at, "created_at": at, "status_since": at}
    message = Message(kind=kind, about=called(about), revision=revision, **said, **due)
    Message.objects.bulk_create([message], ignore_conflicts=True)


def promise_all(kind, addresses, *, revision, at, to_officers=False):
    """Promise one e-mail of a kind about each of many things: `addresses` are pairs of a thing and where it goes."""
    refuse_unknown(kind)
    due = {"kind": kind, "revision": revision, "due_at": at, "created_at": at, "status_since": at, "to_officers": to_officers}
    made = [Message(about=called(about), to=to, **due) for about, to in addresses]
    Message.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)


def refuse_unknown(kind):
    if kind not in parts.letters():
        raise ValueError(f"No part writes the e-mail {kind!r}.")


@transaction.atomic
def cancel(about, *, at, by=None):
    """Cancel whatever has not been sent about a thing, or about what the record calls by this name."""
    Message.objects.about(about).cancel(at=at, by=by)
    Message.objects.about(about).filter(forget_to=True).forget()


def new_message_id():
    return f"<{uuid.uuid4().hex}@{urlsplit(settings.PORTAL_URL).hostname}>"


def wait_after(attempts):
    """How long to wait after so many attempts: 1, 2, 4 … 60 minutes."""
    return datetime.timedelta(minutes=min(2 ** max(attempts - 1, 0), LONGEST_WAIT))


class Message(models.Model):
    """One e-mail to one address. Its words are written when it is sent, so what is erased is never sent.

    Its senders move it by `settle`, for speed: of their moves, only those that end in silence go into the record.
    """

    PERSONAL = ("to", "stand_in")
    MOVES = MOVES

    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    revision = models.IntegerField(default=0)
    to = models.EmailField(max_length=254)
    to_officers = models.BooleanField(default=False, help_text="Mail to the policy team is never held back.")
    forget_to = models.BooleanField(default=False, help_text="Its address is erased once it is sent.")
    stand_in = models.EmailField(max_length=60, blank=True, help_text="What its erased address is counted by, for a day.")
    status = models.CharField(max_length=10, choices=State, default=State.DUE)
    status_since = models.DateTimeField()
    created_at = models.DateTimeField("promised")
    due_at = models.DateTimeField("due")
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    held = models.BooleanField(default=False, help_text="Waits to be combined with others of its kind to the same address.")
    alone = models.BooleanField(
        default=False, help_text="Goes by itself: an officer asked for it, or an earlier attempt may have arrived."
    )
    combined_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followers", db_index=False)
    sent_at = models.DateTimeField("sent", null=True, blank=True)
    message_id = models.CharField("Message-ID", max_length=300, default=new_message_id)
    last_error = models.CharField(max_length=200, blank=True)
    reply = models.PositiveSmallIntegerField("SMTP code", null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail"
        indexes = [
            models.Index(fields=["status", "due_at", "id"], name="outbox_message_due"),
            # Not of the many that have none: a database that knows no better would look for what is due there.
            models.Index(fields=["combined_into"], condition=Q(combined_into__isnull=False), name="outbox_message_combined"),
            models.Index(Lower("to"), "kind", "sent_at", name="outbox_message_lately"),
            models.Index(fields=["status_since"], condition=~Q(stand_in=""), name="outbox_message_to_forget"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["about", "kind", "revision", "to"], name="outbox_message_promised_once"),
            models.UniqueConstraint(
                fields=["about", "kind", "revision"], condition=Q(forget_to=True), name="outbox_message_forgotten_once"
            ),
            models.UniqueConstraint(fields=["message_id"], name="outbox_message_message_id"),
            models.UniqueConstraint(
                Lower("to"), "kind", condition=Q(status=State.SENDING, to_officers=False), name="outbox_message_one_on_its_way"
            ),
            models.CheckConstraint(condition=Q(status__in=State.values), name="outbox_message_status"),
            models.CheckConstraint(condition=~Q(to=""), name="outbox_message_has_an_address"),
        ]
        permissions = [("send_again_message", "Can send an e-mail again")]

    def __str__(self):
        return self.kind_in_words

    @property
    def kind_in_words(self):
        return parts.letter_names().get(self.kind, self.kind)

    @property
    def is_forgotten(self):
        """Whether its address has been erased."""
        return self.to.endswith(ERASED)

    def thing(self):
        """What it is about, or None when that is no longer there."""
        label, _, key = self.about.partition("/")
        return apps.get_model(label)._base_manager.filter(pk=key).first()

    def alike(self, to=None):
        """The others of its kind to its address, or to what stands in for that."""
        return Message.objects.alike(self.kind, Value(to or self.to)).exclude(pk=self.pk)

    def wait_until(self, at):
        """The moment until which it has to wait because enough of its kind went to its address in a day, or None."""
        if self.to_officers or self.alone:
            return None
        mails = self.alike(self.stand_in).filter(combined_into=None, sent_at__gt=at - DAY).order_by("-sent_at")
        third_last = mails.values_list("sent_at", flat=True)[ALONE_A_DAY - 1 : ALONE_A_DAY].first()
        return third_last and third_last + DAY

    def members(self):
        """This message, and every one that goes in the same mail."""
        if not self.held:
            return [self]
        if not self.alone:
            self.gather()
        return [self, *self.followers.filter(status=State.DUE).order_by("pk")]

    def gather(self):
        """Have the others that are held for the same address go with this one."""
        held = self.alike().filter(held=True, alone=False, status=State.DUE, combined_into=None)
        room = AT_ONCE - 1 - self.followers.filter(status=State.DUE).count()
        found = held.order_by("pk").values_list("pk", flat=True)[: max(room, 0)]
        Message.objects.filter(pk__in=list(found), status=State.DUE).update(combined_into=self)

    def release(self):
        """Let go of what was to go with this one: it does not go."""
        self.followers.filter(status=State.DUE).update(combined_into=None)

    def part(self):
        """Leave the mail that it was to go with, and go by itself."""
        Message.objects.filter(pk=self.pk).update(combined_into=None, alone=True)

    def settle(self, status, *, at, **columns):
        """Write an outcome, for this and what goes with it, unless it is no longer ours. Whether it was.

        An address that is to be forgotten goes with the outcome that ends its use, and not a moment before.
        """
        if status not in MOVES[self.status]:
            raise lifecycle.NotAllowed(f"{self} is {self.status}; it cannot become {status}.")
        ours = Message.objects.filter(pk=self.pk, status=self.status, lease_until=self.lease_until)
        # One statement needs no transaction, and most messages go by themselves.
        with transaction.atomic() if self.held else nullcontext():
            forgotten = {"to": self.stand_in} if self.forget_to and status in {State.SENT, State.CANCELLED} else {}
            if not ours.update(status=status, status_since=at, lease_until=None, **columns, **forgotten):
                return False
            if self.held and status != State.CANCELLED:
                shared = {name: value for name, value in columns.items() if name not in {"attempts", "alone"}}
                if status == State.SENT:
                    shared["to"] = FORGOTTEN
                self.followers.filter(status=State.DUE).update(status=status, status_since=at, **shared)
        return True

    def went(self, *, at):
        self.settle(State.SENT, at=at, sent_at=at, failing_since=None, last_error="", reply=None)

    def hold(self, *, until, at):
        """Have it wait to be combined. It was not tried."""
        self.settle(State.DUE, at=at, held=True, due_at=until, attempts=F("attempts") - 1)

    def put_back(self, *, at):
        """As if it had never been taken."""
        self.settle(State.DUE, at=at, attempts=F("attempts") - 1)

    def retry(self, *, error, at, reply=None, alone=False):
        """Try again after 1, 2, 4 … 60 minutes, until it has failed for 72 hours."""
        since = self.failing_since or at
        if at >= since + GIVE_UP_AFTER:
            self.give_up(error=error, reply=reply, at=at)
        else:
            tried = {"failing_since": since, "last_error": error, "reply": reply, "alone": alone or self.alone}
            self.settle(State.DUE, at=at, due_at=at + wait_after(self.attempts), **tried)

    @transaction.atomic
    def give_up(self, *, error, at, reply=None):
        """Nothing more is tried; an officer sees it, and may send it again."""
        if self.settle(State.DEAD, at=at, last_error=error, reply=reply):
            record("gave up", self, at=at, was=self.status, reply=reply)

    @transaction.atomic
    def drop(self, *, at):
        """There is nothing left to write about."""
        if self.settle(State.CANCELLED, at=at):
            record(f"became {State.CANCELLED}", self, at=at, was=self.status, why="nothing left to write about")
        self.release()

    @transaction.atomic
    def bounce(self, *, at, reply=None):
        """It came back for good: it is dead, and never answered."""
        lifecycle.advance(self, State.DEAD, at=at, why="came back")
        outcome = {"reply": reply, "last_error": "It came back from the recipient's server.", "lease_until": None}
        Message.objects.filter(Q(pk=self.pk) | Q(combined_into=self)).update(status=State.DEAD, status_since=at, **outcome)

    @transaction.atomic
    def send_again(self, *, by, at):
        """Send it once more, by itself. It gets a new Message-ID, or the recipient's server would fold it away."""
        if self.is_forgotten:
            raise lifecycle.NotAllowed("Its address has been erased.")
        if self.status in WAITING:
            raise lifecycle.NotAllowed("It is already waiting to be sent.")
        lifecycle.advance(self, State.DUE, at=at, by=by)
        self.message_id, self.due_at, self.attempts, self.alone, self.held = new_message_id(), at, 0, True, False
        self.combined_into, self.failing_since, self.last_error, self.reply = None, None, "", None
        self.save()


class Pause(models.Model):
    """At most one row: the mail server refuses our sign-in. It stays until a sign-in succeeds."""

    until = models.DateTimeField()
    why = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="outbox_pause_only_one")]

    def __str__(self):
        return self.why


class HeartbeatQuerySet(models.QuerySet):
    def beat(self, name, at):
        """Say that `name` is alive, writing at most every 15 seconds. One that had been away goes on the record, once."""
        seen, new = self.get_or_create(name=name, defaults={"at": at})
        if new or at - seen.at < Heartbeat.EVERY:
            return
        with transaction.atomic():
            # Compare and swap: of two who come back at once, one finds the moment that it has read.
            if self.filter(pk=seen.pk, at=seen.at).update(at=at) and at - seen.at > Heartbeat.UNSEEN:
                seen.was_away(until=at)


class Heartbeat(models.Model):
    """When a part of the clockwork was last seen at work."""

    EVERY = datetime.timedelta(seconds=15)
    UNSEEN = datetime.timedelta(minutes=10)  # longer than this, and it is down

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self):
        return self.name

    def was_away(self, *, until):
        """Put on the record that it was not seen at work since its last beat. Moments are told as UK clocks showed them."""
        since, back = (timezone.localtime(moment).isoformat(" ", "seconds") for moment in [self.at, until])
        minutes = int((until - self.at).total_seconds() // 60)
        record("was away", self, at=until, part=self.name, minutes=minutes, until=back, **{"from": since})
