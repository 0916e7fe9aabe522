"""What came of what was said, for everyone to read."""

from django.http import Http404
from django.shortcuts import render

from keepitlocal import pages
from principles import decided
from principles.models import Comment, Principle


def you_said(request):
    """What was said on each principle, what was decided and what changed; or all decisions on the one that the address names."""
    principles = list(Principle.objects.public().select_related("consultation"))
    if not principles:
        raise Http404
    consultation = principles[0].consultation
    if typed := request.GET.get("principle"):
        return every_decision(request, {str(each.number): each for each in principles} | {"whole": consultation}, typed)
    latest = tuple((each, each.latest_id) for each in principles)
    page = decided.page(latest, decided.decisions(principles), decided.changes(principles))
    theirs = decided.by_officers()
    shown = {decided.slot(each.number): each.comments_shown - theirs.get(each.pk, 0) for each in principles}
    return pages.respond(request, page, shown | {decided.slot(None): consultation.comments_shown - theirs.get(None, 0)})


def every_decision(request, discussed, typed):
    """The decisions on one principle, or on the principles as a whole, a page at a time."""
    before = request.GET.get("before")
    try:
        on, key = discussed[typed], decided.read(before) if before else None
    except (KeyError, ValueError):
        raise Http404 from None
    principle = None if typed == "whole" else on
    comments, older = decided.before(key, principle)
    said = {
        "principle": principle,
        "shown": on.comments_shown - decided.by_officers().get(principle and principle.pk, 0),
        "comments": comments,
        "is_first": not key,
        "older": older,
        "count": Comment.objects.considered().on(principle).count(),
    }
    return render(request, "principles/you_said_all.html", said)
