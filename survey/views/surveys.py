"""The surveys, for everyone to see; the start page of one, which also begins a response; and every question, to read first."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from keepitlocal import published
from keepitlocal.drafts import holding
from keepitlocal.pace import paced
from keepitlocal.pages import Everyones, is_ordinary
from keepitlocal.prepared import Prepared
from survey import pages
from survey.models import Survey
from survey.models.responses import begin
from survey.views.held import PUBLISHED, nothing_here, survey_and_chosen, survey_and_held, where_to_go_on

SURVEYS_ON_A_PAGE = 20
ALL = Prepared(lambda: Survey.objects.published().order_by("-closes_at", "-pk").defer("draft"))


def surveys(request):
    """Every published survey: open, to come and over."""
    all_of_them = tuple((*survey.appearance, survey.phase(request.at)) for survey in ALL.all())
    return SURVEYS.respond(request, _page(all_of_them, request.GET.get("page")).number, all_of_them)


def _page(appearances, number):
    return Paginator(appearances, SURVEYS_ON_A_PAGE).get_page(number)


def _listed(number, appearances):
    page = _page(appearances, number)
    return {"page": page, "surveys": [(survey, phase) for survey, *_, phase in page]}


SURVEYS = Everyones("survey/surveys.html", _listed)


@paced
def start(request, slug):
    """Who it is for, how long it takes and when it closes. A POST begins a response, or goes on with this browser's."""
    if request.method == "POST":
        return _begin(request, slug)
    survey, found = survey_and_held(request, slug)
    response = holding.chosen(request, found)
    if len(found) < 2 and (kept := pages.start(request, survey, response)):
        return kept
    said = {
        "survey": survey,
        "response": response,
        "held": [(each, where_to_go_on(each)) for each in reversed(found)] if len(found) > 1 else [],
        "phase": survey.phase(request.at),
        "nonce": holding.nonce(),
        "at": request.at,
    }
    return render(request, "survey/start.html", said)


def _begin(request, slug):
    """Begin a response, unless this browser holds one and does not ask for another; either way, go to it."""
    survey, response = survey_and_chosen(request, slug)
    if not response and ("draft" in request.POST or "draft" in request.GET):
        return nothing_here(request, survey)
    if not response or "another" in request.POST:
        if not survey.is_open(request.at):
            return redirect("survey:start", slug)
        is_one_of_several = response is not None
        response = begin(survey, nonce=request.POST.get("nonce", "")[:64], at=request.at)
        response.is_one_of_several = is_one_of_several
    answer = redirect(where_to_go_on(response))
    holding.hold(answer, request, response)
    return answer


def questions(request, slug):
    """Every question, to read or print before starting: `?for=2` is what the second of the audiences is asked."""
    if not (survey := PUBLISHED.first(slug)):
        raise Http404
    audience = next((each for each in pages.audiences(survey.latest_id) if str(each) == request.GET.get("for")), None)
    if "for" in request.GET and audience is None:
        raise Http404
    on = survey.phase(request.at), survey.latest_id, audience, *survey.appearance
    if not is_ordinary(request):
        return render(request, "survey/questions.html", pages.asked(*on))
    return published.respond(request, pages.questions(*on))
