"""What is kept apart, at the desk: lines that belong to a survey, and to no response."""

import itertools
from functools import lru_cache

from django import forms
from django.contrib import admin
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.html import format_html_join

from keepitlocal import actions
from keepitlocal.audit.models import record
from keepitlocal.exporting import attached
from keepitlocal.officers.paging import Pages
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.tables import as_csv
from survey.admin.filters import SURVEY
from survey.kept_apart import Words
from survey.models import Apart, Survey, Version

REFUSED = "what is kept apart"


class ExportForm(forms.Form):
    survey = forms.ModelChoiceField(Survey.objects.published().order_by("-closes_at"), empty_label=None)


@admin.register(Apart)
class ApartAdmin(admin.ModelAdmin):
    """A list in no order that says anything, and nothing behind it. The day on which a line came is not shown: on a quiet day
    it would tell which response it came with."""

    change_list_template = "survey/desk_apart_list.html"
    list_display = ["said", "survey"]
    list_display_links = None
    list_filter = ["survey"]
    sortable_by = []
    list_select_related = ["survey"]
    list_per_page = 100
    paginator, show_full_result_count, show_facets = Pages, False, admin.ShowFacets.NEVER
    actions = ["delete_them"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="survey_apart_changelist"),
            path("export/", view(self.export_view), name="survey_apart_export"),
        ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("survey__draft", "survey__loaded", "survey__introduction", "came_on")

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == SURVEY

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_export_permission(self, request):
        return request.user.has_perm("survey.export_apart")

    def get_actions(self, request):
        """The verb in place of Django's own deleting, which the record does not see."""
        return {name: each for name, each in super().get_actions(request).items() if name != "delete_selected"}

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, REFUSED)
        said = {"title": "Answers kept apart", "may_export": self.has_export_permission(request)}
        return super().changelist_view(request, {**said, **(extra_context or {})})

    def get_changelist_instance(self, request):
        """Each line with what was said, question by question."""
        changes = super().get_changelist_instance(request)
        words = lru_cache(maxsize=None)(words_of)
        for line in changes.result_list:
            line.words = [each for each in worded(words(line.survey_id), line.answers) if each[1]]
        return changes

    @admin.display(description="what was said")
    def said(self, line):
        return format_html_join("", "<div>{} <strong>{}</strong></div>", line.words)

    @admin.action(description="Delete", permissions=["delete"])
    def delete_them(self, request, lines):
        """Ask once more; then delete each, on the record."""
        if "sure" in request.POST:
            actions.each_in_turn(self, request, lines.order_by("pk"), "forget")
            return None
        said = {"title": "Delete what is kept apart", "opts": self.opts, "lines": lines.order_by("pk")}
        return TemplateResponse(request, "survey/desk_apart_delete.html", self.admin_site.each_context(request) | said)

    def export_view(self, request):
        """Every line of one survey as CSV; that it was exported goes on the record, and so does being refused it."""
        refuse_unless(self.has_export_permission(request), request, REFUSED)
        form = ExportForm(request.POST or None, label_suffix="")
        if form.is_valid():
            return sent(form.cleaned_data["survey"], by=request.user, at=request.at)
        said = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Export what is kept apart", "form": form}
        return TemplateResponse(request, "survey/desk_apart_export.html", said)


def words_of(survey):
    """The words of what is kept apart by the survey of that key."""
    return Words(Version.objects.filter(survey=survey).order_by("number").values_list("pk", flat=True))


def worded(words, answers):
    """Pairs of what was asked and what was said; "" where nothing was."""
    return [(words.text_of(name), words.of(answers, name)) for name in words.names]


def sent(survey, *, by, at):
    """The file, and a line of the record that says how much it holds, written before the first of it leaves."""
    lines = Apart.objects.filter(survey=survey).order_by("pk").values_list("answers", flat=True)
    record("what is kept apart was exported", survey, at=at, by=by, count=lines.count())
    words = words_of(survey.pk)
    rows = ([words.of(answers, name) for name in words.names] for answers in lines.iterator())
    return attached(as_csv(itertools.chain([words.names], rows)), f"{survey.slug}-kept-apart", kind="csv", at=at)
