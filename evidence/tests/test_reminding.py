"""Reminders before the close, and a word before deleting: each once, however often and late the clockwork runs."""

import pytest

from evidence.tests.clockwork import (
    CLOSE,
    LAST_DAY,
    QUARTER,
    TOLD,
    WEEK,
    every_quarter,
    extend,
    make_written,
    reminded_at,
    reminders,
    run,
    warnings,
)
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    make_call,
    make_ready,
    make_sent,
    send,
)
from keepitlocal.audit.models import Entry
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import letters

pytestmark = pytest.mark.django_db


def test_everybody_with_a_draft_is_reminded_a_week_and_a_day_before_the_close_and_not_a_moment_sooner():
    make_written()

    run(WEEK - MOMENT, WEEK, WEEK + QUARTER, LAST_DAY - MOMENT, LAST_DAY, LAST_DAY + QUARTER, CLOSE)

    assert reminded_at() == [WEEK, LAST_DAY]


def test_however_often_the_clockwork_runs_there_are_two_reminders():
    make_written()

    run(*every_quarter(CLOSE - 2 * DAY, CLOSE + DAY))

    assert reminded_at() == [CLOSE - 2 * DAY, LAST_DAY]


def test_a_clockwork_that_was_late_reminds_once_and_of_the_last_moment():
    make_written()

    run(CLOSE - MOMENT, CLOSE)

    assert reminded_at() == [CLOSE - MOMENT]


def test_each_address_is_reminded_by_itself_and_the_quiet_ones_are_not():
    draft = make_written(address="ann@example.org")
    draft.invite("bo@example.org", at=NOON)
    draft.invite("cy@example.org", at=NOON).unsubscribe(at=NOON)

    run(WEEK)

    assert {message.to for message in reminders()} == {"ann@example.org", "bo@example.org"}


@pytest.mark.parametrize("since", [WEEK, LAST_DAY], ids=["the week", "the day"])
def test_an_address_given_at_that_moment_or_later_is_not_reminded_of_it(since):
    draft = make_ready()
    draft.keep_way_back("ann@example.org", at=since - MOMENT)
    draft.keep_way_back("bo@example.org", at=since)
    draft.keep_way_back("cy@example.org", at=since + QUARTER)

    run(since + QUARTER)

    assert [message.to for message in reminders()] == ["ann@example.org"]


def test_a_change_begun_after_that_moment_is_not_reminded_of():
    sent = make_sent()
    sent.change(at=WEEK + QUARTER)

    run(WEEK + 2 * QUARTER, LAST_DAY)

    assert reminded_at() == [LAST_DAY]


def test_what_was_sent_is_reminded_of_only_while_it_is_being_changed():
    call = make_call()
    make_sent(call)
    changing = make_sent(call)
    changing.change(at=NOON)

    run(WEEK)

    assert [message.about for message in reminders()] == [f"evidence.writer/{changing.writers.get().pk}"]


def test_a_reminder_of_what_was_sent_in_the_meantime_is_not_written():
    draft = make_written()
    run(WEEK)

    send(draft, at=WEEK + QUARTER)

    assert letters.read(reminders().get()) is None


def test_a_reminder_of_changes_says_that_what_was_sent_stands():
    make_sent().change(at=NOON)
    run(WEEK)

    letter = letters.read(reminders().get())

    assert letter.subject == "The changes to your evidence have not been sent yet"
    assert "What you sent stands as it is until you do." in letter.body


def test_after_an_extension_there_are_reminders_for_the_new_close():
    draft = make_written()
    run(WEEK, LAST_DAY)

    extend(draft.call, CLOSE + 14 * DAY)
    run(CLOSE, CLOSE + 7 * DAY, CLOSE + 13 * DAY)

    assert reminded_at() == [WEEK, LAST_DAY, CLOSE + 7 * DAY, CLOSE + 13 * DAY]


def test_what_was_given_longer_is_reminded_of_its_own_close():
    call = make_call()
    own = make_written(call, address="ann@example.org")
    make_written(call, address="bo@example.org")
    own.give_longer(CLOSE + 10 * DAY, why="They were ill.", by=make_officer(), at=NOON)

    run(WEEK, CLOSE + 3 * DAY, CLOSE + 9 * DAY)

    assert [(message.to, message.created_at) for message in reminders()] == [
        ("bo@example.org", WEEK),
        ("ann@example.org", CLOSE + 3 * DAY),
        ("ann@example.org", CLOSE + 9 * DAY),
    ]


def test_whoever_has_just_been_told_of_a_close_of_their_own_is_not_reminded_of_it_at_once():
    draft = make_written()
    draft.give_longer(CLOSE + 2 * DAY, why="They were ill.", by=make_officer(), at=CLOSE)

    run(CLOSE + QUARTER, CLOSE + DAY)

    assert reminded_at() == [CLOSE + DAY]


def test_a_word_comes_a_week_before_a_draft_is_deleted_and_once():
    draft = make_written()

    run(TOLD - MOMENT)
    assert not warnings().exists()
    run(TOLD, TOLD + QUARTER, TOLD + DAY)

    assert [message.created_at for message in warnings()] == [TOLD]
    assert Entry.objects.about(draft).filter(did="is to be deleted in a week, unsent").count() == 1


@pytest.mark.parametrize(
    ("at", "until"),
    [(TOLD, "1pm on Friday 31 July 2026"), (TOLD + 20 * DAY, "1pm on Thursday 20 August 2026")],
    ids=["in time", "from a clockwork that was late"],
)
def test_the_word_says_when_it_is_deleted_and_its_link_works_until_then(at, until):
    make_written()

    run(at)
    letter = letters.read(warnings().get())

    assert letter.subject == "Your draft will be deleted in a week"
    assert f"It will be deleted in a week, at {until} or soon after." in letter.body
    assert f"It works until {until}" in letter.body
    assert "The call closes at" not in letter.body


def test_the_word_about_changes_says_that_what_was_sent_stands():
    make_sent().change(at=NOON)
    run(TOLD)

    letter = letters.read(warnings().get())

    assert letter.subject == "The changes to your evidence will be deleted in a week"
    assert "What you sent stands as it is." in letter.body


def test_a_word_about_what_was_given_longer_meanwhile_is_not_written():
    draft = make_written()
    run(TOLD)

    extend(draft.call, TOLD + DAY)

    assert letters.read(warnings().get()) is None
