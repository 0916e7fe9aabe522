"""Remind, warn and delete, without Celery: for cron, and for whoever wants to know."""

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal import parts
from keepitlocal.drafts.keeping import Kept


class Command(BaseCommand):
    help = "Reminds people of what they have not sent, and deletes what is past its time. Safe to run at any time, and often."

    def handle(self, **options):
        at = timezone.now()
        keepers = [part.keep_promises for part in parts.all_parts() if hasattr(part, "keep_promises")]
        return str(sum((keep(at) for keep in keepers), Kept()))
