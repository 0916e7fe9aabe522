"""The clockwork's share in the survey."""

from celery import shared_task
from django.utils import timezone

from survey import keeping


@shared_task(name="survey.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
