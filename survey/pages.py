"""The pages of a survey that are kept in the process (keepitlocal/pages.py): its start, its questions, and each page of them."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from keepitlocal import pages
from keepitlocal.drafts import holding, kept
from keepitlocal.drafts.saying import hash_of
from survey import reading
from survey.definition.fields import names
from survey.definition.wording import of_audience
from survey.forms import PageForm
from survey.models.surveys import definition, frozen
from survey.templatetags.choices import ON_PAGE


@dataclass(frozen=True)
class Standing:
    """What a page says of a response, in its place: whether it was sent, and its deadline. Nothing that anybody answered."""

    deadline: datetime.datetime
    was_sent: bool
    is_being_written: bool
    is_one_of_several: bool
    pk: str = pages.slot("draft")  # a page is kept for every response, and says in its place which one it is

    def __str__(self):
        return pages.slot("called")

    @property
    def reference(self):
        return pages.slot("reference") if self.was_sent else None


def _standing(response):
    if not response:
        return None
    return Standing(
        response.deadline,
        was_sent=bool(response.reference),
        is_being_written=response.is_being_written,
        is_one_of_several=response.is_one_of_several,
    )


@dataclass(frozen=True)
class Place:
    """Where a page of questions stands: which questions are asked, and its number among how many, where that is known."""

    version: int
    name: str
    asked: tuple[str, ...]
    number: int
    total: int | None
    before: str
    is_from_check: bool


def place_of(response, way, page, *, is_from_check):
    before = way.before(page.name)
    return Place(
        version=response.asked_under,
        name=page.name,
        asked=tuple(question.name for question in way.asked[page.name]),
        number=way.names.index(page.name) + 1,
        total=len(way.pages) if way.is_settled(page.name) else None,
        before=before.name if before else "",
        is_from_check=is_from_check,
    )


@pages.kept
def _start(phase, standing, survey, *_):
    return pages.make(
        "survey/start.html",
        path=survey.get_absolute_url(),
        survey=survey,
        response=standing,
        phase=phase,
        nonce=pages.slot("nonce"),
    )


@pages.kept
def _page(place, phase, standing, survey, *_):
    what = definition(place.version)
    questions = [what.questions[name] for name in place.asked]
    boxes = [box for question in questions for box in names(question)]
    return pages.make(
        "survey/page.html",
        path=reverse("survey:page", args=[survey.slug, place.name]),
        query="from=check" if place.is_from_check else "",
        form=PageForm(
            questions,
            {box: pages.slot(box) for box in boxes},
            hashes={box: pages.slot(f"{kept.SEEN}{box}") for box in boxes},
        ),
        page=what.page[place.name],
        page_name=pages.slot("page"),
        place=place,
        response=standing,
        draft=standing,
        survey=survey,
        phase=phase,
    )


def asked(phase, version, audience, survey, *_):
    """What the page of every question is given: of a version, for everybody or for the audience of that number."""
    what = definition(version)
    routes = audiences(version)
    return {
        "survey": survey,
        "phase": phase,
        "groups": reading.of_route(what, routes.get(audience)),
        "audiences": [(number, of_audience(what, route, ON_PAGE)) for number, route in routes.items()],
        "chosen": audience,
        "version": frozen(version).number,
    }


def audiences(version):
    """Those that a version asks something of: a dict of number to route."""
    return {number: route for number, route in enumerate(definition(version).routes, 1) if not route.exits}


@pages.kept
def questions(phase, version, audience, survey, *_):
    """The page of every question, as everybody sees it: HTML."""
    page = pages.make(
        "survey/questions.html",
        path=reverse("survey:questions", args=[survey.slug]),
        **asked(phase, version, audience, survey),
    )
    return page.filled({pages.ASKED: f"?for={audience}" if audience else ""})


def start(request, survey, response):
    """The start page, or None where it has to be made for this person alone."""
    if not pages.is_ordinary(request):
        return None
    page = _start(survey.phase(request.at), _standing(response), *survey.appearance)
    said = {"nonce": holding.nonce(), "reference": response and response.reference}
    return pages.respond(request, page, said)


def page(request, response, place):
    """A page of questions with what is answered; None where it has to be made for this person alone."""
    if not pages.is_ordinary(request):
        return None
    page = _page(place, response.phase(request.at), _standing(response), *response.survey.appearance)
    texts = {box: text for box, text in response.says.items() if box in page.fields}
    fills = page.fills(texts)
    if fills is None:
        return None
    hashes = {f"{kept.SEEN}{box}": hash_of(text) for box, text in texts.items()}
    return kept.respond(request, page, response, fills | hashes)


def forget():
    for each in [_start, _page, questions]:
        each.forget()
