"""Officers for tests: believable, and only what the test is about said."""

import datetime
from itertools import count

from django.contrib.auth.models import Group

from keepitlocal.officers.groups import LEADS, OFFICERS
from keepitlocal.officers.models import Officer

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
PASSWORD = "seven quiet otters"
numbers = count(1)


def make_officer(group=OFFICERS, *, email=None, name="Ada Okafor", password=None, joined_at=NOON, **fields):
    """An officer in one group, or in none when `group` is None. Without a password, sign them in with `force_login`."""
    email = email or f"officer{next(numbers)}@example.org"
    officer = Officer.objects.create_user(email, name, password, joined_at=joined_at, **fields)
    if group:
        officer.groups.add(Group.objects.get(name=group))
    return officer


def make_lead(**fields):
    return make_officer(LEADS, **{"name": "Lena Marsh", **fields})


def make_superuser(**fields):
    return make_officer(None, **{"name": "Sam Root", "is_superuser": True, **fields})
