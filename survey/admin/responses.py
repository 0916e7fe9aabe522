"""Responses at the desk: read as they were sent, and never edited. A draft is its writers' alone."""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from keepitlocal import keys, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.paging import Pages
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from survey import sendings
from survey.admin import filters
from survey.admin.paper import OnPaper
from survey.models import Response, Status, Survey


@admin.register(Response)
class ResponseAdmin(OnPaper, ReadOnly):
    change_list_template = "survey/desk_response_list.html"
    list_display = [
        "reference",
        "audience",
        "version_number",
        "came",
        "sent_at",
        "survey",  # last, for it is left out while there is one survey
    ]
    list_filter = ["survey", filters.AudienceFilter, "channel", filters.VersionFilter]
    search_fields = ["reference"]  # see get_search_results
    search_help_text = "Reference"
    sortable_by = []
    ordering = ["-status_since", "-pk"]
    list_select_related = ["survey", "version"]
    list_per_page = 50
    paginator, show_full_result_count, show_facets = Pages, False, admin.ShowFacets.NEVER
    actions = None

    def get_urls(self):
        erase = self.admin_site.admin_view(self.erase_view)
        return [path("<int:key>/erase/", erase, name="survey_response_erase"), *super().get_urls()]

    def get_queryset(self, request):
        """Those that count, without the long columns of what they belong to."""
        unread = ["survey__draft", "survey__loaded", "survey__introduction", "version__content", "says", "turns"]
        return super().get_queryset(request).sent().defer(*unread)

    def get_list_display(self, request):
        return self.list_display if Survey.objects.count() > 1 else self.list_display[:-1]

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, however it was typed."""
        reference = references.tidy(typed)
        return (rows.filter(reference__contains=reference) if reference else rows), False

    def has_erase_permission(self, request):
        return request.user.has_perm("survey.erase_response")

    @admin.display(description="audience")
    def audience(self, response):
        return response.audience.capitalize() or "None of those named"

    @admin.display(description="version")
    def version_number(self, response):
        return response.version.number

    @admin.display(description="came")
    def came(self, response):
        return f"{response.get_channel_display()}{', late' if response.is_late else ''}"

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One page to read: what was sent last, or the time that the address names, and what changed from the time before."""
        response = self._found(request, object_id)
        return self._page(
            request,
            "survey/desk_response.html",
            response,
            {
                **(_read(response, request.GET.get("sending")) if response.status == Status.SENT else {}),
                "title": response.reference,
                "can_be_erased": response.status == Status.SENT and self.has_erase_permission(request),
                "entries": with_names(Entry.objects.about(response)[:20]),
            },
        )

    def erase_view(self, request, key):
        """Ask once more, and forget every word of it."""
        response = self._found(request, key)
        refuse_unless(self.has_erase_permission(request), request, about=response)
        if request.method != "POST":
            return self._page(request, "survey/desk_response_erase.html", response, {"title": f"Erase {response}"})
        try:
            response.erase(by=request.user, at=request.at)
        except Refusal as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        else:
            self.message_user(request, f"{response} is erased.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:survey_response_change", args=[response.pk]))

    def _found(self, request, key):
        """What was sent, also where it was erased since. Trying to read it without being allowed goes on the record."""
        sent = Response.objects.exclude(reference=None).select_related("survey", "version", "course", "entered_by")
        if not (response := sent.filter(pk=keys.read(str(key))).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, response), request, about=response)
        return response

    def _page(self, request, template, response, said):
        said = {**self.admin_site.each_context(request), "opts": self.opts, "response": response, **said}
        return TemplateResponse(request, template, said)


def _read(response, number):
    """What the page shows of the sending of that number, as an address gives it; of the last one, where it gives none."""
    numbers = {str(number): number for number in range(1, response.number + 1)}
    shown = sendings.sent_as(response, numbers.get(number or str(response.number)))
    if not shown:
        raise Http404
    before = sendings.sent_as(response, shown.number - 1) if shown.number > 1 else None
    return {
        "shown": shown,
        "before": before,
        "changed": sendings.changed(before, shown) if before else [],
        "earlier": response.earlier.order_by("-number").values("number", "sent_at"),
    }
