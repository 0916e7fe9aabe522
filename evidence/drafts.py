"""Which drafts a browser holds: their keys, in one signed cookie. Nothing else opens a draft."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.shortcuts import get_object_or_404

from evidence.models import Answer, Call, Submission
from keepitlocal.prepared import Prepared

SALT = "evidence.drafts"
KEPT_FOR = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer
MOST = 50  # drafts in one browser, so that the cookie stays small

TO_A_CALL = Prepared(
    lambda slug, *keys: Submission.objects.filter(pk__in=keys, call__slug=slug).select_related("call").order_by()
)
TEXTS = Prepared(
    lambda submission, section: Answer.objects.filter(submission=submission, question__section=section).values_list(
        "question", "text"
    )
)


def held(request):
    """The keys of the drafts that this browser holds, newest last. A cookie that we did not sign holds none."""
    try:
        keys = signing.loads(request.COOKIES.get(settings.DRAFTS_COOKIE_NAME, ""), salt=SALT)
    except signing.BadSignature:
        return []
    return keys


def call_and_latest(request, slug):
    """The published call of that name, and this browser's newest submission to it, sent or not; or None. Raises Http404.

    One query where a draft is held.
    """
    if keys := held(request):
        newest = max(TO_A_CALL.all(slug, *keys), key=lambda each: (each.begun_at, each.pk), default=None)
        if newest and newest.call.is_published:
            return newest.call, newest  # the same row, and the same window throughout the request
    return get_object_or_404(Call.objects.published(), slug=slug), None


def texts(submission, section):
    """What is answered in a section, as a dict of the questions' keys to texts."""
    return dict(TEXTS.all(submission.pk, section.pk))


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
