"""When something is open: from `opens_at` until `closes_at`, the first moment that is too late, and a grace after it.

What people were told only ever becomes longer: see `Window.extend`.
"""

import copy
import datetime

from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from keepitlocal import lifecycle
from keepitlocal.audit.models import record

LAST_HOURS = datetime.timedelta(hours=24)


class Phase(models.TextChoices):
    UPCOMING = "upcoming", _("Not open yet")
    OPEN = "open", _("Open")
    ENDING = "ending", _("Open, last hours")
    GRACE = "grace", _("Closed, but for drafts already begun")
    CLOSED = "closed", _("Closed")

    @property
    def is_open(self):
        return self in {Phase.OPEN, Phase.ENDING}


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
    # The close that people were told first, and the reason they are shown for the latest extension.
    extended_from = models.DateTimeField(null=True, editable=False)
    extended_why = models.CharField(max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="%(app_label)s_%(class)s_closes_after_opening",
                violation_error_message="It must close after it opens.",
            ),
            models.CheckConstraint(
                condition=Q(extended_from=None) | Q(closes_at__gt=F("extended_from")),
                name="%(app_label)s_%(class)s_extended_is_longer",
                violation_error_message="It must close later than it was extended from.",
            ),
        ]

    def lasting(self, until):
        """This window for somebody who was given until `until`, or None: it closes then, if that is later."""
        if until is None or until <= self.closes_at:
            return self
        longer = copy.copy(self)
        longer.closes_at = until
        return longer

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
            return Phase.ENDING if self.closes_at - at <= LAST_HOURS else Phase.OPEN
        return Phase.GRACE if at < self.grace_ends_at else Phase.CLOSED

    @transaction.atomic
    def extend(self, until, *, why, by, at):
        """Close at `until`, which is later than it was, for the reason that people are shown. What had closed is open again.

        Raises NotReady, NotAllowed, or ValidationError for a reason that is too long.
        """
        if not (why := " ".join(why.split())):
            raise lifecycle.NotReady("Give the reason: people are shown it beside the new close.")
        self._meta.get_field("extended_why").run_validators(why)
        if until <= at:
            raise lifecycle.NotAllowed("The new close is past already. Choose a later one.")
        rows = type(self)._base_manager.filter(pk=self.pk)
        was = rows.select_for_update().values_list("closes_at", flat=True).get()
        first = Coalesce("extended_from", "closes_at")
        # Of two officers at once the longer extension stands, whichever comes first.
        if not rows.filter(closes_at__lt=until).update(closes_at=until, extended_from=first, extended_why=why):
            raise lifecycle.NotAllowed("It closes then or later already. It can only be made longer.")
        self.refresh_from_db(fields=["closes_at", "extended_from", "extended_why"])
        record("was extended", self, at=at, by=by, was=was.isoformat(), until=self.closes_at.isoformat(), why=why)


class Announced(Window):
    """A window that people are told of once it `is_published`: each kind of thing says when that is, and whom to tell more."""

    # Told on the front page, beside its title and its window.
    how_long = models.CharField("how long it takes", max_length=60, blank=True, help_text="Such as: about 10 minutes.")
    afterwards = models.CharField(
        "what comes next", max_length=300, blank=True, help_text="Once it has closed: a sentence or two, for the front page."
    )
    # Rises whenever what it shows changes: pages kept in memory are made anew.
    stamp = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Window.Meta):
        abstract = True

    @property
    def is_published(self):
        raise NotImplementedError

    def tell_of_extension(self, *, at):
        """Tell everyone with something unsent that it closes later than it did."""
        raise NotImplementedError

    @property
    def appearance(self):
        """What a kept page of it depends on. A change raises the stamp; the window is too dear to rest on that."""
        window = self.opens_at, self.closes_at, self.grace_minutes, self.extended_from, self.extended_why
        return self, self.stamp, *window, self.how_long, self.afterwards

    @transaction.atomic
    def changed(self, *, by, at):
        """Say that what it shows has changed."""
        self.renew()
        record("changed", self, at=at, by=by, stamp=self.stamp)

    def renew(self):
        """Have its kept pages made anew."""
        type(self)._base_manager.filter(pk=self.pk).update(stamp=F("stamp") + 1)
        self.refresh_from_db(fields=["stamp"])

    @transaction.atomic
    def extend(self, until, *, why, by, at):
        """Close later, say so on its pages, and tell everyone with something unsent.

        Raises as `Window.extend` does; NotAllowed too before it is published.
        """
        if not self.is_published:
            raise lifecycle.NotAllowed("It is not published, so nobody was told when it closes. Change that on its own page.")
        super().extend(until, why=why, by=by, at=at)
        self.renew()
        self.tell_of_extension(at=at)


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
