"""What the portal asks of each part. `settings.PARTS` names the modules that answer; a part offers what it has.

opportunities   a function of (at): every way to take part, open, upcoming or closed, as `Opportunity`
LETTERS         a dict of kind of e-mail to a function of (message): its `Letter`, or None when nothing is left to say
LETTER_NAMES    a dict of each of those kinds to what officers call it
SUBSCRIPTIONS   a dict of name to `keepitlocal.subscriptions.Subscription`: what people can ask to be told no more of
CONFIRMS        a dict of name to a view, a function of (request, *said): what is confirmed by a link (keepitlocal/confirming.py)
TOPICS          a dict of topic to its `Topic`: what officers choose to be told of
PASSAGES        a dict of kind to `keepitlocal.passages.kinds.PassageKind`: what officers find, tag and quote
PERMISSIONS     a dict of group to the permissions that the part grants it
ROUND_FILE      the name of the file of a round that the part loads
load            a function of (file: rounds.Mapping, *, terms: rounds.Terms): sentences saying what it did
dump            a function of (): what its file would say (see rounds.written), or None; and sentences saying what is left out
DRAFTS          the kind of drafts that people come back to, as `keepitlocal.drafts.kinds.Kind`
has_round       a function of (): whether the part holds a round already
waiting         a function of (officer, at): what waits for an officer, as `keepitlocal.officers.front.Waiting`
coming          a function of (officer, at): what came day by day to what is open, as `keepitlocal.officers.front.Coming`
coverage        a function of (officer): tables of where too little came, as `keepitlocal.officers.coverage.Covered`;
                None for whoever may not see them
keep_promises   a function of (at): does what time asks for by then; how much that was, as `keepitlocal.drafts.keeping.Kept`
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings

from keepitlocal.windows import Phase

ABSOLUTE = re.compile(r"https?://[!-;=?-~]+")  # no space, and none of the angle brackets that it is put into


@dataclass(frozen=True)
class Opportunity:
    """One way to take part, as the front page tells it."""

    title: str
    summary: str
    address: str
    phase: Phase
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    extended_from: datetime.datetime | None = None


@dataclass(frozen=True)
class Letter:
    """The words of one e-mail; with `unsubscribe`, the address that takes its recipient off a list (RFC 8058)."""

    subject: str
    body: str
    unsubscribe: str = ""

    def __post_init__(self):
        if self.unsubscribe and not ABSOLUTE.fullmatch(self.unsubscribe):
            raise ValueError("An e-mail's way to unsubscribe must be a whole address.")


@dataclass(frozen=True)
class Topic:
    """What officers choose to be told of. Who is told must have the permission.

    `digest` is a function of (since, until), a half-open span: lines saying what came in it, by references and counts and in
    nobody's own words; none where nothing came. Of what `is_urgent` there is none: everybody who may see it is told at once,
    whatever they chose.
    """

    label: str
    permission: str
    digest: Callable[[datetime.datetime, datetime.datetime], list[str]]
    is_urgent: bool = False


def all_parts():
    return [import_module(name) for name in settings.PARTS]


def opportunities(at):
    """Every way to take part: what is open first and closes soonest, then what is to come, then what is over."""
    found = [each for part in all_parts() if hasattr(part, "opportunities") for each in part.opportunities(at)]
    order = [Phase.ENDING, Phase.OPEN, Phase.UPCOMING, Phase.GRACE, Phase.CLOSED]
    return sorted(found, key=lambda each: (order.index(each.phase), each.closes_at))


@cache
def letters():
    """Who writes each kind of e-mail. A kind claimed by two parts is a mistake, and says so."""
    return _offered("LETTERS", "Two parts write the e-mail")


@cache
def letter_names():
    """What officers call each kind of e-mail."""
    return _offered("LETTER_NAMES", "Two parts name the e-mail")


@cache
def topics():
    """Everything that officers can choose to be told of, in the order of the parts."""
    return _offered("TOPICS", "Two parts tell of")


@cache
def subscriptions():
    """Everything that people are told of until they ask for no more."""
    return _offered("SUBSCRIPTIONS", "Two parts are unsubscribed from as")


@cache
def passage_kinds():
    """Every kind of passages that officers find, in the order of the parts."""
    return _offered("PASSAGES", "Two parts have passages of the kind")


@cache
def confirms():
    """The view of everything that is confirmed by a link."""
    return _offered("CONFIRMS", "Two parts have confirmed")


def _offered(what, twice):
    offered = {}
    for part in all_parts():
        for name, offer in getattr(part, what, {}).items():
            if name in offered:
                raise ValueError(f"{twice} {name!r}.")
            offered[name] = offer
    return offered
