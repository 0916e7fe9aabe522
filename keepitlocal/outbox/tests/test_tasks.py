import pytest
from celery.signals import after_task_publish, beat_init
from django.core.management import call_command
from django.utils import timezone

from keepitlocal.audit.models import Entry, named
from keepitlocal.celery import app
from keepitlocal.outbox import tasks
from keepitlocal.outbox.models import Heartbeat
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import HOUR, MINUTE, MOMENT, NOON, make_message, states
from keepitlocal.outbox.tests.test_senders import at_once

pytestmark = pytest.mark.django_db


def seen(name):
    return Heartbeat.objects.get(name=name).at


def test_beat_asks_for_a_task_that_there_is(settings):
    app.loader.import_default_modules()

    assert {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


def test_a_sweep_sends_what_is_due_and_shows_that_its_worker_lives(mailoutbox):
    message, began = make_message(), timezone.now()

    tasks.sweep()

    assert states(message) == [State.SENT]
    assert seen("worker") >= began


def test_mail_is_sent_without_celery(mailoutbox):
    """M10: the command is no sign of a worker's life."""
    message = make_message()

    call_command("send_mail")

    assert states(message) == [State.SENT]
    assert Heartbeat.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_beat_lives_when_it_could_publish():
    tasks.beat_published(sender="outbox.sweep")

    assert seen("beat") <= timezone.now()


@pytest.mark.django_db(transaction=True)
def test_publishing_is_a_sign_of_beats_life_only_where_beat_runs():
    after_task_publish.send(sender="outbox.sweep")
    assert Heartbeat.objects.count() == 0

    beat_init.send(sender=None)
    try:
        after_task_publish.send(sender="outbox.sweep")
    finally:
        after_task_publish.disconnect(tasks.beat_published)
    assert Heartbeat.objects.get().name == "beat"


def test_a_heartbeat_is_written_every_15_seconds_at_most():
    for at in [NOON, NOON + MINUTE / 4 - MOMENT]:
        Heartbeat.objects.beat("worker", at)
    assert seen("worker") == NOON

    Heartbeat.objects.beat("worker", NOON + MINUTE / 4)

    assert seen("worker") == NOON + MINUTE / 4


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_a_part_that_was_away_says_so_on_the_record_once(name):
    """D12: in the UK's time, so that an officer who thinks of a deadline need not reckon."""
    last = NOON + 120 * 24 * HOUR  # in June or July
    Heartbeat.objects.beat(name, last)

    for at in [last + 95 * MINUTE, last + 96 * MINUTE, last + 97 * MINUTE]:
        Heartbeat.objects.beat(name, at)

    entry = Entry.objects.get()
    assert (entry.did, entry.thing, entry.by) == ("was away", named(Heartbeat.objects.get()), "")
    assert entry.at == last + 95 * MINUTE
    assert entry.details == {
        "part": name,
        "from": "2026-06-30 13:00:00+01:00",
        "until": "2026-06-30 14:35:00+01:00",
        "minutes": 95,
    }


def test_ten_minutes_are_not_away_and_a_moment_more_are():
    """D12"""
    Heartbeat.objects.beat("worker", NOON)
    Heartbeat.objects.beat("worker", NOON + 10 * MINUTE)
    assert Entry.objects.count() == 0

    Heartbeat.objects.beat("worker", NOON + 20 * MINUTE + MOMENT)

    assert Entry.objects.get().details["minutes"] == 10


def test_a_part_that_is_new_was_not_away():
    """D12"""
    Heartbeat.objects.beat("beat", NOON)
    Heartbeat.objects.beat("worker", NOON + HOUR)

    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_that_come_back_at_once_one_says_so():
    """D12"""
    Heartbeat.objects.beat("worker", NOON)

    at_once(lambda: Heartbeat.objects.beat("worker", NOON + HOUR))

    assert Entry.objects.count() == 1
    assert seen("worker") == NOON + HOUR


def test_a_worker_that_read_and_was_overtaken_says_nothing(monkeypatch):
    """D12"""
    Heartbeat.objects.beat("worker", NOON)
    found = Heartbeat.objects.get()
    Heartbeat.objects.beat("worker", NOON + HOUR)
    monkeypatch.setattr(type(Heartbeat.objects.all()), "get_or_create", lambda *_, **__: (found, False))

    Heartbeat.objects.beat("worker", NOON + HOUR + MINUTE)

    assert [entry.at for entry in Entry.objects.all()] == [NOON + HOUR]
