"""Moments in words, in the time that people in the UK keep."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

register = template.Library()
MIDNIGHT = datetime.time.min


@register.filter
def moment(value):
    """A moment, such as "5:30pm on Friday 27 July 2018"."""
    local = timezone.localtime(value)
    return f"{_clock(local)} on {_day(local)}"


@register.filter
def received(value):
    """When something reached us, as an officer gave it: the day alone, where they gave no time."""
    local = timezone.localtime(value)
    return _day(local) if local.time() == MIDNIGHT else moment(value)


@register.filter
def deadline(value):
    """The first moment too late, as people say it: midnight as the last minute of the day before. Names the zone."""
    local = timezone.localtime(value)
    if local.time() == MIDNIGHT:
        return f"11:59pm (UK time) on {_day(local - datetime.timedelta(days=1))}"
    return f"{_clock(local)} (UK time) on {_day(local)}"


def _clock(local):
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return "midday" if local.hour else "midnight"
    return f"{local.hour % 12 or 12}{f':{local.minute:02}' if local.minute else ''}{'pm' if local.hour >= 12 else 'am'}"


def _day(local):
    return date_format(local, "l j F Y", use_l10n=False)
