"""Which submissions a browser holds: their keys and generations, in one signed cookie. Nothing else opens one."""

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.shortcuts import get_object_or_404

from evidence.models import Answer, Call, Status, Submission
from keepitlocal.prepared import Prepared

SALT = "evidence.held"
KEPT_FOR = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer
MOST = 50  # submissions in one browser, so that the cookie stays small

TO_A_CALL = Prepared(
    lambda slug, *keys: Submission.objects.filter(pk__in=keys, call__slug=slug).select_related("call").order_by()
)
TEXTS = Prepared(
    lambda submission, section: Answer.objects.filter(submission=submission, question__section=section).values_list(
        "question", "text"
    )
)


def held(request):
    """What this browser holds: a dict of key to generation, what was chosen last at the end. Only what we signed counts."""
    try:
        return dict(signing.loads(request.COOKIES.get(settings.DRAFTS_COOKIE_NAME, ""), salt=SALT))
    except signing.BadSignature:
        return {}


def call_and_held(request, slug):
    """The published call of that name, and this browser's submissions to it in the order that it holds them. Raises Http404.

    One query where any is held. Those whose links were stopped elsewhere are not held any more; nor those that were erased.
    """
    if keys := held(request):
        found = [each for each in TO_A_CALL.all(slug, *keys) if keys[each.pk] == each.generation and each.status != Status.ERASED]
        found.sort(key=lambda each: (each.status != Status.WITHDRAWN, list(keys).index(each.pk)))
        for each in found:
            each.is_one_of_several = len(found) > 1
        if found and found[0].call.is_published:
            return found[0].call, found  # the same row, and the same window throughout the request
    return get_object_or_404(Call.objects.published(), slug=slug), []


def call_and_chosen(request, slug, *, reads_form=True):
    """The published call of that name, and the submission of this browser that the request is about, or None. Raises Http404."""
    call, found = call_and_held(request, slug)
    return call, chosen(request, found, reads_form=reads_form)


def chosen(request, found, *, reads_form=True):
    """The one that the request is about, of those that this browser holds; or None.

    The address or the page says which it was opened for, whatever was chosen since in another tab; else the one chosen last.
    """
    named = request.GET.get("draft")
    # A page that takes files says where they go before it reads the form.
    if named is None and reads_form:
        named = request.POST.get("draft")
    if named is None:
        return found[-1] if found else None
    return next((each for each in found if str(each.pk) == named), None)


def was_stopped(request, call):
    """Whether this browser held a submission to the call until somebody who shares it stopped the other links."""
    keys = held(request)
    found = Submission.objects.filter(pk__in=keys, call=call).exclude(status=Status.ERASED)
    return any(each.generation > keys[each.pk] for each in found)


def texts(submission, section):
    """What is answered in a section, as a dict of the questions' keys to texts."""
    return {question: text for question, text in TEXTS.all(submission.pk, section.pk) if text}


def nonce():
    """What a page carries that can begin a draft, and what names a page: 128 random bits, different each time."""
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
    """Let this browser come back to the submission, which it has chosen."""
    keys = {key: generation for key, generation in held(request).items() if key != submission.pk}
    keys[submission.pk] = submission.generation
    response.set_cookie(
        settings.DRAFTS_COOKIE_NAME,
        signing.dumps(list(keys.items())[-MOST:], salt=SALT),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def let_go(response):
    """Have this browser hold nothing any more."""
    response.delete_cookie(settings.DRAFTS_COOKIE_NAME, samesite="Lax")
