"""Sweep the storage of resources, without Celery: for cron, and for whoever wants to know."""

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal.campaign.resources import sweeping


class Command(BaseCommand):
    help = "Deletes files that were replaced a week ago, puts stray ones into quarantine, and names those that are missing."

    def handle(self, **options):
        return str(sweeping.sweep(timezone.now()))
