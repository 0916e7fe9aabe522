"""The clockwork's share in finding passages."""

from celery import shared_task

from keepitlocal.passages import likes


@shared_task(name="passages.renew_words")
def renew_words():
    likes.renew()
