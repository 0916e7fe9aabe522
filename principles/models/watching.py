"""Who is told of what comes: replies to their comment, or whatever happens to a principle."""

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal.audit.models import record
from keepitlocal.told import Told, ToldQuerySet
from principles import promises


class How(models.TextChoices):
    EACH = "each", _("Each time")
    DAILY = "daily", _("At most once a day")


class WatchQuerySet(ToldQuerySet):
    def awake(self):
        """Those that are told: confirmed, and not unsubscribed."""
        return self.reachable().filter(confirmed_at__isnull=False)

    def daily(self):
        """Those that are told once a day, in one e-mail to each address."""
        return self.awake().filter(how=How.DAILY)

    def each_time(self):
        return self.awake().filter(how=How.EACH)

    def asleep(self):
        """All others."""
        return self.filter(Q(confirmed_at=None) | Q(unsubscribed_at__isnull=False))

    @transaction.atomic
    def begin(self, email, *, principle=None, comment=None, how, is_confirmed=False, at):
        """Have an address be told, once it is confirmed: an e-mail with a button is promised where it is not.

        Asked for again, it is told in the way that was asked for last. An author who is told of replies to their comment confirms
        that with their address, and gets no e-mail of its own for it.
        """
        asked = {"principle": principle, "comment": comment}
        made = {"email": email, "how": how, "added_at": at}
        watch, _ = self.known_as(email).get_or_create(**asked, defaults=made)
        if is_confirmed:
            watch.confirm(how=how, at=at)
        # Whoever knows an address must not be able to change what its owner has chosen.
        elif self.asleep().filter(pk=watch.pk).update(how=how, added_at=at) and not comment:
            promises.watch(watch, at=at)
        return watch

    def of(self, comment):
        """Whoever is to be told of a comment that has just appeared: but for its own author, and each address once."""
        above = Q(comment__in=[comment.answers_id, comment.thread_id]) if comment.is_reply else Q(pk__in=[])
        on = above | Q(comment=None, principle=comment.principle_id)
        mine = comment.author.email if comment.author_id else ""
        return self.awake().filter(on).exclude(email__iexact=mine)

    def of_wordings(self, principle):
        """Whoever is to be told of a new wording of a principle, by its key."""
        return self.awake().filter(Q(principle=principle) | Q(principle=None), comment=None)


class Watch(Told):
    """One address that is told of the replies to a comment; or of comments on a principle, or on all of them, and wordings."""

    principle = models.ForeignKey("principles.Principle", models.PROTECT, null=True, related_name="watches")
    comment = models.ForeignKey("principles.Comment", models.CASCADE, null=True, related_name="watches")
    how = models.CharField(max_length=6, choices=How, default=How.EACH)
    confirmed_at = models.DateTimeField(null=True)  # since when it is told in the way that it is told now

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "watches"
        constraints = [
            models.UniqueConstraint(
                Lower("email"), "principle", condition=Q(principle__isnull=False, comment=None), name="principles_watch_principle"
            ),
            models.UniqueConstraint(Lower("email"), condition=Q(principle=None, comment=None), name="principles_watch_whole"),
            models.UniqueConstraint(
                Lower("email"), "comment", condition=Q(comment__isnull=False), name="principles_watch_comment"
            ),
            models.CheckConstraint(condition=Q(how__in=How.values), name="principles_watch_how"),
        ]

    def __str__(self):
        return f"Watch {self.pk}"

    @property
    def is_awake(self):
        return self.confirmed_at is not None and self.unsubscribed_at is None

    @property
    def is_daily(self):
        return self.how == How.DAILY

    @property
    def watched(self):
        """What it is told of, in our words."""
        if self.comment_id:
            return gettext("replies to comment %(comment)s") % {"comment": self.comment}
        if self.principle_id:
            return gettext("comments on “%(principle)s”, and its new wordings") % {"principle": self.principle.called}
        return gettext("comments on the principles as a whole, and new wordings of each of them")

    def told_of(self, comments):
        """Of these comments, those that it is told of: what `WatchQuerySet.of` says, asked of one watch."""
        replies = Q(answers=self.comment_id) | Q(thread=self.comment_id, answers__isnull=False)
        on = replies if self.comment_id else Q(principle=self.principle_id)
        return comments.filter(on).exclude(author__email__iexact=self.email)

    @transaction.atomic
    def confirm(self, *, how="", at):
        """Its address wants this, and this way. Also one that had unsubscribed. Once more changes nothing."""
        how = how or self.how
        rows = Watch.objects.asleep() | Watch.objects.exclude(how=how)
        if rows.filter(pk=self.pk).update(how=how, confirmed_at=at, unsubscribed_at=None):
            record("was confirmed", self, at=at)
        self.refresh_from_db(fields=["how", "confirmed_at", "unsubscribed_at"])

    @transaction.atomic
    def forget(self, *, by=None, at):
        """Take it away, and its address wherever that was only there for it."""
        promises.forget(self, by=by, at=at)
        record("was forgotten", self, by=by, at=at)
        self.delete()
        promises.forget_digests(self.email, by=by, at=at)


class Digest(Watch):
    """The daily e-mail to an address, named by any of the watches that it tells of: being told no more of it ends them all."""

    class Meta:
        proxy = True

    @transaction.atomic
    def unsubscribe(self, *, by=None, at):
        """Tell this address no more of what it is told daily. Once more changes nothing."""
        for watch in Watch.objects.daily().known_as(self.email).order_by("pk"):
            watch.unsubscribe(by=by, at=at)

    @property
    def all_watched(self):
        """What it tells of, in our words."""
        watches = Watch.objects.daily().known_as(self.email).select_related("principle", "comment").order_by("pk")
        return [watch.watched for watch in watches]
