"""M11: many senders at once."""

import pytest

from keepitlocal.lifecycle import Refusal
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import NOON, make_message, states, sweep
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS = 8


def eight_at_once(work):
    """Have every sender do the work, all beginning at the same moment. None of them is refused."""
    assert not [each for each in at_once(*[work] * SENDERS) if isinstance(each, Refusal)]


def test_one_message_is_taken_by_one_of_eight_senders():
    messages = [make_message() for _ in range(50)]
    taken = []

    eight_at_once(lambda: taken.extend(each.pk for each in messages if Message.objects.take(each.pk, NOON)))

    assert sorted(taken) == [each.pk for each in messages]


def test_eight_senders_send_each_message_once(mail_server):
    messages = [make_message() for _ in range(50)]

    eight_at_once(sweep)
    sweep()

    assert states(*messages) == [State.SENT] * 50
    assert sorted(each.email["Message-ID"] for each in mail_server.messages) == sorted(each.message_id for each in messages)


def test_eight_senders_send_three_of_a_kind_to_one_address(mail_server):
    """M13"""
    messages = [make_message(to="victim@example.org") for _ in range(20)]

    for _ in range(20):
        eight_at_once(sweep)

    assert len(mail_server.messages) == 3
    assert sorted(states(*messages)) == [State.DUE] * 17 + [State.SENT] * 3


def test_eight_requests_promise_the_same_e_mail_once():
    eight_at_once(lambda: make_message(about="a.b/1", to="ada@example.org"))

    assert Message.objects.count() == 1
