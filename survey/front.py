"""What the front door tells of surveys (see keepitlocal/parts.py)."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import ngettext

from keepitlocal.parts import Opportunity, Public, SoFar
from survey.models import Response, Survey

MOST = 20  # surveys


def opportunities(at):
    return [
        Opportunity(
            title=survey.title,
            summary=survey.summary.removesuffix("."),
            address=survey.get_absolute_url(),
            phase=survey.phase(at),
            opens_at=survey.opens_at,
            closes_at=survey.closes_at,
            extended_from=survey.extended_from,
            takes=survey.how_long,
            afterwards=survey.afterwards,
        )
        for survey in Survey.objects.published().order_by("-closes_at")[:MOST]
    ]


def edition(at):
    """A survey's stamp rises whenever what it shows changes."""
    return Survey.objects.published().order_by().annotate(part=Value("survey")).values_list("part", "pk", "stamp")


def public(at):
    """The surveys; of each its start page, and all that it asks."""
    pages = [Public(reverse("survey:surveys"))]
    for survey in Survey.objects.published().select_related("latest").defer("draft", "latest__content"):
        asked = Public(reverse("survey:questions", args=[survey.slug]), survey.latest.published_at)
        pages += [Public(survey.get_absolute_url()), asked]
    return pages


def _says(count):
    return ngettext("answer to the survey", "answers to the survey", count)


SO_FAR = {"survey.responses": SoFar("Responses to surveys", lambda: Response.objects.sent().order_by().count(), _says)}
