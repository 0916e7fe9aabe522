"""Which drafts a browser holds: their keys, in one signed cookie. Nothing else opens a draft."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction

from evidence.models import Submission

SALT = "evidence.drafts"
KEPT_FOR = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer
MOST = 50  # drafts in one browser, so that the cookie stays small


def held(request):
    """The keys of the drafts that this browser holds, newest last. A cookie that we did not sign holds none."""
    try:
        keys = signing.loads(request.COOKIES.get(settings.DRAFTS_COOKIE_NAME, ""), salt=SALT)
    except signing.BadSignature:
        return []
    return keys


def latest(request, call):
    """This browser's newest submission to the call, sent or not; or None."""
    if not (keys := held(request)):
        return None
    newest = Submission.objects.filter(pk__in=keys, call=call).order_by("-begun_at", "-pk")
    found = newest.select_related("respondent_type", "publication").first()
    if found:
        found.call = call  # the same row, and the same window throughout the request
    return found


def nonce():
    """What a page carries that can begin a draft: 128 random bits, different each time."""
    return secrets.token_urlsafe(16)


@transaction.atomic
def begin(call, *, nonce, at):
    """The draft that this page begins; the same one however often it is sent."""
    key = hashlib.sha256(f"{call.pk} {nonce}".encode()).hexdigest() if nonce else None
    begun = {"call": call, "begun_at": at, "status_since": at}
    if not key:
        return Submission.objects.create(**begun)
    return Submission.objects.get_or_create(begun_with=key, defaults=begun)[0]


def hold(response, request, submission):
    """Let this browser come back to the submission."""
    keys = [key for key in held(request) if key != submission.pk] + [submission.pk]
    response.set_cookie(
        settings.DRAFTS_COOKIE_NAME,
        signing.dumps(keys[-MOST:], salt=SALT),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )
