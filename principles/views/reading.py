"""The principles, each with what is said about it, for everyone to read."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from keepitlocal.prepared import Prepared
from principles import held, pages, threads
from principles.models import Comment, Principle
from principles.models.principles import HIGHEST
from principles.threads import From, Sort

ALL = Prepared(lambda: Principle.objects.public().select_related("consultation", "latest"))
ONE = Prepared(lambda number: Principle.objects.public().filter(number=number).select_related("consultation", "latest"))


def principles(request):
    """The principles, and comments on them as a whole."""
    if not (principles := ALL.all()):
        return render(request, "principles/not_yet.html")
    sort, found = discussed(request, None)
    return pages.whole(request, principles, sort, found, yours(request, None))


def principle(request, number):
    """One principle, with its threads."""
    if number > HIGHEST or not (principle := ONE.first(number)):
        raise Http404
    sort, found = discussed(request, principle.pk)
    return pages.principle(request, principle, sort, found, yours(request, principle))


def discussed(request, principle):
    """The order that the address asks for, and the page of comments on a principle, by its key, that it names."""
    sort = Sort(request.GET["sort"]) if request.GET.get("sort") in Sort.values else Sort.NEWEST
    for where in [From.AFTER, From.BEFORE, From.AT]:
        if typed := request.GET.get(where.value):
            try:
                return sort, threads.page(principle, sort, where, threads.read(typed))
            except ValueError:
                raise Http404 from None
    return sort, threads.page(principle, sort)


def yours(request, principle):
    """What this browser's authors said here that not everybody is shown, as they are shown it."""
    return held.section(request, principle)


def comment(request, key):
    """A comment's permalink: the page of its thread that has it, at its anchor."""
    comment = get_object_or_404(Comment.objects.in_threads().select_related("principle"), pk=key)
    return redirect(f"{comment.discussed_at}?at={threads.key_of(comment)}#{comment.anchor}")
