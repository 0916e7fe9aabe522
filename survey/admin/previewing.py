"""What is drafted, clicked through as respondents will see it. Nothing is stored: the answers travel with the page, signed."""

from django.core import signing
from django.shortcuts import redirect

from survey import reading
from survey.admin.framing import address, page_of
from survey.definition import Malformed, path
from survey.definition.answering import answers_in, texts_of
from survey.definition.arriving import came, problems_of
from survey.forms import PageForm

SALT = "survey.preview"
LONGEST = 3600 * 24  # seconds for which a preview can be gone on with


def preview(request, survey):
    """Choose whose survey to see; then page by page, and a check at the end."""
    try:
        definition = survey.drafted
    except Malformed:
        return page_of(request, survey, "survey/desk_preview_not.html", "Preview", faults=survey.faults())
    if request.method != "POST" or "begin" not in request.POST and "said" not in request.POST:
        return page_of(request, survey, "survey/desk_preview_start.html", "Preview", routes=list(enumerate(definition.routes, 1)))
    if "begin" in request.POST:
        texts = _of_route(definition, request.POST["begin"])
        return _page(request, survey, definition, texts, None)
    try:
        texts = signing.loads(request.POST["said"], salt=SALT, max_age=LONGEST)
    except signing.BadSignature:
        return redirect(address(survey, "preview"))
    return _following(request, survey, definition, texts)


def _of_route(definition, number):
    """The texts that a route's answers are typed as; none where no such route is named."""
    routes = {str(place): route for place, route in enumerate(definition.routes, 1)}
    if number not in routes:
        return {}
    answers = {name: list(value) if isinstance(value, tuple) else value for name, value in routes[number].answers}
    texts = {}
    for name in answers.keys() & definition.questions.keys():
        texts |= texts_of(definition.questions[name], answers)
    return texts


def _following(request, survey, definition, texts):
    """The page that a button leads to, or the same with what is wrong, by the rules that respondents are held to."""
    here = definition.page.get(request.POST.get("page", ""))
    way = path(definition, answers_in(definition, texts)[0])
    if not here:
        return _page(request, survey, definition, texts, way.names[-1] if "back" in request.POST else None)
    asked = way.asked.get(here.name, ())
    arrived = came(asked, request.POST)
    texts = {box: text for box, text in (texts | {box: each.text for box, each in arrived.said.items()}).items() if text}
    way = path(definition, answers_in(definition, texts)[0])
    if "back" in request.POST:
        before = way.before(here.name)
        return _page(request, survey, definition, texts, before and before.name)
    problems = arrived.problems | problems_of(way.asked.get(here.name, ()), texts)
    if problems:
        return _page(request, survey, definition, texts, here.name, refused=arrived.refused, problems=problems)
    after = way.after(here.name)
    if not after and here.name in way.names:
        return _check(request, survey, definition, texts, way)
    return _page(request, survey, definition, texts, after and after.name)


def _page(request, survey, definition, texts, name, *, refused=None, problems=None):
    """A page of the preview: the one of that name, or where it is not on the path the first."""
    way = path(definition, answers_in(definition, texts)[0])
    name = name if name in way.names else way.names[0]
    shown = texts | {box: each.text for box, each in (refused or {}).items()}
    questions = way.asked[name]
    said = {
        "page": definition.page[name],
        "place": {"number": way.names.index(name) + 1, "total": len(way.pages) if way.is_settled(name) else None},
        "form": PageForm(questions, shown, problems=problems),
        "said": _signed(texts),
    }
    return page_of(request, survey, "survey/desk_preview.html", definition.page[name].title, **said)


def _check(request, survey, definition, texts, way):
    said = {"groups": reading.of_path(way, texts), "said": _signed(texts)}
    return page_of(request, survey, "survey/desk_preview_check.html", "Check your answers", **said)


def _signed(texts):
    return signing.dumps(texts, salt=SALT, compress=True)
