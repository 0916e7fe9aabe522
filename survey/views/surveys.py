"""The surveys, for everyone to see; the start page of one, which also begins a response; and every question, to read first."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from keepitlocal.drafts import holding
from keepitlocal.pace import paced
from survey import pages, reading
from survey.definition.wording import of_audience
from survey.models import Survey
from survey.models.responses import begin
from survey.models.surveys import definition, frozen
from survey.views.held import nothing_here, survey_and_chosen, survey_and_held, where_to_go_on

SURVEYS_ON_A_PAGE = 20


def surveys(request):
    """Every published survey: open, to come and over."""
    all_of_them = Paginator(Survey.objects.published().order_by("-closes_at"), SURVEYS_ON_A_PAGE)
    page = all_of_them.get_page(request.GET.get("page"))
    said = {"page": page, "surveys": [(survey, survey.phase(request.at)) for survey in page]}
    return render(request, "survey/surveys.html", said)


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
    survey, response = survey_and_chosen(request, slug)
    what = definition(survey.latest_id)
    routes = [(number, route) for number, route in enumerate(what.routes, 1) if not route.exits]
    chosen = next((pair for pair in routes if str(pair[0]) == request.GET.get("for")), (None, None))
    if "for" in request.GET and chosen[1] is None:
        raise Http404
    said = {
        "survey": survey,
        "phase": survey.phase(request.at),
        "groups": reading.of_route(what, chosen[1]),
        "audiences": [(number, of_audience(what, route)) for number, route in routes],
        "chosen": chosen[0],
        "version": frozen(survey.latest_id).number,
    }
    return render(request, "survey/questions.html", said)
