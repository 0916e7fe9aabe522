"""Send what is due, without Celery: for cron, while the clockwork is down."""

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal.outbox import sending


class Command(BaseCommand):
    help = "Sends the e-mails that are due, for a minute at most. Safe to run beside the workers."

    def handle(self, **options):
        sending.sweep(timezone.now)
