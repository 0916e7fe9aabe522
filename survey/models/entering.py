"""What comes on paper: typed in by officers, and counted like what was answered online."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from keepitlocal import lifecycle
from keepitlocal.audit.models import record

MOMENT = datetime.timedelta.resolution


class Channel(models.TextChoices):
    ONLINE = "online", "Online"
    PAPER = "paper", "On paper"


class Entering(models.Model):
    """What coming on paper adds to a response."""

    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE, editable=False)
    received_on = models.DateField(null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    @property
    def is_on_paper(self):
        return self.channel == Channel.PAPER

    @property
    def is_late(self):
        """Whether it came on paper after the last day on which people could answer."""
        return self.is_on_paper and is_late(self.survey, self.received_on)

    def must_answer(self, question):
        """Whether it has to answer a question to be sent. Who left one empty on paper cannot be asked again: without an answer
        that decides what else is asked, though, nothing of it can be counted."""
        return question.required and not (self.is_on_paper and question.name not in self.definition.deciding)

    def take_in(self, *, by, at):
        """Have what came on paper count. Nobody is written to: its sender is not there, and the team knows. Raises NotReady."""
        self.stand(self.ready(), 1, by=by, at=at)
        day = self.received_on.isoformat()
        record("was entered from paper", self, at=at, by=by, version=self.version.number, received_on=day, late=self.is_late)


def is_late(survey, day):
    """Whether what reaches us on paper on that day comes after the last day on which people could answer."""
    return day > timezone.localdate(survey.closes_at - MOMENT)


def refuse_the_future(day, *, at):
    """Raises NotReady for a day that has not come yet."""
    if day > timezone.localdate(at):
        raise lifecycle.NotReady("That day has not come yet. Give the day on which the paper reached you.")


WHOLE = models.CheckConstraint(
    condition=Q(channel=Channel.ONLINE, received_on=None, entered_by=None)
    | Q(channel=Channel.PAPER, received_on__isnull=False, entered_by__isnull=False),
    name="survey_response_paper_is_whole",
)
