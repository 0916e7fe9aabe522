"""Passages and tags for tests: believable, and only what the test is about said."""

import datetime
from itertools import count

from keepitlocal.passages.models import Passage, Quoting, Tag, Visibility
from keepitlocal.passages.tests.told import TOLD

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
numbers = count(1)


def piece(place="", *, kind=TOLD, text="Local grants reach people whom contracts do not.", **said):
    """A passage of a thing that says it: all but what `put` fills in."""
    plain = {"reference": "KIL-7QX4-M2PT", "said_by": "A councillor", "visibility": Visibility.OFFICERS, "said_at": NOON}
    return Passage(**{**plain, "kind": kind, "place": place, "text": text, "quoting": Quoting.UNNAMED, **said})


def make_passage(**said):
    """A passage of a thing of its own."""
    passage, number = piece(**said), next(numbers)
    passage.thing, passage.owner = f"tests.thing/{number}", number
    passage.save()
    return passage


def make_passages(count, **said):
    return [make_passage(**said) for _ in range(count)]


def make_tag(name="Grants", *, on=(), by=None, **said):
    """A tag, put on those passages by an officer."""
    tag = Tag.objects.create(name=name, **said)
    if on:
        tag.put_on(rows(*on), by=by, at=NOON)
    return tag


def rows(*passages):
    return Passage.objects.filter(pk__in=[passage.pk for passage in passages])


def tags_on(passage):
    """The names of its tags, in alphabetical order, each as often as it is there."""
    return list(passage.tags.order_by("name").values_list("name", flat=True))
