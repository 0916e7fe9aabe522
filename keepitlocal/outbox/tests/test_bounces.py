import io
import sys
from email import message_from_string

import pytest
from django.core.management import call_command

from keepitlocal.audit.models import Entry
from keepitlocal.outbox import bounces
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import make_message, now, states
from keepitlocal.outbox.tests.test_combining import make_held

pytestmark = pytest.mark.django_db
RETURNED = {"text/rfc822-headers": "", "message/rfc822": "\n\nDear you,\n\nit is with us.\n"}
UNKNOWN = "smtp; 550 5.1.1 <a@b.example> unknown"


def report(message_id, *, action="failed", status="5.1.1", returned="message/rfc822", diagnostic=UNKNOWN):
    return f"""From: MAILER-DAEMON@mx.example
To: policy@keepitlocal.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain

I am sorry to have to inform you.

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 2 Mar 2026 12:00:00 +0000

Final-Recipient: rfc822; a@b.example
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--=_b
Content-Type: {returned}

From: policy@keepitlocal.example
Message-ID: {message_id}
Subject: A note{RETURNED[returned]}

--=_b--
"""


@pytest.fixture
def take_bounce(monkeypatch, capsys):
    def take(mail):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail.encode("utf-8", "surrogateescape"))))
        call_command("take_bounce")
        return capsys.readouterr().out.strip()

    return take


@pytest.mark.parametrize("returned", RETURNED)
def test_a_bounce_marks_its_message_dead(take_bounce, mailoutbox, returned):
    """M14, M15"""
    message, another = make_message(status=State.SENT), make_message(status=State.SENT)

    said = take_bounce(report(message.message_id, returned=returned))

    assert said == f"E-mail {message.pk} is marked as not delivered."
    assert states(message, another) == [State.DEAD, State.SENT]
    assert now(message).reply == 550
    assert now(message).last_error == "It came back from the recipient's server."
    assert Entry.objects.about(message).get().details == {"was": "sent", "why": "came back"}
    assert mailoutbox == []
    assert Message.objects.count() == 2


def test_a_message_that_came_back_is_not_tried_again():
    """M14"""
    message = make_message(status=State.SENT)

    message.bounce(at=message.due_at)

    assert list(Message.objects.due(message.due_at)) == []


def test_a_combined_mail_comes_back_as_a_whole(take_bounce, mailoutbox):
    """M13, M14"""
    _, held = make_held(2)
    Message.objects.filter(pk=held[1].pk).update(combined_into=held[0], status=State.SENT)
    Message.objects.filter(pk=held[0].pk).update(status=State.SENT)

    take_bounce(report(held[0].message_id))

    assert states(*held) == [State.DEAD] * 2


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.4.7"), ("relayed", "2.0.0")])
def test_what_has_not_failed_for_good_changes_nothing(take_bounce, action, status):
    message = make_message(status=State.SENT)

    said = take_bounce(report(message.message_id, action=action, status=status))

    assert said == "It has not failed for good: nothing to do."
    assert states(message) == [State.SENT]


@pytest.mark.parametrize("status", [State.DEAD, State.CANCELLED])
def test_what_is_over_already_changes_nothing(take_bounce, status):
    message = make_message(status=status)

    said = take_bounce(report(message.message_id))

    assert said == "It was marked already, or cancelled: nothing to do."
    assert states(message) == [status]


@pytest.mark.parametrize(
    "mail",
    [
        "",
        "\x00\udcff\n\n\n",
        "Subject: I am away\nAuto-Submitted: auto-replied\n\nBack on Monday.",
        "Content-Type: multipart/report; boundary=x\n\n--x\n\n--x--",
        report("<x@y.example>").replace("message/delivery-status", "text/plain"),
        report("<x@y.example>").replace("Message-ID:", "X-Nothing:"),
        report("<x@y.example>")[:500],
    ],
)
def test_what_is_no_report_is_left_alone(take_bounce, mail):
    """M15"""
    assert take_bounce(mail) == "This is not a delivery report."


def test_a_report_on_somebody_elses_mail_is_left_alone(take_bounce):
    message = make_message(status=State.SENT)

    assert take_bounce(report("<another@elsewhere.example>")) == "This is about no e-mail of ours."
    assert states(message) == [State.SENT]


@pytest.mark.parametrize(
    ("diagnostic", "reply"),
    [("smtp; 550 5.1.1 unknown", 550), ("smtp;552-5.2.2 full", 552), ("X-Other; gone", None), ("smtp; 5.1.1", None)],
)
def test_the_code_of_a_report_is_read(diagnostic, reply):
    assert bounces.read(message_from_string(report("<x@y.example>", diagnostic=diagnostic))).reply == reply
