import logging
import time
from email.utils import parsedate_to_datetime

import pytest

from keepitlocal.audit.models import Entry
from keepitlocal.outbox import relay, sending
from keepitlocal.outbox.models import Message, Pause
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message, now, states, sweep
from keepitlocal.tests.processes import HANG

pytestmark = pytest.mark.django_db


def fails(message, at):
    sweep(at)
    return now(message)


def test_what_is_due_is_sent(mail_server):
    message = make_message()

    sweep()

    received = mail_server.messages[0]
    assert received.to == [message.to]
    assert received.email["Subject"] == f"A note on {message.about}"
    assert (now(message).status, now(message).sent_at) == (State.SENT, NOON)
    assert Entry.objects.count() == 0


def test_a_machine_says_that_it_wrote_it(mail_server):
    """M15"""
    message = make_message()

    sweep()

    email = mail_server.messages[0].email
    assert email["Auto-Submitted"] == "auto-replied"
    assert email["X-Auto-Response-Suppress"] == "All"
    assert email["Message-ID"] == message.message_id
    assert email["From"] == "Keep it Local <policy@keepitlocal.example>"
    assert email["Reply-To"] == "policy@keepitlocal.example"
    assert parsedate_to_datetime(email["Date"]) == NOON


def test_the_policy_team_is_not_asked_to_reply_to_itself(mail_server):
    make_message(to_officers=True)

    sweep()

    assert mail_server.messages[0].email["Reply-To"] is None


def test_words_arrive_as_they_were_written_in_seven_bits(mail_server):
    make_message("test.welsh")

    sweep()

    email = mail_server.messages[0].email
    assert "O'Neill & Sons" in email.get_content()
    assert "ŵ ŷ ’ & <b>" in email.get_content()
    assert email["Content-Transfer-Encoding"] == "quoted-printable"
    assert email.get_content_type() == "text/plain"
    assert email.as_bytes().isascii()


def test_a_subject_stays_one_line(mail_server):
    """M1"""
    make_message("test.welsh")

    sweep()

    email = mail_server.messages[0].email
    assert email["Subject"] == "Tŷ Gŵyr: Bcc: everybody@example.org"
    assert email["Bcc"] is None


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


def test_more_than_a_batch_is_sent_in_one_sweep(mailoutbox, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    for _ in range(5):
        make_message()

    sweep()

    assert len(mailoutbox) == 5


def test_a_sweep_ends_within_a_minute_or_so(mailoutbox, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 1)
    for _ in range(5):
        make_message()
    minutes = (NOON + MINUTE * passed / 4 for passed in range(100))

    sending.sweep(lambda: next(minutes))

    assert 0 < len(mailoutbox) < 5


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
    mail_server.answers.clear()

    sweep(NOON + MINUTE)

    assert [each.email["Message-ID"] for each in mail_server.messages] == [message.message_id] * 2
    assert states(message) == [State.SENT]


def test_words_that_cannot_be_written_stop_nobody_elses(mail_server, caplog):
    broken, well = make_message("test.broken"), make_message()

    sweep()

    assert states(broken, well) == [State.DUE, State.SENT]
    assert now(broken).last_error == "Its words could not be written (KeyError)."
    assert now(broken).due_at == NOON + MINUTE


def test_words_that_cannot_be_written_are_dead_in_the_end():
    broken = make_message("test.broken", failing_since=NOON - 72 * HOUR)

    sweep()

    assert states(broken) == [State.DEAD]


def test_logs_hold_no_addresses_and_no_words(mail_server, caplog):
    make_message("test.broken", to="jane.doe@example.org")
    make_message(to="john.doe@example.org")
    mail_server.answers["RCPT"] = lambda address: f"421 Go away, {address}"

    sweep()

    assert len(caplog.records) == 2
    assert not any(word in caplog.text.lower() for word in ["jane", "john", "doe", "high street"])
    assert "Jane" not in "".join(Message.objects.values_list("last_error", flat=True))


def test_a_message_costs_three_questions_to_the_database(mailoutbox, django_assert_num_queries):
    for _ in range(10):
        make_message()
    a_sweep = 1 + 2 + 1  # is there a pause; what is due, twice; there is no pause any more
    of_a_savepoint = 2  # in this test's own transaction

    with django_assert_num_queries(a_sweep + 10 * (3 + of_a_savepoint)):
        sweep()
