import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction

from keepitlocal import lifecycle, parts
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import MOVES, Message, cancel, promise, wait_after
from keepitlocal.outbox.queue import ERASED, State
from keepitlocal.outbox.tests import part
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message, now, promised, states, sweep

pytestmark = pytest.mark.django_db


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)


def test_a_promise_is_a_row_and_nothing_more(mailoutbox):
    officer = make_officer()

    message = promised("test.note", about=officer, to="ada@example.org", at=NOON)

    assert (message.status, message.due_at, message.created_at) == (State.DUE, NOON, NOON)
    assert message.about == named(officer)
    assert message.thing() == officer
    assert mailoutbox == []


def test_a_promise_made_twice_is_one_message():
    first, again = (promised("test.note", about="a.b/1", revision=2, to="ada@example.org", at=at) for at in [NOON, NOON + HOUR])

    assert first == again
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "other", [{"kind": "test.other"}, {"about": "a.b/2"}, {"revision": 1}, {"to": "ben@example.org"}], ids=str
)
def test_a_promise_of_something_else_is_another_message(other):
    same = {"kind": "test.note", "about": "a.b/1", "revision": 0, "to": "ada@example.org", "at": NOON}
    promise(**same)

    promise(**same | other)

    assert Message.objects.count() == 2


def test_a_promise_of_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match=r"No part writes the e-mail 'test\.unheard_of'\."):
        promise("test.unheard_of", about="a.b/1", to="ada@example.org", at=NOON)


def test_a_promise_needs_no_broker(settings):
    """M8: a request never talks to Redis."""
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    assert promised("test.note", about="a.b/1", to="ada@example.org", at=NOON).status == State.DUE


def test_a_promise_goes_with_its_transaction():
    with transaction.atomic():
        make_message()
        transaction.set_rollback(True)

    assert Message.objects.count() == 0


def test_a_message_id_is_fixed_and_names_the_portal():
    first, second = make_message(), make_message()

    assert first.message_id == now(first).message_id != second.message_id
    assert first.message_id.endswith("@portal.example>")
    assert django_settings.PORTAL_URL == "http://portal.example"


@pytest.mark.parametrize("columns", [{"status": "posted"}, {"to": ""}], ids=["an unknown status", "no address"])
def test_the_database_refuses(columns):
    message = make_message()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**columns)


def test_a_due_message_is_taken_once():
    """M11"""
    message = make_message()

    taken = Message.objects.take(message.pk, NOON)

    assert (taken.status, taken.lease_until, taken.attempts) == (State.SENDING, NOON + 5 * MINUTE, 1)
    assert Message.objects.take(message.pk, NOON) is None


def test_a_message_is_not_taken_a_moment_early():
    message = make_message()

    assert Message.objects.take(message.pk, NOON - MOMENT) is None
    assert list(Message.objects.due(NOON - MOMENT)) == []
    assert list(Message.objects.due(NOON)) == [message]


@pytest.mark.parametrize("status", [State.SENT, State.DEAD, State.CANCELLED])
def test_a_settled_message_is_not_taken(status):
    message = make_message(status=status)

    assert Message.objects.take(message.pk, NOON) is None


def test_a_killed_senders_message_is_taken_again_when_its_lease_is_over():
    """M7"""
    message = make_message()
    Message.objects.take(message.pk, NOON)

    assert Message.objects.take(message.pk, NOON + 5 * MINUTE) is None
    taken = Message.objects.take(message.pk, NOON + 5 * MINUTE + MOMENT)
    assert (taken.attempts, taken.alone, taken.message_id) == (2, True, message.message_id)


def test_a_sender_that_overslept_writes_nothing():
    message = make_message()
    overslept = Message.objects.take(message.pk, NOON)
    Message.objects.take(message.pk, NOON + HOUR)

    overslept.retry(error="It was slow.", at=NOON + HOUR)

    assert now(message).status == State.SENDING
    assert now(message).last_error == ""


def test_waits_double_up_to_an_hour():
    minutes = [wait_after(attempts) / MINUTE for attempts in range(1, 10)]

    assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_is_unsent_about_a_thing_is_cancelled():
    """M16"""
    officer = make_officer()
    about = {"about": officer}
    due, dead, sent = make_message(**about), make_message(status=State.DEAD, **about), make_message(status=State.SENT, **about)
    sending, of_another = make_message(**about), make_message()
    Message.objects.take(sending.pk, NOON)

    cancel(officer, at=NOON, by=officer)

    assert states(due, sending, dead) == [State.CANCELLED] * 3
    assert states(sent, of_another) == [State.SENT, State.DUE]
    assert Entry.objects.about(due).get().by == named(officer)


def test_a_cancelled_message_is_never_sent(mailoutbox):
    """M16"""
    message = make_message()
    cancel(message.about, at=NOON)

    sweep()

    assert mailoutbox == []


def test_a_message_about_nothing_any_more_is_cancelled(mailoutbox, monkeypatch):
    """M16: bodies are written when they are sent, so erasure works even where nobody thought of cancelling."""
    message = make_message()
    monkeypatch.setattr(part, "gone", {message.about})

    sweep()

    assert mailoutbox == []
    assert states(message) == [State.CANCELLED]
    assert Entry.objects.about(message).get().details["why"] == "nothing left to write about"


def test_forgetting_takes_the_addresses_of_what_is_no_longer_waiting():
    sent, dead, waiting = (make_message(status=status, about="a.b/1") for status in [State.SENT, State.DEAD, State.DUE])

    Message.objects.about("a.b/1").forget()

    assert [now(each).to for each in [sent, dead]] == [f"{sent.pk}{ERASED}", f"{dead.pk}{ERASED}"]
    assert now(waiting).to == waiting.to


@pytest.mark.parametrize("status", [State.DEAD, State.SENT])
def test_an_officer_sends_it_again_under_a_new_message_id(status, mailoutbox):
    officer = make_officer()
    message = make_message(status=status, attempts=9, failing_since=NOON, last_error="It was slow.")
    first_id = message.message_id

    message.send_again(by=officer, at=NOON + HOUR)
    sweep(NOON + HOUR)

    assert states(message) == [State.SENT]
    assert mailoutbox[0].extra_headers["Message-ID"] == now(message).message_id != first_id
    assert Entry.objects.about(message).get().by == named(officer)


@pytest.mark.parametrize("status", [State.DUE, State.SENDING, State.CANCELLED])
def test_what_is_waiting_or_cancelled_is_not_sent_again(status):
    message = make_message(status=status)

    with pytest.raises(lifecycle.NotAllowed):
        message.send_again(by=make_officer(), at=NOON)

    assert now(message).message_id == message.message_id


def test_what_has_lost_its_address_is_not_sent_again():
    message = make_message(status=State.SENT)
    Message.objects.about(message.about).forget()

    with pytest.raises(lifecycle.NotAllowed, match="erased"):
        now(message).send_again(by=make_officer(), at=NOON)


def test_two_officers_at_once_send_it_again_once():
    message = make_message(status=State.DEAD)
    first, second = now(message), now(message)
    first.send_again(by=make_officer(), at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        second.send_again(by=make_officer(), at=NOON)

    assert now(message).message_id == first.message_id


def test_officers_have_a_name_for_every_kind_of_e_mail():
    assert set(parts.letter_names()) == set(parts.letters())
