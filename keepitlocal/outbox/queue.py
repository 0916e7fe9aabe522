"""The states of an e-mail, and which of them are waiting for what."""

import datetime

from django.db import IntegrityError, models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Least, Lower

from keepitlocal.audit.models import named

LEASE = datetime.timedelta(minutes=5)  # longer than any conversation with a mail server that keeps to EMAIL_TIMEOUT
DAY = datetime.timedelta(hours=24)
ALONE_A_DAY = 3  # mails of a kind to one address in a day; from the next on they wait, and are combined
LATE = datetime.timedelta(minutes=10)
ERASED = "@erased.invalid"


class State(models.TextChoices):
    DUE = "due", "Waiting to be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DEAD = "dead", "Not delivered"
    CANCELLED = "cancelled", "Cancelled"


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
        """What a sender may take now, first due first. What goes with another message is taken with that."""
        free = Q(status=State.DUE, due_at__lte=at) | Q(status=State.SENDING, lease_until__lt=at)
        return self.filter(free, combined_into=None).order_by("due_at", "pk")

    def late(self, at):
        """What should have gone ten minutes ago, through no fault of its recipient (whose server would have given a code)."""
        overdue = Q(due_at__lte=at - LATE) & (Q(lease_until=None) | Q(lease_until__lt=at))
        failing = Q(failing_since__lte=at - LATE, reply=None)
        return self.filter(overdue | failing, status__in=WAITING)

    def oldest_due(self, at):
        """The moment from which the longest-waiting late message has been waiting, or None."""
        since = Least("due_at", Coalesce("failing_since", "due_at"))
        return self.late(at).aggregate(oldest=models.Min(since))["oldest"]

    def beside(self):
        """For a subquery: the other e-mails of the same kind to the same address, however it is capitalised."""
        same = Q(kind=OuterRef("kind"), address=Lower(OuterRef("to")), to_officers=False) & ~Q(pk=OuterRef("pk"))
        return self.model.objects.alias(address=Lower("to")).filter(same)

    def take(self, pk, at):
        """The message, now ours to send until the lease runs out; or None when it is not there to be taken.

        Nor is it while another of its kind is on its way to the same address: its sender could not count that one yet.
        To be called outside any transaction.
        """
        on_its_way = Exists(self.beside().filter(status=State.SENDING))
        # A sender died holding it, so it may have arrived: it must go again exactly as it was.
        as_it_was = ExpressionWrapper(Q(alone=True) | Q(status=State.SENDING), output_field=models.BooleanField())
        free = self.due(at).filter(Q(to_officers=True) | ~on_its_way, pk=pk).order_by()
        try:
            won = free.update(
                status=State.SENDING, status_since=at, lease_until=at + LEASE, attempts=F("attempts") + 1, alone=as_it_was
            )
        except IntegrityError:  # in the same instant somebody took another of its kind to the same address
            return None
        return self.with_third_last(at).get(pk=pk) if won else None

    def with_third_last(self, at):
        """`third_last_at`: when the third last mail of its kind went to its address, if that is less than a day ago."""
        mails = self.beside().filter(combined_into=None, sent_at__gt=at - DAY).order_by("-sent_at")
        third = mails.values("sent_at")[ALONE_A_DAY - 1 : ALONE_A_DAY]
        return self.annotate(third_last_at=Subquery(third))

    def forget(self):
        """Take the addresses out of what is no longer waiting; what is left says that something was written, not to whom."""
        nobody = Concat(Cast("pk", models.CharField()), Value(ERASED))
        return self.exclude(status__in=WAITING).update(to=nobody)
