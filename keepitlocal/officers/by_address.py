"""Lists of addresses that are told of something, at the desk: looked up by an address, and told no more where that is asked."""

from django.contrib import admin
from django.urls import path

from keepitlocal import actions
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless


class ByAddress(ReadOnly):
    """A list of one address's lines, and nothing behind it. Without an address it is empty: nobody browses through addresses.

    Its model is a `keepitlocal.told.Told`; `called` says in the record whom somebody tried to list without being allowed.
    """

    called = title = ""
    list_display_links = None
    search_fields = ["email"]  # see get_search_results
    search_help_text = "A whole e-mail address"
    sortable_by = []
    ordering = ["pk"]
    show_full_result_count = False
    actions = ["unsubscribe"]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return [path("", self.admin_site.admin_view(self.changelist_view), name=name)]

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, self.called)
        return super().changelist_view(request, {"title": self.title, **(extra_context or {})})

    def get_search_results(self, request, rows, typed):
        return rows.known_as(typed.strip()) if "@" in typed else rows.none(), False

    def lookup_allowed(self, lookup, value, request=None):
        return False

    def has_unsubscribe_permission(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.change_{self.opts.model_name}")

    @admin.action(description="Tell them no more", permissions=["unsubscribe"])
    def unsubscribe(self, request, told):
        actions.each_in_turn(self, request, told.order_by("pk"), "unsubscribe")
