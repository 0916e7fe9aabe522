"""Officers for tests: believable, and only what the test is about said."""

import datetime
import time
from itertools import count

import django_otp
from django.contrib.auth.models import Group
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

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


def make_app(officer, **fields):
    """An authenticator app that an officer has set up."""
    return TOTPDevice.objects.create(user=officer, name="app", **fields)


def code_of(officer):
    """What their app shows now; once that has been given, what it shows next."""
    app = TOTPDevice.objects.get(user=officer)
    return shown_by(app.key, after=app.last_t)


def shown_by(key, *, after=-1):
    """What an app with this key shows now, or next where it has to be after a step of the clock."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time()
    totp.drift = max(0, after + 1 - totp.t())
    return f"{totp.token():06}"


def give_second_factor(request, user, **signal):
    """When a client signs an officer in by force, which asks nothing of the portal: no moment has been stamped on it."""
    if not hasattr(request, "at"):
        request.user = user
        django_otp.login(request, TOTPDevice.objects.filter(user=user).first() or make_app(user))
