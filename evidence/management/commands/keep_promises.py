"""Remind, warn and delete, without Celery: for cron, and for whoever wants to know."""

from django.core.management import BaseCommand
from django.utils import timezone

from evidence import keeping


class Command(BaseCommand):
    help = "Reminds people of what they have not sent, and deletes what is past its time. Safe to run at any time, and often."

    def handle(self, **options):
        return str(keeping.keep_promises(timezone.now()))
