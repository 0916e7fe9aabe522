"""What comes by post, by e-mail or by word of mouth: entered by officers for whoever sent it, and read like all the rest."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from evidence.models.erasing import ErasableQuerySet
from evidence.models.reviewing import Status

MOMENT = datetime.timedelta.resolution


class Channel(models.TextChoices):
    ONLINE = "online", "Online"
    POST = "post", gettext_noop("By post")
    EMAIL = "e-mail", gettext_noop("By e-mail")
    TELEPHONE = "telephone", gettext_noop("By telephone")
    IN_PERSON = "in person", gettext_noop("In person")


def is_after_close(received_at, call):
    """Whether what was received then, None for what came online, reached us when the call had closed."""
    return received_at is not None and received_at >= call.closes_at


class EnteredQuerySet(ErasableQuerySet):
    def entered(self):
        """What officers entered for somebody."""
        return self.filter(entered_by__isnull=False)

    def late(self):
        """Of many, what `is_after_close` says of one."""
        return self.entered().filter(received_at__gte=F("call__closes_at"))


class Entered(models.Model):
    """What being entered for somebody adds to a submission."""

    channel = models.CharField("how it came", max_length=10, choices=Channel, default=Channel.ONLINE, editable=False)
    received_at = models.DateTimeField("received", null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_entered(self):
        """Whether an officer entered it for whoever sent it."""
        return self.channel != Channel.ONLINE

    def can_be_written(self, at):
        """What an officer is entering is written whenever that is: the call's window is for what comes online."""
        return (self.is_entered and self.status == Status.DRAFT) or super().can_be_written(at)

    @property
    def how_it_came(self):
        """As the middle of a sentence to whoever sent it, such as "by post"."""
        return gettext(self.get_channel_display()).lower()

    @property
    def is_late(self):
        """Whether it reached us when its call had closed."""
        return is_after_close(self.received_at, self.call)

    @property
    def days_late(self):
        """How many days after the last one of its call what is late was received; 0 for later on that very day."""
        last = timezone.localdate(self.call.closes_at - MOMENT)
        return (timezone.localdate(self.received_at) - last).days


WHOLE = models.CheckConstraint(
    condition=Q(channel=Channel.ONLINE, received_at=None, entered_by=None)
    | Q(
        channel__in=[each.value for each in Channel if each != Channel.ONLINE],
        received_at__isnull=False,
        entered_by__isnull=False,
    ),
    name="evidence_submission_entered_is_whole",
)
ENTERED = models.Index(fields=["received_at"], condition=Q(entered_by__isnull=False), name="evidence_submission_entered")
