"""Locking out whoever guesses: after five failures, of one account or from one address, nothing is looked at for a while."""

from django.db import transaction

from keepitlocal.audit.models import record
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.failures import COOL_OFF, Failure
from keepitlocal.officers.models import Officer
from keepitlocal.officers.telling import for_those_told, tell
from keepitlocal.outbox import letters
from keepitlocal.pace import address_of

LOCKOUT, TOPIC = "officers.lockout", "officers.lockouts"
STRANGERS = f"{LOCKOUT}/0"  # about nobody we know
MINUTES = int(COOL_OFF.total_seconds() // 60)


class Locked(Refusal):
    """Too many failures."""

    def __init__(self):
        super().__init__(
            f"Too many attempts have failed, so for {MINUTES} minutes nothing more is looked at, right or wrong. "
            "Wait, then try again. If your password was wrong, choose a new one; or ask a policy lead to let you in again."
        )


class Try:
    """One try at a password or a code, as a context: it has failed unless it says that it succeeded.

    It counts from before it is looked at, so that of many at once no more than five are. Raises Locked. A try that is locked
    out, or refused for another reason, does not count: whoever guesses on makes nobody wait for longer.
    """

    def __init__(self, account, request, officer):
        address = address_of(request)
        self.account, self.officer, self.at = account, officer, request.at
        self.keys = [account] + ([Failure.from_address(address)] if address else [])

    def __enter__(self):
        counts = {"account": self.account, "counts_until": self.at + COOL_OFF}
        self.mine = [Failure.objects.create(key=key, **counts).pk for key in self.keys]
        if any(Failure.objects.is_too_many(key, self.at) for key in self.keys):
            self._take_back()
            raise Locked
        self.has_failed = True
        return self

    def succeeded(self):
        """Whoever is let in starts afresh, and so does the address that they came from."""
        self.has_failed = False
        Failure.objects.filter(key__in=self.keys).delete()

    def __exit__(self, kind, *trouble):
        if kind and issubclass(kind, Refusal):
            self._take_back()
        elif self.has_failed:
            self._fail()

    def _take_back(self):
        Failure.objects.filter(pk__in=self.mine).delete()

    @transaction.atomic
    def _fail(self):
        locked = [key for key in self.keys if Failure.objects.lock(key, self.at)]
        if locked:
            tell_of_lockout(self.officer if self.account in locked else None, at=self.at)


def tell_of_lockout(officer, *, at):
    """On the record, and to policy leads: of one officer, and of strangers, no more often than a lock lasts."""
    record("was locked out", officer or Officer(), at=at)
    turn = int(at.timestamp() // COOL_OFF.total_seconds())
    tell(LOCKOUT, about=officer or STRANGERS, revision=turn, at=at, topic=TOPIC)


def written(message):
    officer = None if message.about == STRANGERS else message.thing()
    said = {"officer": officer, "at": message.created_at, "minutes": MINUTES}
    return letters.write("officers/lockout.txt", "Somebody was locked out of the officers' desk", said)


letter = for_those_told(TOPIC, written)
