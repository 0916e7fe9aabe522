"""A moment as officers give it at the desk: a day, and a time if they mean one."""

import datetime

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone

from keepitlocal import windows


class DayAndTime(AdminSplitDateTime):
    """Shows what was meant: a window's end at midnight is the day before, with no time."""

    def __init__(self, ends):
        super().__init__()
        self.ends = ends
        for widget, called in zip(self.widgets, ["Day", "Time"], strict=True):
            widget.attrs["aria-label"] = called

    def decompress(self, value):
        day, time = super().decompress(value)
        if self.ends and time == datetime.time.min:
            return [day - datetime.timedelta(days=1), None]
        return [day, time]


class MomentField(forms.SplitDateTimeField):
    """A bare day runs from its first moment, or to its end where the field `ends` something. Times are those of the UK.

    Local times that do not exist, or happen twice, are refused.
    """

    def __init__(self, *, ends, **kwargs):
        super().__init__(widget=DayAndTime(ends), require_all_fields=False, **kwargs)
        self.fields[1].required = False
        self.ends = ends

    def compress(self, data_list):
        if not data_list or not data_list[0]:
            return None
        day, time = data_list
        if time is None:
            return windows.day_ends(day) if self.ends else windows.day_begins(day)
        try:
            return windows.local_moment(datetime.datetime.combine(day, time))
        except windows.NoSuchMoment as refusal:
            raise ValidationError(str(refusal), code="no_such_moment") from None

    def has_changed(self, initial, data):
        """Compare moments, not boxes: midnight is shown as the day before."""
        try:
            return initial is None or self.clean(data) != timezone.localtime(initial)
        except ValidationError:
            return True
