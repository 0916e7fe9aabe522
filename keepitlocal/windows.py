"""When something is open: from `opens_at` until `closes_at`, the first moment that is too late, and a grace after it."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Phase(models.TextChoices):
    UPCOMING = "upcoming", "Not open yet"
    OPEN = "open", "Open"
    GRACE = "grace", "Closed, but for drafts already begun"
    CLOSED = "closed", "Closed"


class WindowQuerySet(models.QuerySet):
    """Windows asked for in words; `Window` answers the same of one row."""

    def open(self, at):
        return self.filter(opens_at__lte=at, closes_at__gt=at)

    def upcoming(self, at):
        return self.filter(opens_at__gt=at)

    def closed(self, at):
        return self.filter(closes_at__lte=at)

    def closing_within(self, span, at):
        return self.open(at).filter(closes_at__lte=at + span)


class Window(models.Model):
    """Half open: open from `opens_at`, closed at `closes_at`."""

    opens_at = models.DateTimeField("opens")
    closes_at = models.DateTimeField("closes", help_text="The first moment that is too late.")
    grace_minutes = models.PositiveSmallIntegerField(
        "grace", default=15, help_text="Minutes after the close in which a draft that was begun before it can still be sent."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message="It must close after it opens.",
            )
        ]

    def is_open(self, at):
        return self.opens_at <= at < self.closes_at

    def is_upcoming(self, at):
        return at < self.opens_at

    @property
    def grace_ends_at(self):
        """The first moment too late for a draft that was begun before the close."""
        return self.closes_at + datetime.timedelta(minutes=self.grace_minutes)

    def deadline(self, begun_at):
        """The first moment too late for what was begun at `begun_at`."""
        return self.grace_ends_at if begun_at < self.closes_at else self.closes_at

    def phase(self, at):
        if self.is_upcoming(at):
            return Phase.UPCOMING
        if self.is_open(at):
            return Phase.OPEN
        return Phase.GRACE if at < self.grace_ends_at else Phase.CLOSED


def day_begins(day):
    """The moment at which `day` begins, for people."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def day_ends(day):
    """The first moment after `day`: what is open to the end of a day closes then."""
    return day_begins(day + datetime.timedelta(days=1))


class NoSuchMoment(ValueError):
    """A local time that does not exist, or that happens twice, on a night that the clocks change."""


def local_moment(local):
    """The moment at which clocks here show `local`, a naive datetime. Raises NoSuchMoment."""
    here = timezone.get_current_timezone()
    earlier, later = (local.replace(tzinfo=here, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return earlier
    shown = f"{local:%H:%M} on {local.day} {local:%B %Y}"
    if earlier.utcoffset() > later.utcoffset():
        raise NoSuchMoment(f"{shown} happens twice, because the clocks go back that night. Choose a time before 1am or from 2am.")
    raise NoSuchMoment(f"{shown} does not exist, because the clocks go forward that night. Choose a time before 1am or from 2am.")
