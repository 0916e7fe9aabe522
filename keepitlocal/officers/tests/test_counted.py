import datetime

import pytest

from keepitlocal.officers.counted import OFTEN, Counted
from keepitlocal.officers.tests.makers import NOON

MOMENT = datetime.timedelta(microseconds=1)


@pytest.fixture
def pieces():
    """What is counted: a list to add to."""
    return []


@pytest.fixture
def counted(pieces):
    return Counted(lambda *, at: len(pieces), lambda *, at: len(pieces))


def test_what_is_counted_says_when(counted, pieces):
    pieces.append("one")

    assert counted.of(at=NOON) == (1, NOON)


def test_what_came_within_a_minute_is_counted_later(counted, pieces):
    counted.of(at=NOON)
    pieces.append("one")

    assert counted.of(at=NOON + OFTEN - MOMENT) == (0, NOON)


def test_what_came_is_counted_after_a_minute(counted, pieces):
    counted.of(at=NOON)
    pieces.append("one")

    assert counted.of(at=NOON + OFTEN) == (1, NOON + OFTEN)


def test_nothing_is_counted_anew_while_nothing_came(counted):
    counted.of(at=NOON)
    counted.of(at=NOON + OFTEN)

    assert counted.of(at=NOON + 60 * OFTEN) == (0, NOON + OFTEN)


def test_what_was_being_committed_while_it_was_counted_is_counted_a_minute_later(pieces):
    counted = Counted(lambda *, at: len(pieces), lambda *, at: "the last of them")
    counted.of(at=NOON)
    pieces.append("one before the last")

    assert counted.of(at=NOON + OFTEN) == (1, NOON + OFTEN)


def test_what_has_no_state_is_counted_anew_after_a_minute(pieces):
    counted = Counted(lambda *, at: len(pieces))
    counted.of(at=NOON)

    assert counted.of(at=NOON + OFTEN) == (0, NOON + OFTEN)


def test_each_key_is_counted_by_itself():
    counted = Counted(lambda key, *, at: key)

    assert [counted.of(key, at=NOON)[0] for key in [1, 2, 1]] == [1, 2, 1]
