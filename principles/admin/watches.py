"""Who is told of what comes, at the desk: looked up by their address alone, and told no more where they ask officers for that."""

from django.contrib import admin
from django.urls import path

from keepitlocal import actions
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from principles.models import Watch


@admin.register(Watch)
class WatchAdmin(ReadOnly):
    """A list of one address's lines, and nothing behind it. Without an address it is empty: nobody browses through addresses."""

    list_display = ["of", "how", "confirmed_at", "unsubscribed_at"]
    list_display_links = None
    search_fields = ["email"]  # see get_search_results
    search_help_text = "A whole e-mail address"
    sortable_by = []
    ordering = ["pk"]
    list_select_related = ["principle", "comment"]
    show_full_result_count = False
    actions = ["unsubscribe"]

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="principles_watch_changelist")]

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "those who are told")
        return super().changelist_view(request, {"title": "Who is told of what", **(extra_context or {})})

    def get_search_results(self, request, rows, typed):
        return rows.known_as(typed.strip()) if "@" in typed else rows.none(), False

    def lookup_allowed(self, lookup, value, request=None):
        return False

    def has_unsubscribe_permission(self, request):
        return request.user.has_perm("principles.change_watch")

    @admin.display(description="told of")
    def of(self, watch):
        if watch.comment:
            return f"Replies to {watch.comment}"
        return str(watch.principle) if watch.principle else "All the principles"

    @admin.action(description="Tell them no more", permissions=["unsubscribe"])
    def unsubscribe(self, request, watches):
        actions.each_in_turn(self, request, watches.order_by("pk"), "unsubscribe")
