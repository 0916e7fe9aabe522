"""The clockwork's share in the principles."""

from celery import shared_task
from django.utils import timezone

from principles import keeping


@shared_task(name="principles.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
