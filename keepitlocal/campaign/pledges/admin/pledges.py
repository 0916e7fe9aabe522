"""Pledges at the desk: a list, and each on a page of its own, moved by the verbs alone."""

from django.contrib import admin
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from keepitlocal import keys, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry
from keepitlocal.campaign.pledges.admin import filters, moderating
from keepitlocal.campaign.pledges.admin.exporting import Exporting
from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.officers import paging, verbs
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.outbox.models import Message

SHOWN = 10  # complaints beside a pledge


@admin.register(Pledge)
class PledgeAdmin(Exporting, ReadOnly):
    change_list_template = "pledges/desk_pledge_list.html"
    list_display = ["reference", "who", "place", "status", "is_shown", "words_status", "created_at"]
    list_filter = [filters.StatusFilter, filters.WordsFilter, filters.ShownFilter, filters.PlaceFilter]
    search_fields = ["name", "organisation", "place"]
    search_help_text = "Reference, name, organisation or place; or a whole e-mail address"
    sortable_by = ["created_at"]  # of columns that are never empty: see keepitlocal/officers/walking.py
    ordering = ["created_at", "pk"]
    list_per_page = 50
    actions = None
    paginator, show_full_result_count, show_facets = paging.KeyedPages, False, admin.ShowFacets.NEVER

    def get_urls(self):
        view = self.admin_site.admin_view(self.moderate_view)
        return [path("<path:object_id>/moderate/", view, name="pledges_pledge_moderate"), *super().get_urls()]

    def get_changelist(self, request):
        return paging.Keyed

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, however it was typed; by words of name, organisation and place; or by that very address."""
        if "@" in typed:
            return rows.filter(email__iexact=typed.strip()), False
        found, may_repeat = super().get_search_results(request, rows, typed)
        reference = references.tidy(typed)
        return (found | rows.filter(reference__contains=reference) if reference else found), may_repeat

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the pledges")
        return super().changelist_view(request, extra_context)

    @admin.display(description="name")
    def who(self, pledge):
        organisation = f", {pledge.organisation}" if pledge.organisation else ""
        return format_html("<bdi>{}{}</bdi>", pledge.name, organisation)

    @admin.display(description="listed", boolean=True)
    def is_shown(self, pledge):
        return pledge.is_public

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One page to read."""
        return self._read(request, self._found(request, object_id))

    @method_decorator(require_POST)
    def moderate_view(self, request, object_id):
        """Do one verb to one pledge. What is refused comes back as it was filled in, with the reason."""
        pledge = self._found(request, object_id)
        form, done = verbs.pressed(self, request, pledge, moderating.FORMS)
        if not done:
            return self._read(request, self._found(request, object_id), tried=form)
        return HttpResponseRedirect(reverse("admin:pledges_pledge_change", args=[pledge.pk]))

    def _read(self, request, pledge, tried=None):
        sees_complaints = request.user.has_perm("pledges.view_complaint")
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(pledge),
            "pledge": pledge,
            "verbs": moderating.forms_for(pledge, request.user, tried),
            "tried": tried,
            "complaints": pledge.complaints.all()[:SHOWN] if sees_complaints else [],
            "sent_messages": Message.objects.about(pledge),
            "entries": with_names(Entry.objects.about(pledge)[:20]),
        }
        return TemplateResponse(request, "pledges/desk_pledge.html", said)

    def _found(self, request, key):
        """The pledge, if this officer may read it. Trying to without being allowed goes on the record."""
        rows = Pledge.objects.select_related("agreed", "became")
        if not (pledge := rows.filter(pk=keys.read(key)).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, pledge), request, about=pledge)
        return pledge
