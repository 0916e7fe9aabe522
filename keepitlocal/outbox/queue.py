"""The states of an e-mail, and which of them are waiting for what."""

import datetime

from django.apps import apps
from django.db import IntegrityError, models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat, Least, Lower

from keepitlocal import lifecycle
from keepitlocal.audit.models import named
from keepitlocal.outbox.forgetting import ERASED
from keepitlocal.prepared import Prepared

LEASE = datetime.timedelta(minutes=5)  # longer than any conversation with a mail server that keeps to EMAIL_TIMEOUT
DAY = datetime.timedelta(hours=24)
ALONE_A_DAY = 3  # mails of a kind to one address in a day; from the next on they wait, and are combined
LATE = datetime.timedelta(minutes=10)
SENT_AGAIN_FOR = datetime.timedelta(days=7)  # how long an address that is to be forgotten is kept where nothing was delivered


class State(models.TextChoices):
    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DEAD = "dead", "Not delivered"
    CANCELLED = "cancelled", "Cancelled"


MOVES = {
    # What waits to go with another message is sent, or dies, with that one.
    State.DUE: {State.SENDING, State.SENT, State.DEAD, State.CANCELLED},
    State.SENDING: {State.DUE, State.SENT, State.DEAD, State.CANCELLED},
    State.SENT: {State.DUE, State.DEAD},
    State.DEAD: {State.DUE, State.CANCELLED},
    State.CANCELLED: set(),
}
WAITING = [State.DUE, State.SENDING]


def called(about):
    """What the record calls a stored thing; that name may be given in its place."""
    return about if isinstance(about, str) else named(about)


class MessageQuerySet(models.QuerySet):
    def about(self, thing):
        return self.filter(about=called(thing))

    def unsent(self):
        return self.exclude(status__in=[State.SENT, State.CANCELLED])

    def dead(self):
        return self.filter(status=State.DEAD)

    def due(self, at):
        """What is to be sent now, first due first. What goes with another message is sent with that."""
        return self.filter(status=State.DUE, due_at__lte=at, combined_into=None).order_by("due_at", "pk")

    def lapsed(self, at):
        """What a sender took and was killed over: it may have arrived."""
        return self.filter(status=State.SENDING, lease_until__lt=at).order_by("lease_until", "pk")

    def late(self, at):
        """What should have gone ten minutes ago, through no fault of its recipient (whose server would have given a code)."""
        overdue = Q(due_at__lte=at - LATE) & (Q(lease_until=None) | Q(lease_until__lt=at))
        failing = Q(failing_since__lte=at - LATE, reply=None)
        return self.filter(overdue | failing, status__in=WAITING)

    def oldest_due(self, at):
        """The moment from which the longest-waiting late message has been waiting, or None."""
        since = Least("due_at", Coalesce("failing_since", "due_at"))
        return self.late(at).aggregate(oldest=models.Min(since))["oldest"]

    def alike(self, kind, to):
        """Those that count together: of one kind, to one address however it is capitalised, and not to the policy team."""
        return self.alias(address=Lower("to")).filter(kind=kind, address=Lower(to), to_officers=False)

    def uncrossed(self):
        """Those without another of their kind on its way to the same address: that one could not be counted yet."""
        return self.exclude(Q(to_officers=False) & Exists(self.around().filter(status=State.SENDING)))

    def with_crowds(self, at):
        """`is_crowded`: whether others of its kind to its address are waiting, or went within a day."""
        counted = Q(status__in=WAITING) | Q(sent_at__gt=at - DAY)
        forgotten = ~Q(stand_in="") & Exists(self.around("stand_in").filter(counted))
        return self.annotate(is_crowded=Exists(self.around().filter(counted)) | forgotten)

    def around(self, address="to"):
        """For a subquery: the others that count together with the row outside it, by its address or by what stands in for it."""
        return self.model.objects.alike(OuterRef("kind"), OuterRef(address)).exclude(pk=OuterRef("pk"))

    def take(self, pk, at):
        """The message, now ours to send until the lease runs out; or None when it is not there to be taken.

        To be called outside any transaction.
        """
        mine = {"status": State.SENDING, "status_since": at, "lease_until": at + LEASE, "attempts": F("attempts") + 1}
        try:
            won = self.filter(pk=pk, status=State.DUE, due_at__lte=at, combined_into=None).update(**mine)
            # What may have arrived goes again exactly as it was: alone, and under the same Message-ID.
            won = won or self.filter(pk=pk, status=State.SENDING, lease_until__lt=at).update(alone=True, **mine)
        except IntegrityError:  # in this instant somebody took another of its kind to the same address
            return None
        return ONE.first(pk) if won else None

    def past_use(self, at):
        """Stand-ins that counted for a day, and addresses to be forgotten that were not delivered to, and left so for a week."""
        counted = Q(to=F("stand_in"), status_since__lte=at - DAY)
        undelivered = Q(status=State.DEAD, status_since__lte=at - SENT_AGAIN_FOR)
        return self.filter(~Q(stand_in=""), counted | undelivered)

    def cancel(self, *, at, by=None):
        """Send nothing of it that has not been sent. Within a transaction."""
        for message in self.unsent().select_for_update():
            lifecycle.advance(message, State.CANCELLED, at=at, by=by)
            message.release()

    def forget(self):
        """Take the addresses out of what is no longer waiting; what is left says that something was written, not to whom."""
        nobody = Concat(Cast("pk", models.CharField()), Value(ERASED))
        return self.exclude(status__in=WAITING).update(to=nobody, stand_in="")


ONE = Prepared(lambda pk: apps.get_model("outbox", "Message").objects.filter(pk=pk))
