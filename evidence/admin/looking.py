"""What officers have read and flagged, in the list of submissions: each sees their own marks."""

from django.contrib import admin
from django.utils.html import format_html

from evidence.models.looking import looks_at
from keepitlocal import actions
from keepitlocal.officers import paging


class Looked(paging.Keyed):
    """A page of submissions, each with its reader's look at it: read by one query for all."""

    def get_results(self, request):
        super().get_results(request)
        looks = looks_at(self.result_list, request.user)
        for row in self.result_list:
            row.look = looks[row.pk]


class Looking(admin.ModelAdmin):
    """A desk whose rows officers read, and flag for later."""

    def get_changelist(self, request):
        return Looked

    @admin.display(description="for you")
    def for_you(self, submission):
        """In words, and heavier where there is something to read."""
        words = submission.look.in_words
        return format_html("<strong>{}</strong>", words) if submission.look.is_waiting else words

    @admin.action(description="Flag for later", permissions=["review"])
    def flag(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "flag")

    @admin.action(description="Take the flag off", permissions=["review"])
    def unflag(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "unflag")

    @admin.action(description="Mark as unread", permissions=["review"])
    def mark_unread(self, request, submissions):
        actions.each_in_turn(self, request, submissions, "mark_unread")
