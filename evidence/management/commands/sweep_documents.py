"""Sweep the documents' storage, without Celery: for cron, and for whoever wants to know."""

from django.core.management import BaseCommand
from django.utils import timezone

from evidence import sweeping


class Command(BaseCommand):
    help = "Puts files that no submission holds into quarantine, and names documents that are missing. Safe to run at any time."

    def handle(self, **options):
        return str(sweeping.sweep(timezone.now()))
