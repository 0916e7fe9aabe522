"""The clockwork's share in the pledges."""

from celery import shared_task
from django.utils import timezone

from keepitlocal.campaign.pledges import keeping


@shared_task(name="pledges.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
