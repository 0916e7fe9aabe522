"""Send what is due, and forget whose address was used, without Celery: for cron, while the clockwork is down."""

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal.outbox import sending
from keepitlocal.outbox.models import Message


class Command(BaseCommand):
    help = "Sends the e-mails that are due, for a minute at most. Safe to run beside the workers."

    def handle(self, **options):
        sending.sweep(timezone.now)
        Message.objects.past_use(timezone.now()).forget()
