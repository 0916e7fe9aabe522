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
SO_FAR          a dict of name to `SoFar`: what of the part can be told of on the home page, where officers choose to
public          a function of (at): every page of the part that everybody may read by then, as `Public`; none that shows a draft
FINDABLE        a set of names of views: the pages that search engines and shared links may tell of (keepitlocal/found.py)
edition         a function of (at): a queryset of a few rows (a word, a number, a number), of which some differ whenever what the
                home page tells of the part does, but for what opens or closes; `at` may be an expression, and no other part
                has its words
in_short        a function of (): what the part says in short on the home page, as `InShort`
texts           a function of (): every text of officers that respondents are shown now, as `keepitlocal.languages.texts.Text`
pictures        a function of (at): the keys of the pictures that the part shows to everybody by then, as a queryset
KEPT            a dict of name to timedelta: how long the part keeps something where no setting says so, for the privacy page
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
    takes: str = ""  # how long, such as "about 10 minutes"
    afterwards: str = ""  # what comes next, once it has closed: a sentence
    outcome: str = ""  # the address of what became of it, once there is something to read


@dataclass(frozen=True)
class SoFar:
    """Something that has happened so far, as a number that officers may choose to show on the home page.

    count      a function of (): how many there are, by an index or a kept count and never by counting 100,000 rows
    says       what they are, in the page's language: a function of (count), such as "pieces of evidence"
    """

    label: str
    count: Callable[[], int]
    says: Callable[[int], str]


@dataclass(frozen=True)
class InShort:
    """A list that is told in short: its title and address, and the title and address of each thing in it."""

    title: str
    address: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Public:
    """A page that everybody may read: for the sitemap, and for whoever walks everything that is public."""

    address: str
    changed_at: datetime.datetime | None = None


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


def public(at):
    """Every page that everybody may read, in the order of the parts."""
    return [each for part in all_parts() if hasattr(part, "public") for each in part.public(at)]


def texts():
    """Every text of officers that respondents are shown now, in the order of the parts."""
    return [each for part in all_parts() if hasattr(part, "texts") for each in part.texts()]


def edition(at):
    """What every part's `edition` says, as one queryset."""
    first, *others = (part.edition(at) for part in all_parts() if hasattr(part, "edition"))
    return first.union(*others, all=True)


def in_short():
    return [each for part in all_parts() if hasattr(part, "in_short") for each in part.in_short()]


def pictures(at):
    """The keys of every picture that everybody may see, as a queryset of each part that shows some."""
    return [part.pictures(at) for part in all_parts() if hasattr(part, "pictures")]


@cache
def so_far():
    """Everything that can be told of on the home page."""
    return _offered("SO_FAR", "Two parts tell so far of")


@cache
def findable():
    """The names of the views of every page that may be told of elsewhere."""
    return frozenset().union(*(getattr(part, "FINDABLE", ()) for part in all_parts()))


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
def kept():
    """How long things are kept of which no setting says so."""
    return _offered("KEPT", "Two parts keep")


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
