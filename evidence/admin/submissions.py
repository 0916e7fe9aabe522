"""Submissions at the desk: read and reviewed, never edited. A draft is not for officers' eyes."""

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from evidence.admin import filters, reviewing
from evidence.admin.comparing import Comparing
from evidence.admin.exports import Exporting
from evidence.models import Call, Publication, Submission
from keepitlocal import actions, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry
from keepitlocal.officers import walking
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.outbox.models import Message


@admin.register(Submission)
class SubmissionAdmin(Exporting, Comparing, ReadOnly):
    list_display = [
        "reference",
        "name",
        "organisation",
        "respondent_type",
        "status",
        "status_since",
        "may_be_published",
        "assigned_to",
        "call",  # last, for it is left out while there is one call
    ]
    list_filter = [
        "call",
        filters.TypeFilter,
        filters.StatusFilter,
        filters.DocumentsFilter,
        filters.PublicationFilter,
        filters.AssignedFilter,
    ]
    search_fields = ["name", "organisation"]
    search_help_text = "Reference, name or organisation"
    sortable_by = ["reference", "name", "organisation", "status_since"]  # columns of its own that are never empty: see walking.py
    list_select_related = ["call", "respondent_type", "publication", "assigned_to"]
    list_per_page = 50
    show_full_result_count, show_facets = False, admin.ShowFacets.NEVER
    actions = ["take_up", "assign_to_me", "accept"]

    def get_queryset(self, request):
        return super().get_queryset(request).sent()

    def get_list_display(self, request):
        return self.list_display if Call.objects.count() > 1 else self.list_display[:-1]

    @admin.display(description="publication")
    def may_be_published(self, submission):
        """In the words of the filter, which are the same for every call."""
        return Publication(submission.publication.code).label

    def get_changelist(self, request):
        return walking.Listed

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, however it was typed; or by words of the name and the organisation."""
        found, may_repeat = super().get_search_results(request, rows, typed)
        reference = references.tidy(typed)
        return (found | rows.filter(reference__contains=reference) if reference else found), may_repeat

    def has_review_permission(self, request):
        return request.user.has_perm("evidence.review_submission")

    @admin.action(description="Take up", permissions=["review"])
    def take_up(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "take_up")

    @admin.action(description="Assign to me", permissions=["review"])
    def assign_to_me(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "claim")

    @admin.action(description="Accept as evidence", permissions=["review"])
    def accept(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "accept")

    def get_urls(self):
        review = self.admin_site.admin_view(self.review_view)
        return [path("<path:object_id>/review/", review, name="evidence_submission_review"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One page to read: answers beside their questions, as they were sent."""
        return self._read(request, self._found(request, object_id))

    def review_view(self, request, object_id):
        """Do one verb to one submission. What is refused comes back as it was filled in, with the reason."""
        submission = self._found(request, object_id)
        refuse_unless(self.has_review_permission(request), request, about=submission)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not (kind := reviewing.FORMS.get(request.POST.get("verb"))):
            raise BadRequest("There is no such verb.")
        form = kind(request.POST)
        if not form.done(submission, by=request.user, at=request.at):
            return self._read(request, self._found(request, object_id), tried=form)
        self.message_user(request, f"{submission}: {form.label.lower()}, done.", messages.SUCCESS)
        address = reverse("admin:evidence_submission_change", args=[submission.pk])
        filtered = {"opts": self.opts, "preserved_filters": self.get_preserved_filters(request)}
        return HttpResponseRedirect(add_preserved_filters(filtered, address))

    def _read(self, request, submission, tried=None):
        """The reading page."""
        shown = self._shown(request, submission)
        before, after = walking.neighbours(walking.rows_of(self, request), submission)
        said = {
            **self.admin_site.each_context(request),
            **shown,
            "opts": self.opts,
            "preserved_filters": self.get_preserved_filters(request),
            "before": before,
            "after": after,
            "title": submission.reference,
            "submission": submission,
            "moves": with_names(submission.moves()[:1]),
            "review": reviewing.forms_for(submission, tried) if self.has_review_permission(request) else {},
            "notes": submission.notes.select_related("by"),
            "sent_messages": Message.objects.about(submission),
            "tried": tried,
            "entries": with_names(Entry.objects.about(submission)[:20]),
        }
        return TemplateResponse(request, "evidence/desk_submission.html", said)

    def _found(self, request, key):
        """The submission, if this officer may read it. Trying to without being allowed goes on the record."""
        submission = self.get_object(request, key)
        if not submission:
            raise Http404
        refuse_unless(self.has_view_permission(request, submission), request, about=submission)
        return submission
