"""The clockwork's share in the officers' part."""

from celery import shared_task
from django.utils import timezone

from keepitlocal.officers import digests
from keepitlocal.officers.failures import Failure


@shared_task(name="officers.promise_digests")
def promise_digests():
    digests.promise_digests(timezone.now())


@shared_task(name="officers.forget_failures")
def forget_failures():
    Failure.objects.past(timezone.now()).delete()
