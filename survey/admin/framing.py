"""What all pages about one survey at the desk share: who may open them, which survey is meant, and the way back."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from keepitlocal.audit.models import record
from survey.models import Survey

VIEW, CHANGE, PUBLISH = (f"survey.{verb}_survey" for verb in ["view", "change", "publish"])


def framed(view, *, read=VIEW, write=CHANGE):
    """A page of the desk about one survey: for those with the permission `read`, and to post with `write`.

    Being refused what changes something goes on the record.
    """

    @wraps(view)
    def wrapped(request, pk, **rest):
        survey = get_object_or_404(Survey.objects.select_related("latest"), pk=pk)
        if not request.user.has_perm(write if request.method == "POST" else read):
            if request.method == "POST":
                record("was refused", survey, at=request.at, by=request.user)
            raise PermissionDenied
        return view(request, survey, **rest)

    return admin.site.admin_view(wrapped)


def address(survey, name, *args):
    return reverse(f"admin:survey_survey_{name}", args=[survey.pk, *args])


def page_of(request, survey, template, title, **said):
    may = {"may_change": request.user.has_perm(CHANGE), "may_publish": request.user.has_perm(PUBLISH)}
    context = {**admin.site.each_context(request), "opts": Survey._meta, "title": title, "survey": survey, "at": request.at}
    return TemplateResponse(request, template, context | may | said)
