"""Responses that came on paper: typed in on one long page, looked at, and entered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal.drafts import holding
from keepitlocal.lifecycle import NotReady
from keepitlocal.officers.refusing import refuse_unless
from survey.definition.arriving import came
from survey.definition.fields import names
from survey.forms import PageForm
from survey.models import Channel, Response, Survey
from survey.models.entering import is_late, refuse_the_future
from survey.models.responses import enter
from survey.paper import Sheet, sheet

BACK, ENTER = "Go back and correct", "Enter"  # what the buttons say that follow "Check"


class ReceivedForm(forms.Form):
    """What is known of the paper itself. No question has a name like these: theirs have no hyphen."""

    received_on = forms.DateField(
        label="Received on", widget=AdminDateWidget, help_text="The day on which the paper reached you, such as 13/07/2018."
    )
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data=None, *, at, **initial):
        super().__init__(data, prefix="paper", initial=initial, label_suffix="")
        self.at = at

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        try:
            refuse_the_future(day, at=self.at)
        except NotReady as refusal:
            raise ValidationError(str(refusal)) from None
        return day


@dataclass(frozen=True)
class Typed:
    """What an officer typed: the day, the boxes' texts, what has to be mended, by box, and what would come of it."""

    received: ReceivedForm
    texts: dict[str, str]
    problems: dict[str, str]
    sheet: Sheet

    @property
    def can_be_entered(self):
        return self.received.is_valid() and not self.problems and not self.sheet.exits

    @property
    def day(self):
        return self.received.cleaned_data["received_on"]


class OnPaper(admin.ModelAdmin):
    """A desk at which what came on paper is entered, by those who may."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("enter/<int:survey>/", view(self.enter_view), name="survey_response_enter"),
            path("<int:key>/entered/", view(self.entered_view), name="survey_response_entered"),
            *super().get_urls(),
        ]

    def has_enter_permission(self, request):
        return request.user.has_perm("survey.enter_response")

    def changelist_view(self, request, extra_context=None):
        surveys = Survey.objects.published().only("title") if self.has_enter_permission(request) else []
        return super().changelist_view(request, {"surveys": surveys, **(extra_context or {})})

    def enter_view(self, request, survey):
        """Type it in; look at what will count; enter it. Trying without being allowed goes on the record."""
        survey = get_object_or_404(Survey.objects.published(), pk=survey)
        refuse_unless(self.has_enter_permission(request), request, about=survey)
        version = _version(survey, request.GET.get("version"))
        if request.method != "POST":
            received = ReceivedForm(at=request.at, received_on=request.GET.get("received"), nonce=holding.nonce())
            return self._typing(request, version, Typed(received, {}, {}, sheet(version, {})))
        typed = _typed(request, version)
        step = request.POST.get("paper-then")
        if step == BACK or not typed.can_be_entered:
            return self._typing(request, version, typed)
        if step != ENTER:
            return self._step(
                request, "survey/desk_paper_check.html", version, {"typed": typed, "is_late": is_late(survey, typed.day)}
            )
        response = enter(version, typed.texts, **typed.received.cleaned_data, by=request.user, at=request.at)
        return HttpResponseRedirect(reverse("admin:survey_response_entered", args=[response.pk]))

    def entered_view(self, request, key):
        """The reference, to be written on the paper; and on to the next one."""
        if not self.has_enter_permission(request):
            raise PermissionDenied
        entered = Response.objects.sent().filter(channel=Channel.PAPER).select_related("survey", "version")
        response = get_object_or_404(entered, pk=key)
        query = urlencode({"version": response.version.number, "received": response.received_on.isoformat()})
        another = f"{reverse('admin:survey_response_enter', args=[response.survey_id])}?{query}"
        return self._step(request, "survey/desk_paper_entered.html", response.version, {"response": response, "another": another})

    def _typing(self, request, version, typed):
        """The questionnaire, with what was typed, and what has to be mended."""
        said = {
            "typed": typed,
            "pages": [(page, _form(page, typed)) for page in version.definition.pages if page.questions],
            "versions": version.survey.versions.order_by("-number").defer("content"),
            "media": self.media + typed.received.media,
        }
        return self._step(request, "survey/desk_paper.html", version, said)

    def _step(self, request, template, version, said):
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Enter a response that came on paper",
            "survey": version.survey,
            "version": version,
            **said,
        }
        return TemplateResponse(request, template, said)


def _version(survey, number):
    """The version of that number, as an address gives it; the latest, where it gives none."""
    if number is None:
        return survey.latest
    if not number.isdecimal() or not (found := survey.versions.filter(number=number).first()):
        raise Http404
    return found


def _typed(request, version):
    arrived = came(version.definition.questions.values(), request.POST)
    texts = {box: said.text for box, said in (arrived.said | arrived.refused).items()}
    found = sheet(version, texts)
    problems = {need.box: need.sentence for need in found.needs} | arrived.problems
    return Typed(ReceivedForm(request.POST, at=request.at), texts, problems, found)


def _form(page, typed):
    boxes = {box for question in page.questions for box in names(question)}
    return PageForm(page.questions, typed.texts, problems={box: typed.problems[box] for box in boxes & typed.problems.keys()})
