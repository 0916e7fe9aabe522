"""The portal itself: the front door, and what every part rests on."""

from keepitlocal.celery import app as celery_app

__all__ = ["celery_app"]
