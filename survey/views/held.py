"""What all pages of a response share: which one is meant, where its pages are, and what is said where there is none."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from keepitlocal import lifecycle
from keepitlocal.drafts import holding
from keepitlocal.drafts.replying import saves_itself
from keepitlocal.prepared import Prepared
from survey import reading
from survey.models import Response, Status, Survey
from survey.models.surveys import definition

UNREAD = ["draft", "loaded"]  # of a survey: long, and nothing to those who answer it
PUBLISHED = Prepared(lambda slug: Survey.objects.published().filter(slug=slug).defer(*UNREAD).order_by())
TO_A_SURVEY = Prepared(
    lambda slug, *keys: (
        Response.objects.filter(pk__in=keys, survey__slug=slug)
        .select_related("survey")
        .defer(*(f"survey__{column}" for column in UNREAD))
        .order_by()
    )
)


def survey_and_held(request, slug):
    """The published survey of that name, and this browser's responses to it in the order that it holds them. Raises Http404.

    One query where any is held. Those whose links were stopped elsewhere are not held any more; nor those that were erased.
    """
    if keys := holding.held(request, Response.KIND):
        found = [
            each for each in TO_A_SURVEY.all(slug, *keys) if keys[each.pk] == each.generation and each.status != Status.ERASED
        ]
        found.sort(key=lambda each: list(keys).index(each.pk))
        for each in found:
            each.is_one_of_several = len(found) > 1
            each.survey = found[0].survey  # the same row, and the same window throughout the request
        if found:
            return found[0].survey, found
    if survey := PUBLISHED.first(slug):
        return survey, []
    raise Http404


def survey_and_chosen(request, slug):
    """The published survey of that name, and the response of this browser that the request is about, or None. Raises Http404."""
    survey, found = survey_and_held(request, slug)
    return survey, holding.chosen(request, found)


def page_of(request, template, response, status=200, **context):
    """A page about a response. All of them say when the survey closes, and say so by the moment of the request."""
    said = {
        "response": response,
        "draft": response,
        "survey": response.survey,
        "phase": response.phase(request.at),
        "page_name": holding.nonce(),
        "at": request.at,
    }
    return render(request, template, said | context, status=status)


def address(response, name, *args, **query):
    """The address of a page of the response; it says which, where the browser holds several."""
    return holding.naming(response, reverse(f"survey:{name}", args=[response.survey.slug, *args]), **query)


def address_of(response, step):
    """The address of a page of the survey, or of the check; of any other name, where they go on."""
    if step == "check":
        return address(response, "check")
    return address(response, "page", step) if step in response.definition.page else where_to_go_on(response)


def where_to_go_on(response):
    """The address at which they go on: the page that they saved last, or the first one; of what was sent, its confirmation."""
    if not response.is_being_written:
        return address(response, "sent")
    way, _ = response.read()
    return address(response, "page", response.at_page if response.at_page in way.names else way.names[0])


def writing(view):
    """Give the view this browser's response, to be written. Where there is none, say so and give back what was typed."""

    @wraps(view)
    def wrapped(request, slug, **rest):
        survey, response = survey_and_chosen(request, slug)
        if not response:
            return nothing_here(request, survey)
        if response.is_being_written and request.method != "POST" and not response.can_be_written(request.at):
            return closed(request, response)
        try:
            if not response.is_being_written:
                raise lifecycle.AlreadyMoved("This has already been sent.")
            answer = view(request, response, **rest)
        except lifecycle.TooLate:
            return page_of(
                request, "survey/too_late.html", response, status=403, typed=reading.of_form(response.definition, request.POST)
            )
        except lifecycle.AlreadyMoved:
            return _was_sent(request, response)
        if response.is_one_of_several and request.method == "POST":
            holding.hold(answer, request, response)
        return answer

    return wrapped


def closed(request, response):
    """What was not sent in time, to be read until it is deleted."""
    return page_of(request, "survey/closed.html", response, groups=reading.of_draft(response))


def nothing_here(request, survey):
    """This browser holds no response, or not this one: say why that can be, and give back anything that was typed."""
    held = survey_and_held(request, survey.slug)[1]
    said = {
        "survey": survey,
        "typed": reading.of_form(definition(survey.latest_id), request.POST),
        "others": held,
        "was_stopped": _was_stopped(request, survey),
        "phase": survey.phase(request.at),
        "nonce": holding.nonce(),
        "at": request.at,
    }
    return render(request, "survey/no_response.html", said, status=409 if request.method == "POST" else 200)


def _was_stopped(request, survey):
    """Whether this browser held a response to the survey until somebody who shares it stopped the other links."""
    keys = holding.held(request, Response.KIND)
    found = Response.objects.filter(pk__in=keys, survey=survey).exclude(status=Status.ERASED)
    return any(each.generation > keys[each.pk] for each in found)


def _was_sent(request, response):
    """Go to the confirmation; words typed into a page left open are given back there first. A script goes nowhere."""
    response.refresh_from_db()
    typed = reading.of_form(response.definition, request.POST)
    if not typed and not saves_itself(request):
        return redirect(address(response, "sent"))
    return page_of(
        request, "survey/already_sent.html", response, status=409, typed=typed, can_be_changed=response.can_be_changed(request.at)
    )
