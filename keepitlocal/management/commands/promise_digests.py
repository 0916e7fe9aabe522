"""Promise officers their digests, without Celery: for cron."""

from django.core.management import BaseCommand
from django.utils import timezone

from keepitlocal.officers import digests


class Command(BaseCommand):
    help = "Promises this morning's digest to each officer who wants one, if anything came. Safe to run at any time, and often."

    def handle(self, **options):
        digests.promise_digests(timezone.now())
