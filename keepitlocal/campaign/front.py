"""What the pages of the front door tell, and the pages themselves, kept in the process.

One query says which edition of everything there is. While that is the same, nothing else is asked for until something opens or
closes, or a minute is over; a page is made again only where what is then told is something else.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Value
from django.utils.translation import get_language

from keepitlocal import pages, parts
from keepitlocal.campaign.content import Whole
from keepitlocal.campaign.models import Page, said_by
from keepitlocal.campaign.news import part as news
from keepitlocal.campaign.shown import compared
from keepitlocal.officers.counted import Counted
from keepitlocal.parts import InShort, Opportunity
from keepitlocal.prepared import Prepared
from keepitlocal.templatetags.bars import Row
from keepitlocal.templatetags.languages import content
from keepitlocal.windows import LAST_HOURS

FEWEST = 10  # of what has happened so far: a smaller number is not shown
OFTEN = datetime.timedelta(minutes=5)  # and counted no more often
WHILE = datetime.timedelta(minutes=1)  # in which what nothing but the clock changes, such as the end of a grace, is told late
NEWS = 3
TEMPLATES = {Page.HOME: "campaign/home.html", Page.ABOUT: "campaign/page.html", Page.FIVE_WAYS: "campaign/page.html"}

MOST = 16  # of what is kept: more than languages and what has just changed

EDITION = Prepared(lambda at: parts.edition(Value(at)))
_kept: dict = {}  # in this process, by edition and language: the facts, and from when until when they stand
counts = Counted(lambda name, *, at: parts.so_far()[name].count(), often=OFTEN)


@dataclass(frozen=True)
class Count:
    count: int
    says: str

    @property
    def counted(self):
        return f"{self.count:,}"


@dataclass(frozen=True)
class Story:
    """A post of the news, in short."""

    title: str
    address: str
    published_at: datetime.datetime
    summary: str


@dataclass(frozen=True)
class Facts:
    """What the pages tell of everything but themselves."""

    opportunities: tuple[Opportunity, ...]
    in_short: tuple[InShort, ...]
    news: tuple[Story, ...]

    @property
    def open(self):
        return [each for each in self.opportunities if each.phase.is_open]

    @property
    def upcoming(self):
        return [each for each in self.opportunities if each.phase == each.phase.UPCOMING]

    @property
    def over(self):
        return [each for each in self.opportunities if not each.phase.is_open and each.phase != each.phase.UPCOMING]

    @property
    def is_over(self):
        """Whether there was something to take part in, and all of it has closed."""
        return bool(self.over) and len(self.over) == len(self.opportunities)


def _facts(at):
    stories = (Story(each.title, each.address, each.published_at, each.summary) for each in news.latest(at)[:NEWS])
    return Facts(tuple(parts.opportunities(at)), tuple(parts.in_short()), tuple(stories))


def facts(edition, at):
    """What there is to tell at a moment. `edition` says whether anything has changed."""
    key = edition, get_language()
    told, since, until = _kept.get(key, (None, at, at))
    if not since <= at < until:
        told = _facts(at)
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = told, at, _stands_until(told, at)
    return told


def _stands_until(told, at):
    """The first moment at which something opens or closes that did not yet, and at most a while from now."""
    moments = {moment for each in told.opportunities for moment in [each.opens_at, each.closes_at - LAST_HOURS, each.closes_at]}
    return min([at + WHILE, *(moment for moment in moments if moment > at)])


def counted(names, at):
    """What has happened so far, by these names, in the order in which the parts offer it."""
    offered = [(name, each) for name, each in parts.so_far().items() if name in names]
    found = [(each, counts.of(name, at=at)[0]) for name, each in offered]
    return tuple(Count(count, each.says(count)) for each, count in found if count >= FEWEST)


@pages.kept
def _page(page, written, whole, told, so_far):
    return pages.make(TEMPLATES[page], path=Page(page).address, **said(page, written, whole, told, so_far)).filled({})


def said(page, written, whole, told, so_far):
    """What a page's template is given."""
    return {
        "page": page,
        "written": written,
        "whole": whole,
        "told": told,
        "so_far": so_far,
        "rows": [Row(content(each.says), None, each.value / 100, said=content(each.figure)) for each in written.figures],
    }


def context(page, at, written=None, whole=None):
    """The same at a moment, as people see it; or with what is `written`, or said of the `whole` campaign, in its place."""
    edition = tuple(sorted(EDITION.all(compared(at))))
    shown = {word: number for word, number, _ in edition}
    written = written or said_by(shown.get(page), page)
    whole: Whole = whole or said_by(shown.get(Page.CAMPAIGN), Page.CAMPAIGN)
    return page, written, whole, facts(edition, at), counted(whole.so_far, at)


def html(page, at):
    """The page as everybody sees it."""
    return _page(*context(page, at))


def forget():
    _kept.clear()
    _page.forget()
