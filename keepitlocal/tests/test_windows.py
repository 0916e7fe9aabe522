import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence.models import Call
from keepitlocal.audit.models import Entry
from keepitlocal.windows import LAST_HOURS, Announced, Phase, day_begins, day_ends

OPENS = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
CLOSES = datetime.datetime(2026, 3, 31, 16, tzinfo=datetime.UTC)
TICK = datetime.timedelta(microseconds=1)
GRACE = datetime.timedelta(minutes=15)
DAY = datetime.timedelta(hours=24)

# Every moment at which something changes, with the last one before it, and what is true at it.
MOMENTS = [
    pytest.param(OPENS - TICK, Phase.UPCOMING, id="a moment before it opens"),
    pytest.param(OPENS, Phase.OPEN, id="as it opens"),
    pytest.param(CLOSES - DAY - TICK, Phase.OPEN, id="a moment before its last hours"),
    pytest.param(CLOSES - DAY, Phase.ENDING, id="as its last hours begin"),
    pytest.param(CLOSES - TICK, Phase.ENDING, id="a moment before it closes"),
    pytest.param(CLOSES, Phase.GRACE, id="as it closes"),
    pytest.param(CLOSES + GRACE - TICK, Phase.GRACE, id="a moment before the grace is over"),
    pytest.param(CLOSES + GRACE, Phase.CLOSED, id="as the grace is over"),
]


def make_window(**fields):
    defaults = {"slug": "care", "title": "Care", "reference_prefix": "KIL", "opens_at": OPENS, "closes_at": CLOSES}
    return Call(**{**defaults, **fields})


@pytest.mark.parametrize(("at", "phase"), MOMENTS)
def test_its_phase_is(at, phase):
    assert make_window().phase(at) == phase


@pytest.mark.parametrize(("at", "phase"), MOMENTS)
def test_it_is_open_from_its_opening_until_a_moment_before_its_close(at, phase):
    assert make_window().is_open(at) is phase.is_open is (phase in {Phase.OPEN, Phase.ENDING})


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "phase"), MOMENTS)
def test_one_window_and_many_say_the_same(at, phase):
    window = make_window()
    window.save()

    many = [Call.objects.upcoming(at), Call.objects.open(at), Call.objects.closed(at)]

    one = [window.is_upcoming(at), window.is_open(at), not window.is_upcoming(at) and not window.is_open(at)]
    assert [window in found for found in many] == one


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "found"),
    [(CLOSES - 2 * GRACE - TICK, False), (CLOSES - 2 * GRACE, True), (CLOSES - TICK, True), (CLOSES, False)],
    ids=["a moment too early", "from then on", "to the last moment", "not once it is closed"],
)
def test_what_closes_within_a_span_is_found(at, found):
    make_window().save()

    assert Call.objects.closing_within(2 * GRACE, at).exists() is found


@pytest.mark.django_db
@pytest.mark.parametrize(("at", "phase"), MOMENTS)
def test_the_last_hours_of_one_window_are_what_closes_within_them_of_many(at, phase):
    make_window().save()

    assert Call.objects.closing_within(LAST_HOURS, at).exists() is (phase == Phase.ENDING)


@pytest.mark.parametrize("day", [datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)], ids=["forward", "back"])
def test_the_last_hours_are_24_also_on_the_nights_that_the_clocks_change(day):
    """D3, D4."""
    window = make_window(closes_at=day_ends(day))
    begins = window.closes_at.astimezone(datetime.UTC) - DAY

    assert (window.phase(begins - TICK), window.phase(begins)) == (Phase.OPEN, Phase.ENDING)


def test_a_window_shorter_than_its_last_hours_has_no_others():
    assert make_window(opens_at=CLOSES - 2 * GRACE).phase(CLOSES - 2 * GRACE) == Phase.ENDING


@pytest.mark.parametrize(
    ("begun_at", "deadline"),
    [(OPENS, CLOSES + GRACE), (CLOSES - TICK, CLOSES + GRACE), (CLOSES, CLOSES), (CLOSES + TICK, CLOSES)],
    ids=["early", "a moment before the close", "as it closes", "a moment after"],
)
def test_grace_is_for_what_was_begun_before_the_close(begun_at, deadline):
    assert make_window().deadline(begun_at) == deadline


@pytest.mark.parametrize("minutes", [0, 1, 15, 1440])
def test_the_grace_lasts_as_many_minutes_as_were_set(minutes):
    assert make_window(grace_minutes=minutes).grace_ends_at - CLOSES == datetime.timedelta(minutes=minutes)


def test_without_grace_it_is_closed_as_it_closes():
    assert make_window(grace_minutes=0).phase(CLOSES) == Phase.CLOSED


@pytest.mark.django_db
@pytest.mark.parametrize("closes_at", [OPENS, OPENS - TICK], ids=["as it opens", "before it opens"])
def test_the_database_refuses_a_window_that_closes_no_later_than_it_opens(closes_at):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_window(closes_at=closes_at).save()


@pytest.mark.django_db
def test_a_form_says_that_it_must_close_after_it_opens():
    with pytest.raises(ValidationError, match="It must close after it opens"):
        make_window(closes_at=OPENS).validate_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize("first", [CLOSES, CLOSES + TICK], ids=["the close itself", "a later moment"])
def test_the_database_refuses_an_extension_that_is_not_longer(first):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_window(extended_from=first).save()


def utc(*moment):
    return datetime.datetime(*moment, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "hours"),
    [
        (datetime.date(2026, 3, 2), utc(2026, 3, 2), utc(2026, 3, 3), 24),
        (datetime.date(2026, 3, 29), utc(2026, 3, 29), utc(2026, 3, 29, 23), 23),
        (datetime.date(2026, 7, 1), utc(2026, 6, 30, 23), utc(2026, 7, 1, 23), 24),
        (datetime.date(2026, 10, 25), utc(2026, 10, 24, 23), utc(2026, 10, 26), 25),
    ],
    ids=["in winter", "as the clocks go forward", "in summer", "as the clocks go back"],
)
def test_a_day_begins_and_ends_at_midnight_in_london(day, begins, ends, hours):
    """D3"""
    assert (day_begins(day), day_ends(day)) == (begins, ends)
    assert day_ends(day).astimezone(datetime.UTC) - day_begins(day).astimezone(datetime.UTC) == datetime.timedelta(hours=hours)


@pytest.mark.parametrize("day", [datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)], ids=["forward", "back"])
def test_what_is_open_to_the_end_of_a_day_is_open_in_its_last_moment(day):
    """D3"""
    window = make_window(closes_at=day_ends(day))
    last = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))

    assert (window.is_open(last), window.is_open(last + TICK)) == (True, False)


@pytest.mark.django_db
def test_saying_that_it_changed_raises_its_stamp_and_is_recorded():
    window = make_window()
    window.save()

    window.changed(by=None, at=OPENS)

    assert window.stamp == Call.objects.get().stamp == 2
    assert Entry.objects.about(window).values_list("did", "at", "details").get() == ("changed", OPENS, {"stamp": 2})


@pytest.mark.parametrize("field", [field.name for field in Announced._meta.fields])
def test_a_kept_page_depends_on_everything_that_it_says_of_the_window(field):
    window, changed = make_window(pk=1), make_window(pk=1)

    setattr(changed, field, "other")

    assert window.appearance == make_window(pk=1).appearance
    assert window.appearance != changed.appearance
