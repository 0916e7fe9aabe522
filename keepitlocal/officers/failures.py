"""Failures to sign in, for as long as they count."""

import datetime

from django.db import models
from django.utils.crypto import salted_hmac

LIMIT, COOL_OFF = 5, datetime.timedelta(minutes=15)


class FailureQuerySet(models.QuerySet):
    def counting(self, key, at):
        return self.filter(key=key, counts_until__gt=at)

    def past(self, at):
        return self.filter(counts_until__lte=at)

    def of(self, *accounts):
        """All that failed for these accounts: what counts against them, and against the addresses that the tries came from."""
        return self.filter(account__in=accounts)

    def is_too_many(self, key, at):
        """Whether there are more than may be, with the one that is being made."""
        return self.counting(key, at).count() > LIMIT

    def lock(self, key, at):
        """Have all that count do so from now on for as long as a lock lasts, if there are enough. Whether this began the lock."""
        rows = self.counting(key, at)
        # Compare and swap: of two that fail at once, one begins it.
        return rows.count() >= LIMIT and bool(rows.filter(locks=False).update(locks=True, counts_until=at + COOL_OFF))


class Failure(models.Model):
    """One failure, of an account or from an address: which, only a keyed hash says. A stranger's account is counted alike."""

    key = models.CharField(max_length=64, db_index=True)  # what it counts against
    account = models.CharField(max_length=64, db_index=True)  # which was tried: to be let in again lifts both
    counts_until = models.DateTimeField(db_index=True)
    locks = models.BooleanField(default=False)

    objects = FailureQuerySet.as_manager()

    def __str__(self):
        return f"failure {self.pk}"

    @staticmethod
    def of_password(email):
        return _hashed("password", email.strip().lower())

    @staticmethod
    def of_code(officer):
        return _hashed("code", officer.pk)

    @staticmethod
    def from_address(address):
        return _hashed("address", address)


def _hashed(what, whose):
    return salted_hmac("officers.failures", f"{what} {whose}", algorithm="sha256").hexdigest()
