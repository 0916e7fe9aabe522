"""M13: from the fourth of a kind to one address in a day, e-mails wait and are combined."""

import pytest

from keepitlocal import parts
from keepitlocal.outbox import models
from keepitlocal.outbox.models import Message, cancel
from keepitlocal.outbox.queue import DAY, State
from keepitlocal.outbox.tests import part
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message, now, states, sweep

pytestmark = pytest.mark.django_db
VICTIM = "victim@example.org"


def make_held(count=2):
    """Three that went at noon, and so many that wait for a day to be over."""
    sent = [make_message(to=VICTIM) for _ in range(3)]
    sweep()
    held = [make_message(to=VICTIM, at=NOON + HOUR) for _ in range(count)]
    sweep(NOON + HOUR)
    return sent, held


def test_the_fourth_waits_until_a_day_after_the_first(mailoutbox):
    first = make_message(to=VICTIM)
    sweep()
    make_message(to=VICTIM, at=NOON + HOUR), make_message(to=VICTIM, at=NOON + HOUR)
    sweep(NOON + HOUR)

    fourth = make_message(to=VICTIM, at=NOON + 2 * HOUR)
    sweep(NOON + 2 * HOUR)

    assert len(mailoutbox) == 3
    waiting = now(fourth)
    assert (waiting.status, waiting.held, waiting.due_at, waiting.attempts) == (State.DUE, True, now(first).sent_at + DAY, 0)


def test_ten_at_once_are_three_and_then_one_with_the_other_seven(mailoutbox):
    messages = [make_message(to=VICTIM) for _ in range(10)]

    sweep()
    sweep(NOON + DAY - MOMENT)
    assert len(mailoutbox) == 3
    sweep(NOON + DAY)

    assert len(mailoutbox) == 4
    assert mailoutbox[3].subject == "7 e-mails from Keep it Local in one"
    assert all(f"{each.about} is with us." in mailoutbox[3].body for each in messages[3:])
    assert mailoutbox[3].extra_headers["Message-ID"] == messages[3].message_id
    assert states(*messages) == [State.SENT] * 10
    assert {now(each).combined_into for each in messages[4:]} == {messages[3]}


def test_a_combined_mail_is_no_way_to_unsubscribe(mailoutbox):
    for _ in range(5):
        make_message("test.listed", to=VICTIM)

    sweep()
    sweep(NOON + DAY)

    assert ["List-Unsubscribe" in each.extra_headers for each in mailoutbox] == [True, True, True, False]


def test_a_single_one_that_waited_goes_as_it_is(mailoutbox):
    _, [held] = make_held(1)

    sweep(NOON + DAY)

    assert mailoutbox[3].subject == f"A note on {held.about}"


@pytest.mark.parametrize("capitals", ["Victim@example.org", "VICTIM@EXAMPLE.ORG"])
def test_capitals_do_not_make_another_address(mailoutbox, capitals):
    make_held(1)

    make_message(to=capitals)
    sweep()
    sweep(NOON + DAY)

    assert len(mailoutbox) == 4


@pytest.mark.parametrize(("kind", "to"), [("test.other", VICTIM), ("test.note", "another@example.org")])
def test_another_kind_or_address_does_not_wait(mailoutbox, kind, to):
    make_held(1)

    another = make_message(kind, to=to)
    sweep()

    assert states(another) == [State.SENT]


def test_mail_to_the_policy_team_never_waits(mailoutbox):
    make_held(1)
    messages = [make_message(to=VICTIM, to_officers=True) for _ in range(10)]

    sweep()

    assert states(*messages) == [State.SENT] * 10
    assert len(mailoutbox) == 13


def test_mail_to_the_policy_team_counts_for_nobody_else(mailoutbox):
    for _ in range(3):
        make_message(to=VICTIM, to_officers=True)
    another = make_message(to=VICTIM)

    sweep()

    assert states(another) == [State.SENT]


def test_while_one_is_on_its_way_the_next_is_left_alone(mailoutbox):
    """Its sender could not count the first."""
    first, second = make_message(to=VICTIM), make_message(to=VICTIM)
    Message.objects.take(first.pk, NOON)

    sweep()

    assert (mailoutbox, now(second).attempts) == ([], 0)


