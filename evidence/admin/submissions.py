"""Submissions at the desk: read, never edited. A draft is not for officers' eyes."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse

from evidence import reading
from evidence.models import Publication, Submission
from keepitlocal.audit.models import Entry, record
from keepitlocal.outbox.models import Message


@admin.register(Submission)
class SubmissionAdmin(admin.ModelAdmin):
    list_display = ["reference", "name", "organisation", "respondent_type", "call", "status", "status_since", "publication"]
    list_filter = ["call", "respondent_type"]
    search_fields = ["reference", "name", "organisation"]
    search_help_text = "Reference, name or organisation"
    list_select_related = ["call", "respondent_type", "publication"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).sent()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One page to read: answers beside their questions, as they were sent."""
        submission = self._found(request, object_id)
        revision = submission.latest
        said = {
            **self.admin_site.each_context(request),
            **reading.whole(revision.content),
            "opts": self.opts,
            "title": submission.reference,
            "submission": submission,
            "revision": revision,
            "sent_messages": Message.objects.about(submission),
            "entries": Entry.objects.about(submission)[:20],
        }
        return TemplateResponse(request, "evidence/desk_submission.html", said)

    def _found(self, request, key):
        """The submission, if this officer may read it. Reading what is confidential, or trying to, goes on the record."""
        submission = self.get_object(request, key)
        if not submission:
            raise Http404
        is_private = submission.publication.code == Publication.PRIVATE
        if not self.has_view_permission(request, submission):
            record("was refused", submission, at=request.at, by=request.user)
            raise PermissionDenied
        if is_private:
            record("confidential evidence was read", submission, at=request.at, by=request.user)
        return submission
