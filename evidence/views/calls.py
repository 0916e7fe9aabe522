"""The calls, for everyone to read."""

from django.core.paginator import Paginator
from django.shortcuts import render

from evidence import drafts, pages
from evidence.models import Call, content
from keepitlocal.drafts import holding
from keepitlocal.pages import Everyones
from keepitlocal.prepared import Prepared

CALLS_ON_A_PAGE = 20
ALL = Prepared(lambda: Call.objects.published().order_by("-closes_at", "-pk"))


def calls(request):
    """Every published call: open, to come and over."""
    all_of_them = tuple((*call.appearance, call.phase(request.at)) for call in ALL.all())
    return CALLS.respond(request, _page(all_of_them, request.GET.get("page")).number, all_of_them)


def _page(appearances, number):
    return Paginator(appearances, CALLS_ON_A_PAGE).get_page(number)


def _listed(number, appearances):
    page = _page(appearances, number)
    return {"page": page, "calls": [(call, phase) for call, *_, phase in page]}


CALLS = Everyones("evidence/calls.html", _listed)


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
