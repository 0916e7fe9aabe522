from email.utils import parsedate_to_datetime

import pytest

from keepitlocal.audit.models import Entry
from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, NOON, make_message, now, states, sweep
from keepitlocal.outbox.tests.part import UNSUBSCRIBE

pytestmark = pytest.mark.django_db


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


def test_a_mail_that_was_asked_for_can_be_stopped_at_one_press(mail_server):
    make_message("test.listed")

    sweep()

    email = mail_server.messages[0].email
    assert email["List-Unsubscribe"].strip() == f"<{UNSUBSCRIBE}>"  # long, so on a line of its own, and in one piece
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_unsubscribes_from_what_they_did_not_ask_for(mail_server):
    make_message()

    sweep()

    assert [name for name in mail_server.messages[0].email if name.startswith("List-")] == []


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


@pytest.mark.parametrize("forget_to", [False, True], ids=["its address is kept", "its address is forgotten"])
def test_a_message_costs_three_questions_to_the_database(mailoutbox, django_assert_num_queries, forget_to):
    for _ in range(10):
        make_message(forget_to=forget_to)
    a_sweep = 1 + 2 * 2 + 1  # is there a pause; what has lapsed and what is due, twice; there is no pause any more

    with django_assert_num_queries(a_sweep + 10 * 3):
        sweep()
