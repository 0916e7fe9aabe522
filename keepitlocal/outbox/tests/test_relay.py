"""What a mail server answers, and what becomes of the e-mail."""

import logging
import smtplib
import time

import pytest

from keepitlocal.audit.models import Entry
from keepitlocal.outbox import relay
from keepitlocal.outbox.models import Pause
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message, now, states, sweep
from keepitlocal.tests.processes import HANG

pytestmark = pytest.mark.django_db


def fails(message, at):
    sweep(at)
    return now(message)


def test_one_connection_carries_many(mail_server):
    for _ in range(5):
        make_message()
    before = len(mail_server.connections)

    sweep()

    assert len(mail_server.messages) == 5
    assert len(mail_server.connections) == before + 1


def test_a_connection_is_not_kept_for_ever(mail_server, monkeypatch):
    monkeypatch.setattr(relay, "A_CONNECTION", 2)
    for _ in range(5):
        make_message()
    before = len(mail_server.connections)

    sweep()

    assert len(mail_server.messages) == 5
    assert len(mail_server.connections) == before + 3


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_what_is_refused_for_good_is_dead_at_once(mail_server, stage):
    """M6, M14"""
    mail_server.answers[stage] = "550 No such person as person@example.org"
    message = make_message()

    sweep()

    dead = now(message)
    assert (dead.status, dead.reply, dead.attempts) == (State.DEAD, 550, 1)
    assert dead.last_error == "The recipient's mail server refused it (550)."
    assert Entry.objects.about(message).get().details == {"was": "sending", "reply": 550}


@pytest.mark.parametrize("stage", ["RCPT", "DATA"])
def test_what_is_refused_for_now_is_tried_again_a_minute_later(mail_server, stage):
    """M6"""
    mail_server.answers[stage] = "451 Greylisted"
    message, another = make_message(), make_message()

    sweep()

    delayed = now(message)
    assert (delayed.status, delayed.due_at, delayed.reply) == (State.DUE, NOON + MINUTE, 451)
    assert now(another).attempts == 1
    mail_server.answers.clear()
    sweep(NOON + MINUTE - MOMENT)
    assert mail_server.messages == []
    sweep(NOON + MINUTE)
    assert mail_server.messages[0].email["Message-ID"] == message.message_id
    assert (now(message).last_error, now(message).reply) == ("", None)


def test_a_message_that_fails_for_72_hours_is_dead(mail_server):
    mail_server.answers["RCPT"] = "451 Later"
    message = make_message()
    tried = []

    at = NOON
    while fails(message, at).status == State.DUE:
        tried.append(at)
        at = now(message).due_at

    minutes = [(later - earlier) / MINUTE for earlier, later in zip(tried, tried[1:], strict=False)]
    assert minutes == [1, 2, 4, 8, 16, 32] + [60] * (len(minutes) - 6)
    assert tried[-1] < NOON + 72 * HOUR <= at
    assert now(message).status == State.DEAD


@pytest.mark.parametrize("refusal", ["535 Wrong password", "534 Stronger sign-in needed", "530 Sign in first"])
def test_a_refused_sign_in_pauses_all_mail_and_uses_no_attempts(mail_server, settings, caplog, refusal):
    """M6"""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "changed"
    mail_server.answers["AUTH"] = refusal
    messages = [make_message(), make_message()]

    sweep()

    assert [(each.status, each.attempts, each.due_at) for each in map(now, messages)] == [(State.DUE, 0, NOON)] * 2
    assert Pause.objects.get().until == NOON + 5 * MINUTE
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    connections = len(mail_server.connections)
    sweep(NOON + 5 * MINUTE - MOMENT)
    assert len(mail_server.connections) == connections


def test_a_refused_sender_pauses_all_mail_as_well(mail_server):
    """M6: relays that want a sign-in may say so only when they are given something to send."""
    mail_server.answers["RCPT"] = "530 Authentication required"
    message = make_message()

    sweep()

    assert states(message) == [State.DUE]
    assert Pause.objects.count() == 1


def test_mail_goes_on_when_the_sign_in_is_mended(mail_server, settings):
    """M6"""
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "portal", "changed"
    mail_server.answers["AUTH"] = "535 Wrong password"
    make_message()
    sweep()

    mail_server.answers.clear()
    sweep(NOON + 5 * MINUTE)

    assert len(mail_server.messages) == 1
    assert Pause.objects.count() == 0


def test_a_server_that_is_down_costs_one_message_an_attempt(mail_server):
    """M4"""
    mail_server.stop()
    tried, untouched = make_message(), make_message()

    sweep()

    assert (now(tried).attempts, now(tried).due_at) == (1, NOON + MINUTE)
    assert now(tried).alone is False
    assert (now(untouched).attempts, now(untouched).due_at) == (0, NOON)


def test_what_a_server_missed_while_it_was_down_is_sent_when_it_is_up(mail_server):
    """M4: four hours, at a sweep each minute."""
    messages = [make_message() for _ in range(20)]
    mail_server.stop()
    for minute in range(240):
        sweep(NOON + minute * MINUTE)

    mail_server.start()
    for minute in range(240, 301):
        sweep(NOON + minute * MINUTE)

    assert states(*messages) == [State.SENT] * 20
    assert sorted(each.email["Message-ID"] for each in mail_server.messages) == sorted(each.message_id for each in messages)


def test_a_server_that_hangs_costs_one_time_out_a_sweep(mail_server, settings):
    """M5"""
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.answers["DATA"] = HANG
    messages = [make_message() for _ in range(5)]

    began = time.monotonic()
    sweep()

    assert time.monotonic() - began < 3
    assert [now(each).attempts for each in messages] == [1, 0, 0, 0, 0]
    assert states(*messages) == [State.DUE] * 5


def test_a_connection_that_breaks_is_opened_again_for_the_next(mail_server, settings):
    """M5: the second of three is never answered."""
    settings.EMAIL_TIMEOUT = 0.3
    first, second, third = (make_message() for _ in range(3))
    mail_server.answers["RCPT"] = lambda address: HANG if address == second.to else None

    sweep()

    assert states(first, second, third) == [State.SENT, State.DUE, State.SENT]


def test_an_answer_that_is_lost_costs_at_most_one_duplicate_with_the_same_message_id(mail_server, settings):
    """M7"""
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.answers["KEPT"] = HANG
    message = make_message()
    sweep()
    assert now(message).alone is True
    mail_server.answers.clear()

    sweep(NOON + MINUTE)

    assert [each.email["Message-ID"] for each in mail_server.messages] == [message.message_id] * 2
    assert states(message) == [State.SENT]


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"No")}), relay.Refused),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"Later")}), relay.NotNow),
        (smtplib.SMTPRecipientsRefused({"a@b.example": (421, b"Goodbye")}), relay.Lost),
        (smtplib.SMTPDataError(554, b"No"), relay.Refused),
        (smtplib.SMTPDataError(452, b"Full"), relay.NotNow),
        (smtplib.SMTPSenderRefused(550, b"Not you", "policy@keepitlocal.example"), relay.ShutOut),
        (smtplib.SMTPSenderRefused(452, b"Full", "policy@keepitlocal.example"), relay.NotNow),
        (smtplib.SMTPDataError(-1, b""), relay.Lost),
        (smtplib.SMTPServerDisconnected("timed out"), relay.Lost),
        (TimeoutError(), relay.Lost),
    ],
    ids=lambda each: getattr(each, "__name__", repr(each)),
)
def test_each_answer_has_its_meaning(error, meaning):
    """M6"""
    assert type(relay.meaning(error)) is meaning
