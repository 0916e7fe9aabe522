"""The second factor: a code from an app on an officer's phone, or one of ten that they have printed. Each works once.

Where the library looks at a code, it reads a clock of its own.
"""

import base64
import re
import secrets

import qrcode
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import get_random_string, salted_hmac
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathFillImage

from keepitlocal.audit.models import record
from keepitlocal.references import ALPHABET

PRINTED = 10
KEY_BYTES = 20
APP, PRINTED_CODE = "app", "printed code"


def is_given(request):
    """Whether this session may go on to the desk. Where no second factor is asked for, whoever has one still gives it."""
    return request.user.is_verified() or not (settings.SECOND_FACTOR or is_enrolled(request.user))


def app_of(officer):
    return TOTPDevice.objects.filter(user=officer, confirmed=True).first()


def is_enrolled(officer):
    return app_of(officer) is not None


def new_key():
    return secrets.token_hex(KEY_BYTES)


def in_fours(key):
    """The key as it is typed into an app: base32, in groups of four."""
    return " ".join(re.findall("....", base64.b32encode(bytes.fromhex(key)).decode()))


def picture(officer, key):
    """What an app scans, as the bytes of an SVG."""
    address = TOTPDevice(user=officer, key=key).config_url
    return qrcode.make(address, image_factory=SvgPathFillImage).to_string()


def tidy(typed):
    return re.sub(r"[\s-]", "", typed).upper()


def step_of(key, typed, *, at):
    """The step of the clock at which an app with this key shows this code, if that is about then; else None."""
    code, totp = tidy(typed), TOTP(bytes.fromhex(key))
    totp.time = at.timestamp()
    return totp.t() if code.isdecimal() and totp.verify(int(code), tolerance=1) else None


def _one_at_a_time(officer):
    get_user_model()._base_manager.select_for_update().get(pk=officer.pk)


@transaction.atomic
def enrol(officer, key, step, *, replaces, at):
    """Take the app with this key, whose code of this step is used by that. None when there is one by now, not to be replaced."""
    _one_at_a_time(officer)
    if not replaces and is_enrolled(officer):
        return None
    TOTPDevice.objects.filter(user=officer).delete()
    record("replaced the second factor" if replaces else "set up the second factor", officer, at=at, by=officer)
    return TOTPDevice.objects.create(user=officer, name="app", key=key, last_t=step)


def way_of(officer, typed):
    """Take a code: APP or PRINTED_CODE as it was one or the other, or None if it is wrong or was used."""
    code = tidy(typed)
    of_the_app = len(code) == 6 and code.isdecimal()
    device = app_of(officer) if of_the_app else StaticDevice.objects.filter(user=officer).first()
    if device is None:
        return None
    taken = verify_token(officer, device.persistent_id, code if of_the_app else stored(code))
    return (APP if of_the_app else PRINTED_CODE) if taken else None


def stored(code):
    """What is kept of a printed code: without our key it leads to none."""
    return salted_hmac("officers.second_factor", code, algorithm="sha256").hexdigest()[:16]


@transaction.atomic
def print_codes(officer, *, at):
    """Ten new codes, in place of those before. They are told this once: what is kept does not lead back to them."""
    codes = [get_random_string(8, ALPHABET) for _ in range(PRINTED)]
    _one_at_a_time(officer)
    StaticDevice.objects.filter(user=officer).delete()
    device = StaticDevice.objects.create(user=officer, name="printed codes")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=stored(code)) for code in codes)
    record("made printed codes", officer, at=at, by=officer)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def printed_left(officer):
    return StaticToken.objects.filter(device__user=officer).count()


@transaction.atomic
def forget(officer):
    """Forget their app and their printed codes."""
    for kind in [TOTPDevice, StaticDevice]:
        kind.objects.filter(user=officer).delete()
