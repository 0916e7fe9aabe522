"""Submissions at the desk: read and reviewed, never edited. A draft is not for officers' eyes."""

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import add_preserved_filters
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from evidence.admin import filters, reviewing
from evidence.admin.asking import AskedFilter, Asking
from evidence.admin.assigning import Assigning
from evidence.admin.comparing import Comparing
from evidence.admin.entering import CameFilter, Entering
from evidence.admin.exports import Exporting
from evidence.admin.looking import Looking
from evidence.mentioning import marked
from evidence.models import Call, Publication, Submission
from keepitlocal import actions, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers import verbs, walking
from keepitlocal.officers.paging import KeyedPages
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.outbox.models import Message


@admin.register(Submission)
class SubmissionAdmin(Assigning, Asking, Entering, Looking, Exporting, Comparing, ReadOnly):
    list_display = [
        "reference",
        "name",
        "organisation",
        "respondent_type",
        "status",
        "status_since",
        "may_be_published",
        "assigned_to",
        "for_you",
        "call",  # last, for it is left out while there is one call
    ]
    list_filter = [
        "call",
        filters.TypeFilter,
        filters.StatusFilter,
        filters.DocumentsFilter,
        filters.PublicationFilter,
        filters.AssignedFilter,
        filters.ReadFilter,
        filters.FlaggedFilter,
        AskedFilter,
        CameFilter,
    ]
    search_fields = ["name", "organisation"]
    search_help_text = "Reference, name or organisation"
    sortable_by = ["reference", "name", "organisation", "status_since"]  # columns of its own that are never empty: see walking.py
    list_select_related = ["call", "respondent_type", "publication", "assigned_to"]
    list_per_page = 50
    paginator, show_full_result_count, show_facets = KeyedPages, False, admin.ShowFacets.NEVER
    actions = ["take_up", "assign_to_me", "assign_many", "accept", "flag", "unflag", "mark_unread"]

    def get_queryset(self, request):
        return super().get_queryset(request).sent()

    def get_list_display(self, request):
        return self.list_display if Call.objects.count() > 1 else self.list_display[:-1]

    @admin.display(description="publication")
    def may_be_published(self, submission):
        """In the words of the filter, which are the same for every call."""
        return Publication(submission.publication.code).label

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
        """One page to read: answers beside their questions, as they were sent. The reader's own mark says that it was read."""
        submission = self._found(request, object_id)
        look = submission.was_read(submission.revision, by=request.user, at=request.at)
        return self._read(request, submission, look)

    @method_decorator(require_POST)
    def review_view(self, request, object_id):
        """Do one verb to one submission. What is refused comes back as it was filled in, with the reason."""
        submission = self._found(request, object_id)
        form, done = verbs.pressed(self, request, submission, reviewing.FORMS | reviewing.MARKS)
        if not done:
            submission = self._found(request, object_id)
            return self._read(request, submission, submission.look_of(request.user), tried=form)
        # Its page would mark it as read again.
        page, key = ("changelist", []) if form.verb == "mark_unread" else ("change", [submission.pk])
        address = reverse(f"admin:evidence_submission_{page}", args=key)
        filtered = {"opts": self.opts, "preserved_filters": self.get_preserved_filters(request)}
        return HttpResponseRedirect(add_preserved_filters(filtered, address))

    def _read(self, request, submission, look, tried=None):
        """The reading page."""
        shown = self._shown(request, submission)
        asked = submission.asked_questions.whole()
        before, after = walking.neighbours(walking.rows_of(self, request), submission)
        notes = submission.notes.select_related("by").prefetch_related("told")
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
            "marks": reviewing.marks_for(look) if self.has_review_permission(request) else {},
            "look": look,
            "notes": [(note, marked(note.text, note.told.all())) for note in notes],
            "asked": asked,
            "sent_messages": Message.objects.filter(about__in=map(named, [submission, *asked])),
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
