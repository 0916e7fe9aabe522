"""The clockwork as it runs for real, while things are killed under it: on PostgreSQL, with Redis and a mail server.

Two waits are cut short, by moving moments in the database: the lease of a killed sender (five minutes) and the time to the next
attempt (a minute and more). That both are kept is tested in test_models and test_sending.
"""

import random
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import tasks
from keepitlocal.outbox.models import Heartbeat, Message
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import make_message
from keepitlocal.tests.processes import until

pytestmark = pytest.mark.postgresql_only
COUNT = 200
KILLS = 5


@pytest.fixture
def promised(portal):
    """What is promised: a function of how many, to be called as often as liked."""
    officer = make_officer(None)

    def promise(count):
        before = Message.objects.count()
        at = timezone.now()
        for number in range(before, before + count):
            make_message("officers.invitation", about=officer, revision=number, at=at)

    return promise


def ids_promised():
    return Counter(Message.objects.values_list("message_id", flat=True))


def ids_arrived(sink):
    return Counter(each.email["Message-ID"] for each in sink.messages)


def all_sent():
    return not Message.objects.exclude(status=State.SENT).exists()


def end_leases():
    Message.objects.filter(status=State.SENDING).update(lease_until=timezone.now() - timedelta(seconds=1))


def end_waits():
    Message.objects.filter(status=State.DUE).update(due_at=timezone.now())


def slow(received):
    """A mail server that takes ten milliseconds over each e-mail, so that there is time to be killed in."""
    time.sleep(0.01)


@pytest.mark.parametrize("stage", ["DATA", "KEPT"], ids=["before it is kept", "after it is kept"])
def test_killed_senders_lose_nothing_and_cost_a_duplicate_each_at_most(portal, smtp_sink, promised, stage):
    """M7: a killed sender's duplicate has the Message-ID of what it repeats, and so folds away."""
    smtp_sink.answers[stage] = slow
    promised(COUNT)

    for kill in range(KILLS):
        worker = portal.worker(concurrency=1)
        tasks.sweep.delay()
        until(lambda so_far=kill * COUNT // KILLS / 2: len(smtp_sink.messages) > so_far, waiting_for="some of them")
        time.sleep(random.uniform(0, 0.1))
        worker.kill()
        end_leases()
    killed_at = len(smtp_sink.messages)
    portal.worker(concurrency=1)
    portal.beat()
    until(all_sent, 60, "all to be sent")

    arrived = ids_arrived(smtp_sink)
    assert killed_at < COUNT
    assert set(arrived) == set(ids_promised())
    assert len(smtp_sink.messages) <= COUNT + KILLS
    assert max(arrived.values()) <= 1 + KILLS


def test_a_mail_server_that_is_down_delays_and_loses_nothing(portal, smtp_sink, promised):
    """M4"""
    smtp_sink.stop()
    portal.worker()
    portal.beat()
    promised(COUNT)
    until(lambda: Message.objects.filter(attempts__gt=0).count() > 1, 30, "a few attempts")

    smtp_sink.start()
    end_waits()
    until(all_sent, 30, "all to be sent")

    assert ids_arrived(smtp_sink) == ids_promised()


def test_a_redis_that_loses_everything_loses_no_mail(portal, smtp_sink, redis_server, promised):
    """M8, M9"""
    smtp_sink.answers["DATA"] = slow
    portal.worker()
    portal.beat()
    promised(COUNT)
    until(lambda: len(smtp_sink.messages) > COUNT / 4, 30, "some of them")

    redis_server.stop()
    promised(COUNT)
    redis_server.start()
    until(all_sent, 60, "all to be sent")

    assert ids_arrived(smtp_sink) == ids_promised()
    assert len(smtp_sink.messages) == 2 * COUNT


def test_two_beats_and_four_workers_send_each_once(portal, smtp_sink, promised):
    """M11"""
    workers = [portal.worker(wait=False) for _ in range(4)]
    for worker in workers:
        worker.ready(lambda worker=worker: worker.has_said(" ready."))
    for _ in range(2):
        portal.beat()

    for _ in range(4):
        promised(COUNT // 4)
        time.sleep(1)
    until(all_sent, 30, "all to be sent")

    assert ids_arrived(smtp_sink) == ids_promised()
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"worker", "beat"}
