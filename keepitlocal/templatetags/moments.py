"""Moments in words, in the time that people in the UK keep, and in the language of the page."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy

register = template.Library()
MIDNIGHT = datetime.time.min
# As they follow a time: Welsh mutates them there.
WEEKDAYS = [
    pgettext_lazy("after a time", "Monday"),
    pgettext_lazy("after a time", "Tuesday"),
    pgettext_lazy("after a time", "Wednesday"),
    pgettext_lazy("after a time", "Thursday"),
    pgettext_lazy("after a time", "Friday"),
    pgettext_lazy("after a time", "Saturday"),
    pgettext_lazy("after a time", "Sunday"),
]


@register.filter
def moment(value):
    """A moment, such as "5:30pm on Friday 27 July 2018"."""
    local = timezone.localtime(value)
    return gettext("%(time)s on %(day)s") % {"time": _clock(local), "day": _day(local)}


@register.filter
def received(value):
    """When something reached us, as an officer gave it: the day alone, where they gave no time."""
    local = timezone.localtime(value)
    return _day(local) if local.time() == MIDNIGHT else moment(value)


@register.filter
def deadline(value):
    """The first moment too late, as people say it: midnight as the last minute of the day before. Names the zone."""
    local = timezone.localtime(value)
    is_midnight = local.time() == MIDNIGHT
    day = local - datetime.timedelta(days=1) if is_midnight else local
    return gettext("%(time)s (UK time) on %(day)s") % {"time": "11:59pm" if is_midnight else _clock(local), "day": _day(day)}


def _clock(local):
    if (local.hour, local.minute) in {(0, 0), (12, 0)}:
        return gettext("midday") if local.hour else gettext("midnight")
    return f"{local.hour % 12 or 12}{f':{local.minute:02}' if local.minute else ''}{'pm' if local.hour >= 12 else 'am'}"


def _day(local):
    return f"{WEEKDAYS[local.weekday()]} {date_format(local, 'j F Y', use_l10n=False)}"
