"""The desk's front page: what waits for the officer who looks, and what came on each day. Each part offers its own."""

import datetime
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format

from keepitlocal import parts
from keepitlocal.officers import coverage
from keepitlocal.officers.groups import LEADS
from keepitlocal.templatetags.bars import Row
from keepitlocal.windows import Window

COUNTED = 1_000  # of what waits; of more, it is only said that there are more
MOMENT = datetime.timedelta(microseconds=1)
DAYS = 14  # that are shown
LATELY = datetime.timedelta(days=30)  # for so long after its close, what came to a thing is still shown
SOON = datetime.timedelta(days=3)  # drafts that close within it are told of


@dataclass(frozen=True)
class Waiting:
    """What waits for an officer: how many, what they are in words that follow the number, and where they are listed."""

    count: int
    words: str
    address: str
    is_more: bool = False
    is_urgent: bool = False

    @property
    def counted(self):
        return f"More than {self.count:,}" if self.is_more else f"{self.count:,}"


def found(rows, one, many, address, *, is_urgent=False):
    """The `Waiting` that these rows are, in a list; none where there are no rows. `one` and `many`: the words for them."""
    count = rows.order_by().values("pk")[: COUNTED + 1].count()
    if not count:
        return []
    return [Waiting(min(count, COUNTED), one if count == 1 else many, address, count > COUNTED, is_urgent)]


@dataclass(frozen=True)
class Coming:
    """What came to a thing that people take part in. `days`: how many on each, of which those that had none may be left out."""

    title: str
    address: str
    window: Window
    total: int
    words: str  # for what came: submissions
    drafts: list[Waiting]
    days: dict[datetime.date, int]
    at: datetime.datetime
    counted_at: datetime.datetime

    @property
    def rows(self):
        """The last days until now, or until its close: each drawn against the busiest of them."""
        opened = timezone.localdate(self.window.opens_at)
        first = min([opened, *self.days])
        last = min(timezone.localdate(self.at), max([self.last_day, *self.days]))
        days = [last - datetime.timedelta(days=back) for back in range(DAYS)]
        most = max([self.days.get(day, 0) for day in days]) or 1
        notes = {opened: "opened", self.last_day: "last day"}
        return [_row(day, self.days.get(day, 0), most, notes.get(day, "")) for day in days if day >= first]

    @property
    def last_day(self):
        """The day of the last moment in which anything can come."""
        return timezone.localdate(self.window.closes_at - MOMENT)

    @property
    def left(self):
        """How long is left until its close, in days as people count them."""
        days = (self.last_day - timezone.localdate(self.at)).days
        if not self.window.is_open(self.at):
            return f"Closed {_days(-days)} ago" if days else "Closed today"
        return f"Closes in {_days(days)}" if days > 1 else "Closes tomorrow" if days else "Closes today"


def _row(day, count, most, note):
    return Row(date_format(day, "D j M", use_l10n=False), count, count / most, note)


def _days(count):
    return f"{count} day{'' if count == 1 else 's'}"


def shown(windows, at):
    """Those of which it is shown what came: open, or closed lately. The next to close comes first."""
    return windows.filter(opens_at__lte=at, closes_at__gt=at - LATELY).order_by("closes_at")


def page(officer, at):
    """What the page says."""
    every = parts.all_parts()
    waiting = [each for part in every if hasattr(part, "waiting") for each in part.waiting(officer, at)]
    return {
        "waiting": sorted(waiting, key=lambda each: not each.is_urgent),
        "coming": [each for part in every if hasattr(part, "coming") for each in part.coming(officer, at)],
        "coverage": coverage.current(officer, at),
        "thin": coverage.THIN,
        "leads": [] if officer.get_all_permissions() else _leads(),
    }


def _leads():
    """Whom to ask to be let in: the leads, by name."""
    leads = get_user_model()._default_manager.filter(groups__name=LEADS, is_active=True)
    return list(leads.order_by("name").values_list("name", flat=True)[:5])
