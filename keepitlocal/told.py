"""Addresses that are told of something until they ask for no more."""

from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Lower

from keepitlocal.audit.models import record


class ToldQuerySet(models.QuerySet):
    def known_as(self, address):
        """Those of an address, however it is capitalised: as the database that keeps them apart has it."""
        return self.alias(address=Lower("email")).filter(address=Lower(Value(address)))

    def reachable(self):
        """Those that have not asked us to be quiet."""
        return self.filter(unsubscribed_at=None)


class Told(models.Model):
    """One address that is told of something. See keepitlocal/subscriptions.py for the way it asks for no more."""

    PERSONAL = ("email",)

    email = models.EmailField()
    added_at = models.DateTimeField()
    unsubscribed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @transaction.atomic
    def unsubscribe(self, *, by=None, at):
        """Tell this address no more; what it asks for itself is still sent. Once more changes nothing."""
        if type(self)._base_manager.filter(pk=self.pk, unsubscribed_at=None).update(unsubscribed_at=at):
            record("was told to be quiet", self, at=at, by=by)
