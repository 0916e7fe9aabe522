"""Addresses that are erased as soon as they were used, and what stands in their place."""

from django.db.models import Case, F, When
from django.utils.crypto import salted_hmac

ERASED = "@erased.invalid"
# In an update: the stand-in where the address is to be forgotten, and the address where it is kept.
FORGOTTEN = Case(When(forget_to=True, then=F("stand_in")), default=F("to"))


def stand_in(kind, to):
    """What an erased address is counted by for a day: the same for one kind and address, and without our key nobody's."""
    return salted_hmac("outbox.forgetting", f"{kind} {to.lower()}", algorithm="sha256").hexdigest()[:32] + ERASED
