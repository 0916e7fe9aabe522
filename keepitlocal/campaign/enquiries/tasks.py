"""The clockwork's share in enquiries."""

from celery import shared_task
from django.utils import timezone

from keepitlocal.campaign.enquiries import keeping


@shared_task(name="enquiries.keep_promises")
def keep_promises():
    keeping.keep_promises(timezone.now())
