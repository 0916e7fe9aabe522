"""An address that is to be forgotten is kept until its e-mail has gone, and not a moment longer."""

import io
import sys

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import tasks
from keepitlocal.outbox.forgetting import ERASED, stand_in
from keepitlocal.outbox.models import Message, cancel
from keepitlocal.outbox.queue import DAY, LEASE, SENT_AGAIN_FOR, State
from keepitlocal.outbox.tests import part
from keepitlocal.outbox.tests.makers import HOUR, MOMENT, NOON, make_message, now, promised, states, sweep
from keepitlocal.outbox.tests.test_bounces import report

pytestmark = pytest.mark.django_db
ADA = "ada@example.org"
STAND_IN = stand_in("test.note", ADA)


def make_passing(**said):
    return make_message(**{"to": ADA, "forget_to": True, **said})


def forget(at):
    return Message.objects.past_use(at).forget()


def kept(*messages):
    """What each message still holds of an address."""
    return [(message.to, message.stand_in) for message in map(now, messages)]


def erased(message):
    return (f"{message.pk}{ERASED}", "")


def test_it_goes_to_the_address_and_forgets_it_with_the_outcome(mailoutbox):
    message = make_passing()

    sweep()

    assert [mail.to for mail in mailoutbox] == [[ADA]]
    assert (states(message), now(message).to) == ([State.SENT], STAND_IN)


def test_any_other_keeps_its_address(mailoutbox):
    message = make_message(to=ADA)

    sweep()
    forget(NOON + 2 * DAY)

    assert now(message).to == ADA


def test_what_stands_in_for_an_address_tells_nobody_which():
    assert "ada" not in STAND_IN
    assert STAND_IN != stand_in("test.other", ADA) != stand_in("test.other", "ben@example.org")


def test_after_a_crash_it_goes_again_to_its_address(mailoutbox):
    message = make_passing()
    Message.objects.take(message.pk, NOON)

    sweep(NOON + LEASE + MOMENT)

    assert [mail.to for mail in mailoutbox] == [[ADA]]
    assert now(message).to == STAND_IN


def test_what_is_to_be_tried_again_keeps_its_address():
    message = make_passing()
    Message.objects.take(message.pk, NOON).retry(error="Later.", reply=451, at=NOON)

    forget(NOON + 30 * DAY)

    assert kept(message) == [(ADA, STAND_IN)]


def test_all_that_went_in_one_mail_forget_the_address_and_the_others_keep_it(mailoutbox):
    held = [make_passing(held=True), make_passing(held=True), make_message(to=ADA, held=True)]

    sweep()

    assert len(mailoutbox) == 1
    assert [now(each).to for each in held] == [STAND_IN, STAND_IN, ADA]


def test_what_is_cancelled_forgets_its_address():
    message = make_passing()

    cancel(message.about, at=NOON)

    assert kept(message) == [erased(message)]


def test_what_there_is_nothing_left_to_write_about_forgets_its_address(monkeypatch, mailoutbox):
    message = make_passing()
    monkeypatch.setattr(part, "gone", {message.about})

    sweep()

    assert (states(message), now(message).to) == ([State.CANCELLED], STAND_IN)


def test_what_was_not_delivered_can_be_sent_again_for_a_week(mailoutbox):
    message = make_passing(status=State.DEAD)
    forget(NOON + SENT_AGAIN_FOR - MOMENT)

    now(message).send_again(by=make_officer(), at=NOON)
    sweep()

    assert [mail.to for mail in mailoutbox] == [[ADA]]
    assert now(message).to == STAND_IN


def test_after_a_week_what_was_not_delivered_forgets_its_address():
    message = make_passing(status=State.DEAD)

    forget(NOON + SENT_AGAIN_FOR)

    assert kept(message) == [erased(message)]
    with pytest.raises(NotAllowed, match="Its address has been erased."):
        now(message).send_again(by=make_officer(), at=NOON)


