"""The wordings of a principle, for everyone to read and to compare."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from keepitlocal import pages
from principles import histories
from principles.models import Principle


def history(request, number):
    """Every wording, with who published it and why; and what changed between the two that the address names."""
    principle = get_object_or_404(Principle.objects.public(), number=number)
    lines = histories.lines(principle)
    two = named(request.GET, {str(number) for number, *_ in lines})
    return pages.respond(request, histories.page(number, lines, two), {})


def named(query, numbers):
    """The numbers of the wordings to compare, from and to; None where the address names neither."""
    typed = query.get("from"), query.get("to")
    if typed == (None, None):
        return None
    if not numbers.issuperset(typed):
        raise Http404
    return tuple(map(int, typed))
