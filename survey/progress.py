"""How answering goes: how many began, sent and stopped, and where. Of drafts nothing but that they are there."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from survey.models import Channel, Response
from survey.models.surveys import definition

QUIET = datetime.timedelta(days=1)  # whoever has not touched a draft for so long has left it, for now
NOWHERE = "Nothing saved yet"


@dataclass(frozen=True)
class Progress:
    """`left` of the drafts were not touched for a day, or are too late. `turned_away` stand on a page that ends the survey."""

    online: int
    paper: int
    drafts: int
    left: int
    turned_away: int
    stopped: list[tuple[str, int]]  # the titles of the pages that drafts saved last, and how many, in the order of the survey
    days: list[tuple[datetime.date, int]]  # every day from the opening, and how many sent on it, for the last time

    @property
    def sent(self):
        return self.online + self.paper

    @property
    def begun(self):
        return self.online + self.drafts


def progress(survey, at):
    """How answering a published survey goes at the moment: three queries, however many answer."""
    channels, days = _sent(survey)
    pages = _pages(survey)
    standing = _drafts(survey, at)
    away = sum(count for name, (count, _) in standing.items() if name in pages and pages[name].exit)
    drafts = {name: each for name, each in standing.items() if name not in pages or not pages[name].exit}
    stopped = [(page.title, drafts[name][0]) for name, page in pages.items() if name in drafts]
    return Progress(
        online=channels[Channel.ONLINE],
        paper=channels[Channel.PAPER],
        drafts=sum(count for count, _ in drafts.values()),
        left=sum(left for _, left in drafts.values()),
        turned_away=away,
        stopped=[*([(NOWHERE, drafts[""][0])] if "" in drafts else []), *stopped],
        days=_every_day(survey, days, at),
    )


def _sent(survey):
    """How many were sent through which channel, and on which day: two counters."""
    sent = Response.objects.sent().filter(survey=survey).order_by().annotate(day=TruncDate("sent_at"))
    days, channels = Counter(), Counter()
    for day, channel, count in sent.values_list("day", "channel").annotate(count=Count("*")):
        days[day] += count
        channels[channel] += count
    return channels, days


def _drafts(survey, at):
    """By the name of the page that they saved last, how many drafts there are, and how many of them are left."""
    drafts = Response.objects.unsent().filter(survey=survey).order_by().annotate(touched=Coalesce("saved_at", "begun_at"))
    is_left = Q(touched__lt=at - QUIET) if at < survey.grace_ends_at else Q()
    counted = drafts.values_list("at_page").annotate(count=Count("*"), left=Count("pk", filter=is_left))
    return {page: (count, left) for page, count, left in counted}


def _pages(survey):
    """Every page that there ever was, by name, as the latest version that has it: its own in order, then those that are gone."""
    pages = {}
    for key in survey.versions.order_by("-number").values_list("pk", flat=True):
        pages = pages | {name: page for name, page in definition(key).page.items() if name not in pages}
    return pages


def _every_day(survey, days, at):
    """Each day from the opening to the last that had any, or today, whichever is later; none before it opens."""
    first, last = timezone.localdate(survey.opens_at), timezone.localdate(min(at, survey.grace_ends_at))
    first, last = min([first, *days]), max([last, *days])
    return [(day, days[day]) for day in map(datetime.date.fromordinal, range(first.toordinal(), last.toordinal() + 1))]
