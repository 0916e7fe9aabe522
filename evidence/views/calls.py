"""The calls, for everyone to read."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from evidence import drafts
from evidence.models import Call, content

CALLS_ON_A_PAGE = 20


def calls(request):
    """Every published call: open, to come and over."""
    pages = Paginator(Call.objects.published().order_by("-closes_at"), CALLS_ON_A_PAGE)
    return render(request, "evidence/calls.html", {"page": pages.get_page(request.GET.get("page")), "at": request.at})


def call(request, slug):
    """One call, and every question, to read before starting."""
    call = get_object_or_404(Call.objects.published(), slug=slug)
    return render(
        request,
        "evidence/call.html",
        {
            "call": call,
            "content": content.of(call),
            "submission": drafts.latest(request, call),
            "phase": call.phase(request.at),
            "nonce": drafts.nonce(),
            "at": request.at,
        },
    )
