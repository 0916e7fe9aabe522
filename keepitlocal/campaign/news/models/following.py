"""Who is e-mailed news: addresses that asked for it, and confirmed that it was they who asked."""

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from keepitlocal.audit.models import record
from keepitlocal.campaign.news import promises
from keepitlocal.told import Told, ToldQuerySet


class FollowerQuerySet(ToldQuerySet):
    def awake(self):
        """Those that are e-mailed: confirmed, and not unsubscribed."""
        return self.reachable().filter(confirmed_at__isnull=False)

    def asleep(self):
        """All others."""
        return self.filter(Q(confirmed_at=None) | Q(unsubscribed_at__isnull=False))

    @transaction.atomic
    def begin(self, email, *, is_confirmed=False, at):
        """Have an address be e-mailed news, once it is confirmed: an e-mail with a button is promised where it is not.

        Whoever confirms their address for something else, and ticked this there, has confirmed this, too.
        """
        follower, _ = self.known_as(email).get_or_create(defaults={"email": email, "added_at": at})
        if is_confirmed:
            follower.confirm(at=at)
        # Whoever knows an address must not learn, nor change, what its owner has chosen.
        elif self.asleep().filter(pk=follower.pk).update(added_at=at):
            promises.follow(follower, at=at)
        return follower


class Follower(Told):
    """One address that is e-mailed news."""

    confirmed_at = models.DateTimeField(null=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "address that is e-mailed news"
        verbose_name_plural = "addresses that are e-mailed news"
        constraints = [models.UniqueConstraint(Lower("email"), name="news_follower_email")]
        permissions = [("forget_follower", "Can forget addresses that are e-mailed news")]

    def __str__(self):
        return f"Follower {self.pk}"

    @property
    def is_awake(self):
        return self.confirmed_at is not None and self.unsubscribed_at is None

    @transaction.atomic
    def confirm(self, *, at):
        """Its address wants this; also one that had unsubscribed. Once more changes nothing."""
        if Follower.objects.asleep().filter(pk=self.pk).update(confirmed_at=at, unsubscribed_at=None):
            record("was confirmed", self, at=at)
        self.refresh_from_db(fields=["confirmed_at", "unsubscribed_at"])

    @transaction.atomic
    def forget(self, *, by=None, at):
        """Take it away, and its address wherever that was only there for it."""
        promises.forget(self, by=by, at=at)
        record("was forgotten", self, by=by, at=at)
        self.delete()
