"""When those who write a draft are reminded of its close."""

import datetime

import pytest

from keepitlocal.drafts.keeping import REMINDED, reminded_from

CLOSE = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
DAY, MOMENT = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "since"),
    [
        (CLOSE - 7 * DAY, CLOSE - 7 * DAY),
        (CLOSE - DAY - MOMENT, CLOSE - 7 * DAY),
        (CLOSE - DAY, CLOSE - DAY),
        (CLOSE - MOMENT, CLOSE - DAY),
    ],
    ids=["a week before", "just over a day before", "a day before", "the last moment"],
)
def test_people_are_reminded_a_week_and_a_day_before_the_close(at, since):
    assert reminded_from(CLOSE, at) == since


def test_the_first_reminder_is_a_week_before_the_close():
    assert max(REMINDED) == 7 * DAY
