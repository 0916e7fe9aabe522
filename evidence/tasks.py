"""The clockwork's share in evidence."""

from celery import shared_task
from django.utils import timezone

from evidence import keeping, sweeping


@shared_task(name="evidence.sweep_documents")
def sweep_documents():
    sweeping.sweep(timezone.now())


@shared_task(name="evidence.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