def test_what_stands_in_is_kept_for_a_day(mailoutbox):
    message = make_passing()
    sweep()

    forget(NOON + DAY - MOMENT)
    assert kept(message) == [(STAND_IN, STAND_IN)]

    forget(NOON + DAY)
    assert kept(message) == [erased(message)]


def test_the_fourth_in_a_day_waits_though_the_first_three_forgot_their_address(mailoutbox):
    """M13"""
    for _ in range(3):
        make_passing(to="Ada@example.org")
    sweep()

    fourth = make_passing(at=NOON + HOUR)
    sweep(NOON + HOUR)

    waiting = now(fourth)
    assert (waiting.status, waiting.held, waiting.to, waiting.due_at) == (State.DUE, True, ADA, NOON + DAY)


def test_another_address_does_not_wait(mailoutbox):
    for _ in range(3):
        make_passing()
    sweep()

    another = make_passing(to="ben@example.org", at=NOON + HOUR)
    sweep(NOON + HOUR)

    assert states(another) == [State.SENT]


def test_what_comes_back_is_recorded_without_an_address(monkeypatch, mailoutbox):
    message = make_passing()
    sweep()

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(message.message_id).encode())))
    call_command("take_bounce")

    assert (states(message), now(message).to) == ([State.DEAD], STAND_IN)
    assert [(entry.thing, ADA in str(entry.details)) for entry in Entry.objects.all()] == [
        (f"outbox.message/{message.pk}", False)
    ]


def test_promising_it_again_after_it_was_sent_sends_nothing(mailoutbox):
    message = make_passing()
    sweep()
    forget(NOON + DAY)

    again = promised("test.note", about=message.about, to=ADA, at=NOON, forget_to=True)

    assert (again, Message.objects.count()) == (message, 1)


def test_the_database_refuses_a_second_of_a_kind_about_one_thing():
    one, another = make_passing(), make_passing(to="ben@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=another.pk).update(about=one.about)


def test_the_clockwork_forgets():
    message = make_passing(status=State.DEAD)

    tasks.forget()

    assert kept(message) == [erased(message)]


def test_without_celery_the_command_forgets(mailoutbox):
    message = make_passing(status=State.DEAD)

    call_command("send_mail")

    assert kept(message) == [erased(message)]


@pytest.mark.parametrize("address", ["", "{}/change/"], ids=["in the list", "on its page"])
def test_the_desk_says_that_an_address_is_erased(client, mailoutbox, address):
    message = make_passing()
    sweep()
    client.force_login(make_officer())

    page = client.get(f"/admin/outbox/message/{address.format(message.pk)}").content.decode()

    assert ">erased<" in page
    assert ERASED not in page


@pytest.mark.parametrize("address", ["", "{}/change/"], ids=["in the list", "on its page"])
def test_the_desk_does_not_show_an_address_that_is_to_be_forgotten(client, address):
    message = make_passing()
    client.force_login(make_officer())

    page = client.get(f"/admin/outbox/message/{address.format(message.pk)}").content.decode()

    assert ">not shown<" in page
    assert ADA not in page


@pytest.mark.parametrize(("typed", "count"), [("ada", 1), ("test.thing/7", 2)], ids=["by the address", "by what it is about"])
def test_the_desk_does_not_find_a_message_by_an_address_that_is_to_be_forgotten(client, typed, count):
    make_passing(about="test.thing/7")
    make_message(to=ADA, about="test.thing/7", revision=1)
    client.force_login(make_officer())

    page = client.get("/admin/outbox/message/", {"q": typed})

    assert page.context["cl"].result_count == count


def test_an_address_that_is_to_be_forgotten_cannot_be_guessed_at_through_the_list(client):
    make_passing()
    client.force_login(make_officer())

    assert client.get("/admin/outbox/message/", {"to__startswith": "ada"}).status_code == 400
