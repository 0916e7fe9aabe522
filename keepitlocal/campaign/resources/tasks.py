"""The clockwork's share in resources."""

from celery import shared_task
from django.utils import timezone

from keepitlocal.campaign.resources import sweeping


@shared_task(name="resources.sweep_files")
def sweep_files():
    sweeping.sweep(timezone.now())
