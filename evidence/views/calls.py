"""The calls, for everyone to read."""

from django.core.paginator import Paginator
from django.shortcuts import render

from evidence import drafts, pages
from evidence.models import Call, content
from keepitlocal.drafts import holding

CALLS_ON_A_PAGE = 20


def calls(request):
    """Every published call: open, to come and over."""
    all_of_them = Paginator(Call.objects.published().order_by("-closes_at"), CALLS_ON_A_PAGE)
    page = all_of_them.get_page(request.GET.get("page"))
    return render(request, "evidence/calls.html", {"page": page, "calls": [(call, call.phase(request.at)) for call in page]})


def call(request, slug):
    """One call, and every question, to read before starting."""
    call, submission = drafts.call_and_chosen(request, slug)
    if kept := pages.call(request, call, submission):
        return kept
    return render(
        request,
        "evidence/call.html",
        {
            "call": call,
            "content": content.of(call),
            "submission": submission,
            "phase": call.phase(request.at),
            "nonce": holding.nonce(),
            "at": request.at,
        },
    )
