"""Comments as they are read: thread by thread, a page at a time, found by key however many there are.

A page holds so many comments, not threads: one thread may be longer than a page, and then goes on on the next.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import NamedTuple

from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from keepitlocal.prepared import Prepared
from principles.models import Comment

ON_A_PAGE = 60
REPLIES = "thread__replies"
KEY = re.compile(r"[0-9]+-[0-9]+")


class Sort(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    REPLIED = "replied", _("Most replied to first")


@dataclass(frozen=True)
class Key:
    """Where a comment stands in every order: how many replies its thread has, that thread, and its place in it."""

    replies: int
    thread: int
    place: str

    def __str__(self):
        return f"{self.replies}-{self.place.lstrip('0')}"


class Line(NamedTuple):
    """What a page needs to know of a comment of which it keeps the rest."""

    pk: int
    stamp: int
    depth: int
    thread: int
    place: str
    replies: int  # in its thread, where they sort

    @property
    def version(self):
        """What everybody is shown of it depends on."""
        return self.pk, self.stamp

    @property
    def key(self):
        return Key(self.replies, self.thread, self.place)


@dataclass(frozen=True)
class Page:
    """Some comments in order, and the keys from which the pages before and after it are found; None at either end."""

    lines: list[Line]
    before: Key | None
    after: Key | None

    @property
    def shape(self):
        return Shape(not self.lines, self.before is not None, self.after is not None)


class Shape(NamedTuple):
    """What the page around the comments depends on."""

    is_empty: bool
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class Column:
    name: str
    falls: bool
    said: str  # the name of what a Key says of it

    def __str__(self):
        return f"-{self.name}" if self.falls else self.name


THREAD, PLACE = Column("thread", False, "thread"), Column("place", False, "place")
FALLING = replace(THREAD, falls=True)
ORDERS = {
    Sort.NEWEST: [FALLING, PLACE],
    Sort.OLDEST: [THREAD, PLACE],
    Sort.REPLIED: [Column(REPLIES, True, "replies"), FALLING, PLACE],
}


class From(Enum):
    """Which page is asked for: the first; that after a key, or before it; or that which begins with it."""

    FIRST, AFTER, BEFORE, AT = "first", "after", "before", "at"


def read(typed):
    """The key that an address names. Raises ValueError."""
    replies, _, place = typed.partition("-")
    if not (KEY.fullmatch(typed) and len(replies) < 8 and len(place) <= 30):
        raise ValueError(typed)
    place = place.zfill(-(-len(place) // 10) * 10)
    return Key(int(replies), int(place[:10]), place)


def key_of(comment):
    """The key of a page that has this comment, newest or oldest first.

    It begins with its thread; in a thread that is longer than a page, with the nearest of what it answers that is on the same
    page, or with itself.
    """
    thread = Comment.objects.in_threads().filter(thread=comment.thread_id, place__lte=comment.place)
    places = set(thread.order_by("-place").values_list("place", flat=True)[:ON_A_PAGE])
    above = (comment.place[:end] for end in range(10, len(comment.place), 10))
    return Key(0, comment.thread_id, next((place for place in above if place in places), comment.place))


def page(principle, sort, where=From.FIRST, key=None):
    """A page of the comments on a principle, by its key in the database; of None, on the principles as a whole.

    The first page, where nothing stands any more at the place that is asked for.
    """
    rows = _rows(principle, sort, where, key)
    found, has_more = [Line(*row) for row in rows[:ON_A_PAGE]], len(rows) > ON_A_PAGE
    if not found:
        return page(principle, sort) if key else Page([], None, None)
    if where == From.BEFORE:
        found.reverse()
        return Page(found, found[0].key if has_more else None, found[-1].key)
    has_before = where == From.AFTER or (where == From.AT and _rows(principle, sort, From.BEFORE, found[0].key))
    return Page(found, found[0].key if has_before else None, found[-1].key if has_more else None)


def _rows(principle, sort, where, key):
    on = [] if principle is None else [principle]
    said = [getattr(key, column.said) for column in ORDERS[sort]] if key else []
    return _asked(sort, where, principle is None).all(*on, *said)


@cache
def _asked(sort, where, is_whole):
    """The query of a page, one comment longer: whether there are more is then known without counting."""
    columns = ORDERS[sort]
    # The same of all, and said for PostgreSQL: of what is none it else does not know that an index is in order.
    on = Column("principle_id", where == From.BEFORE, "")
    if where == From.BEFORE:
        columns = [replace(column, falls=not column.falls) for column in columns]

    def ask(*values):
        principle, said = (None, values) if is_whole else (values[0], values[1:])
        rows = Comment.objects.in_threads().filter(principle=principle)
        if where != From.FIRST:
            rows = rows.filter(_beyond(columns, said, or_at=where == From.AT))
        if sort == Sort.REPLIED:
            rows = rows.filter(thread__in=_nearest_threads(principle, columns, said))
        rows = rows.order_by(*map(str, [on, *columns]))[: ON_A_PAGE + 1]
        return rows.values_list("pk", "stamp", "depth", "thread", "place", REPLIES if sort == Sort.REPLIED else Value(0))

    return Prepared(ask)


def _nearest_threads(principle, columns, said):
    """The threads that the comments of a page are in, for each has one at least: so a database need not sort all the others."""
    columns = [replace(columns[0], name="replies"), replace(columns[1], name="pk")]
    threads = Comment.objects.in_threads().filter(depth=1, principle=principle)
    if said:
        threads = threads.filter(_beyond(columns, said[:2], or_at=True))
    return threads.order_by(*map(str, columns)).values("pk")[: ON_A_PAGE + 2]


def _beyond(columns, values, *, or_at):
    """What stands beyond the values, column by column in their order."""
    (column, *others), (value, *rest) = columns, values
    strictly = Q(**{f"{column.name}__{'lt' if column.falls else 'gt'}": value})
    alike = Q(**{column.name: value})
    if not others:
        return strictly | alike if or_at else strictly
    # Said twice for the first column: a database then walks its index from there.
    within = Q(**{f"{column.name}__{'lte' if column.falls else 'gte'}": value})
    return within & (strictly | (alike & _beyond(others, rest, or_at=or_at)))
