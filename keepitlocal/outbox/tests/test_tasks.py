import pytest
from celery.signals import after_task_publish, beat_init
from django.core.management import call_command
from django.utils import timezone

from keepitlocal.celery import app
from keepitlocal.outbox import tasks
from keepitlocal.outbox.models import Heartbeat
from keepitlocal.outbox.queue import State
from keepitlocal.outbox.tests.makers import MINUTE, MOMENT, NOON, make_message, states

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
