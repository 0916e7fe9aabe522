"""The clockwork's share in the news."""

from celery import shared_task
from django.utils import timezone

from keepitlocal.campaign.news import keeping


@shared_task(name="news.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
