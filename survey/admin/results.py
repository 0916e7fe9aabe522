"""What people answered, at the desk: counts, the texts they wrote, and downloads, each of which goes on the record."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from keepitlocal.audit.models import record
from keepitlocal.exporting import attached
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.tables import as_csv
from survey import counting, results
from survey.exports import codebook, table
from survey.models import Response, Survey
from survey.progress import progress
from survey.texts import written

VIEW, EXPORT = "survey.view_response", "survey.export_response"
FILES = {"responses": table.lines, "codebook": codebook.lines}


def _of_survey(permission):
    """A page of the desk about one published survey, for those with the permission; being refused an export is recorded."""

    def decorated(view):
        @wraps(view)
        def wrapped(request, pk, **rest):
            survey = get_object_or_404(Survey.objects.published().select_related("latest"), pk=pk)
            if permission == EXPORT:
                refuse_unless(request.user.has_perm(permission), request, "an export")
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, survey, **rest)

        return admin.site.admin_view(wrapped)

    return decorated


def _page(request, template, survey, title, **said):
    context = {**admin.site.each_context(request), "opts": Response._meta, "survey": survey, "title": title}
    return TemplateResponse(request, template, context | said)


@_of_survey(VIEW)
def show(request, survey):
    """How answering goes, and every question counted. It costs the same queries however many answer."""
    found = progress(survey, request.at)
    said = {
        "facts": results.facts(found),
        "days": results.days(found),
        "stops": results.stops(found),
        "parts": results.drawn(counting.counted(survey)),
        "may_export": request.user.has_perm(EXPORT),
        "at": request.at,
    }
    return _page(request, "survey/desk_results.html", survey, "Results", **said)


@_of_survey(VIEW)
def texts(request, survey, question):
    """What was written to a question, or beside one of its choices, the newest first."""
    asked = counting.ever_asked(table.definitions(survey), question)
    choice, before = request.GET.get("choice", ""), request.GET.get("before", "")
    if not asked or (choice and choice not in asked[0].offered):
        raise Http404
    found = written(survey, question, choice, before=int(before) if before.isdecimal() else None)
    said = {
        "question": asked[0].question,
        "beside": choice,
        "texts": found,
        "place": f"{question}.{choice}" if choice else question,
    }
    return _page(request, "survey/desk_texts.html", survey, "What was written", **said)


@_of_survey(EXPORT)
@require_POST
def download(request, survey, file):
    """The file, written as it is sent, and a line of the record before the first of it leaves."""
    count = Response.objects.sent().filter(survey=survey).count()
    record(f"had its {file} exported", survey, at=request.at, by=request.user, count=count)
    return attached(as_csv(FILES[file](survey)), f"{survey.slug}-{file}", kind="csv", at=request.at)


def pages():
    """The addresses below a survey's own."""
    return [
        path("<int:pk>/results/", show, name="survey_survey_results"),
        path("<int:pk>/results/<slug:question>/", texts, name="survey_survey_texts"),
        *(path(f"<int:pk>/download/{each}/", download, {"file": each}, name=f"survey_survey_{each}") for each in FILES),
    ]
