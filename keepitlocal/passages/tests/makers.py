"""Passages for tests: believable, and only what the test is about said."""

import datetime
from itertools import count

from keepitlocal.passages.models import Passage, Quoting, Visibility, put_all
from keepitlocal.passages.tests.part import ANSWER

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
numbers = count(1)


def passage(text="We run the day centre.", **said):
    """A passage that is not stored yet, of a thing of its own."""
    number = next(numbers)
    known = {
        "kind": ANSWER,
        "thing": f"tests.thing/{number}",
        "owner": number,
        "reference": f"KIL-{number:08}",
        "said_by": "A community organisation",
        "visibility": Visibility.OFFICERS,
        "quoting": Quoting.UNNAMED,
        "said_at": NOON,
    }
    return Passage(text=text, **known | said)


def make_passage(text="We run the day centre.", **said):
    made = passage(text, **said)
    put_all([made])
    return Passage.objects.get(thing=made.thing, place=made.place)


def make_passages(*texts, **said):
    """The keys of passages that say these, in this order."""
    return [make_passage(text, **said).pk for text in texts]
