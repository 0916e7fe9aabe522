"""The clockwork's share: a sweep whenever beat asks for one, and the signs of life of both."""

from celery import shared_task
from celery.signals import after_task_publish, beat_init
from django.db import close_old_connections
from django.utils import timezone

from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Heartbeat, Message


@shared_task(name="outbox.sweep")
def sweep():
    Heartbeat.objects.beat("worker", timezone.now())
    sending.sweep(timezone.now)


@shared_task(name="outbox.forget")
def forget():
    Message.objects.past_use(timezone.now()).forget()


@beat_init.connect
def watch_beat(**signal):
    """Only where beat runs is a published task a sign of its life."""
    after_task_publish.connect(beat_published, weak=False)


def beat_published(**signal):
    close_old_connections()
    Heartbeat.objects.beat("beat", timezone.now())