def test_however_many_come_no_day_has_more_than_three_mails(mailoutbox):
    """Three an hour for four days."""
    sent_at = []
    for number in range(4 * 24 * 3):
        at = NOON + number * HOUR / 3
        make_message(to=VICTIM, at=at)
        sweep(at)
        sent_at += [at] * (len(mailoutbox) - len(sent_at))

    assert len(sent_at) > 6
    assert all(len([at for at in sent_at if first <= at < first + DAY]) <= 3 for first in sent_at)


def test_nothing_is_dropped_however_many_come(mailoutbox, monkeypatch):
    monkeypatch.setattr(models, "AT_ONCE", 4)
    messages = [make_message(to=VICTIM) for _ in range(20)]

    for day in range(4):
        sweep(NOON + day * DAY)

    assert states(*messages) == [State.SENT] * 20
    bodies = "".join(each.body for each in mailoutbox)
    assert [bodies.count(f"{each.about} is with us.") for each in messages] == [1] * 20


def test_a_combined_mail_is_tried_again_as_it_was(mail_server):
    """M7: the same Message-ID must never stand for two different mails."""
    _, held = make_held(2)
    mail_server.answers["RCPT"] = "451 Later"
    sweep(NOON + DAY)
    assert [now(each).due_at for each in held] == [NOON + DAY + MINUTE] * 2

    mail_server.answers.clear()
    sweep(NOON + DAY + MINUTE)

    assert mail_server.messages[3].email["Message-ID"] == held[0].message_id
    assert states(*held) == [State.SENT] * 2


def test_a_combined_mail_that_may_have_arrived_takes_no_more_along(mail_server):
    """M7"""
    _, held = make_held(2)
    sweep_was_killed(held[0], NOON + DAY)

    late = make_message(to=VICTIM, at=NOON + DAY, held=True)
    sweep(NOON + DAY + HOUR)

    assert f"{held[1].about} is with us." in mail_server.messages[3].email.get_content()
    assert mail_server.messages[3].email["Subject"] == "2 e-mails from Keep it Local in one"
    assert states(*held, late) == [State.SENT] * 3


def sweep_was_killed(message, at):
    """A sender took the message with all that goes with it, and was killed."""
    Message.objects.take(message.pk, at).members()


def test_a_combined_mail_that_is_refused_is_dead_as_a_whole(mail_server):
    _, held = make_held(2)
    mail_server.answers["RCPT"] = "550 No such person"

    sweep(NOON + DAY)

    assert states(*held) == [State.DEAD] * 2


def test_an_erased_one_is_left_out_of_the_combined_mail(mailoutbox):
    """M16"""
    _, held = make_held(3)
    cancel(held[1].about, at=NOON + HOUR)

    sweep(NOON + DAY)

    assert held[1].about not in mailoutbox[3].body
    assert states(*held) == [State.SENT, State.CANCELLED, State.SENT]


def test_the_others_go_when_the_first_is_erased_meanwhile(mail_server):
    """M16"""
    _, held = make_held(3)
    mail_server.answers["RCPT"] = "451 Later"
    sweep(NOON + DAY)
    mail_server.answers.clear()

    cancel(held[0].about, at=NOON + DAY)
    sweep(NOON + DAY + MINUTE)

    assert states(*held) == [State.CANCELLED, State.SENT, State.SENT]
    assert len(mail_server.messages) == 4


@pytest.mark.parametrize("gone", [0, 1], ids=["the first", "another"])
def test_the_others_go_when_one_has_nothing_left_to_say(mailoutbox, monkeypatch, gone):
    _, held = make_held(3)
    monkeypatch.setattr(part, "gone", {held[gone].about})

    sweep(NOON + DAY)

    assert [status == State.SENT for status in states(*held)] == [each != gone for each in range(3)]
    assert len(mailoutbox) == 4


@pytest.mark.parametrize("broken", [0, 1], ids=["the first", "another"])
def test_the_others_go_when_one_cannot_be_written(mailoutbox, monkeypatch, broken):
    _, held = make_held(3)
    monkeypatch.setitem(parts.letters(), "test.note", unless(held[broken].about))

    sweep(NOON + DAY)

    assert [status == State.SENT for status in states(*held)] == [each != broken for each in range(3)]
    assert states(held[broken]) == [State.DUE]


def unless(about):
    return lambda message: part.broken(message) if message.about == about else part.note(message)


def test_what_an_officer_sends_again_does_not_wait(mailoutbox):
    make_held(1)
    dead = make_message(to=VICTIM, status=State.DEAD)

    dead.send_again(by=None, at=NOON + 2 * HOUR)
    sweep(NOON + 2 * HOUR)

    assert states(dead) == [State.SENT]
