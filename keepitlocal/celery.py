"""The Celery application: the clockwork that keeps what the portal has promised."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepitlocal.settings")

app = Celery("keepitlocal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
