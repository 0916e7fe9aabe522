"""Which submissions a browser holds (see keepitlocal/drafts/holding.py), and beginning one."""

from django.db import transaction
from django.shortcuts import get_object_or_404

from evidence.models import Answer, Call, Status, Submission
from keepitlocal.drafts import holding
from keepitlocal.prepared import Prepared

TO_A_CALL = Prepared(
    lambda slug, *keys: Submission.objects.filter(pk__in=keys, call__slug=slug).select_related("call").order_by()
)
TEXTS = Prepared(
    lambda submission, section: Answer.objects.filter(submission=submission, question__section=section).values_list(
        "question", "text"
    )
)


def held(request):
    """The keys of the submissions that this browser holds, and their generations."""
    return holding.held(request, Submission.KIND)


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
    return call, holding.chosen(request, found, reads_form=reads_form)


def was_stopped(request, call):
    """Whether this browser held a submission to the call until somebody who shares it stopped the other links."""
    keys = held(request)
    found = Submission.objects.filter(pk__in=keys, call=call).exclude(status=Status.ERASED)
    return any(each.generation > keys[each.pk] for each in found)


def texts(submission, section):
    """What is answered in a section, as a dict of the questions' keys to texts."""
    return {question: text for question, text in TEXTS.all(submission.pk, section.pk) if text}


@transaction.atomic
def begin(call, *, nonce, at):
    """The draft that this page begins; the same one however often it is sent."""
    key = holding.begun_with(call.pk, Submission.KIND, nonce)
    begun = {"call": call, "begun_at": at, "status_since": at}
    if not key:
        return Submission.objects.create(**begun)
    return Submission.objects.get_or_create(begun_with=key, defaults=begun)[0]
