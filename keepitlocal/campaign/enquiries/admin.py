"""Enquiries at the desk: a list of what waits, and each with the whole conversation, answered from there."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from keepitlocal import keys, references
from keepitlocal.audit.admin import with_names
from keepitlocal.audit.models import Entry
from keepitlocal.campaign.enquiries.models import About, Enquiry, Said, Status
from keepitlocal.campaign.enquiries.verbs import FORMS, forms_for
from keepitlocal.officers import paging, verbs
from keepitlocal.officers.filters import ChoiceFilter, WaitingFilter
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.outbox.models import Message

BEGINNING = 200  # characters of the first message that a list needs


class StatusFilter(WaitingFilter):
    waiting = Status.OPEN.label

    def lookups(self, request, desk):
        return [*((each.value, each.label) for each in Status if each != Status.OPEN), ("all", "All")]

    def those_waiting(self, rows):
        return rows.open()


class AssignedFilter(ChoiceFilter):
    title, parameter_name = "assigned to", "assigned"

    def lookups(self, request, desk):
        return [("me", "Me"), ("nobody", "Nobody")]

    def queryset(self, request, rows):
        narrowed = {"me": {"assigned_to": request.user}, "nobody": {"assigned_to": None}}
        return rows.filter(**narrowed.get(self.value(), {}))


class AboutFilter(ChoiceFilter):
    title, parameter_name = "what it is about", "about"

    def lookups(self, request, desk):
        return About.choices

    def queryset(self, request, rows):
        return rows.filter(about=self.value()) if self.value() else rows


@admin.register(Enquiry)
class EnquiryAdmin(ReadOnly):
    list_display = ["reference", "who", "about", "words", "status", "assigned_to", "status_since"]
    list_filter = [StatusFilter, AssignedFilter, AboutFilter]
    search_fields = ["name"]  # see get_search_results
    search_help_text = "Reference or name; or a whole e-mail address"
    sortable_by = []
    ordering = ["status_since", "pk"]
    list_select_related = ["assigned_to"]
    list_per_page = 50
    actions = None
    paginator, show_full_result_count, show_facets = paging.KeyedPages, False, admin.ShowFacets.NEVER

    def get_urls(self):
        view = self.admin_site.admin_view(self.handle_view)
        return [path("<path:object_id>/handle/", view, name="enquiries_enquiry_handle"), *super().get_urls()]

    def get_changelist(self, request):
        return paging.Keyed

    def get_queryset(self, request):
        first = Said.objects.filter(enquiry=OuterRef("pk"), number=1).values(beginning=Left("text", BEGINNING))
        return super().get_queryset(request).annotate(begins=Subquery(first))

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, however it was typed; by words of the name; or by that very address."""
        if "@" in typed:
            return rows.filter(email__iexact=typed.strip()), False
        found, may_repeat = super().get_search_results(request, rows, typed)
        reference = references.tidy(typed)
        return (found | rows.filter(reference__contains=reference) if reference else found), may_repeat

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the enquiries")
        return super().changelist_view(request, extra_context)

    @admin.display(description="from")
    def who(self, enquiry):
        return format_html("<bdi>{}</bdi>", enquiry.name)

    @admin.display(description="first words")
    def words(self, enquiry):
        return format_html("<bdi>{}</bdi>", Truncator(" ".join((enquiry.begins or "").split())).chars(140))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The whole conversation."""
        return self._read(request, self._found(request, object_id))

    @method_decorator(require_POST)
    def handle_view(self, request, object_id):
        """Do one verb. What is refused comes back as it was filled in, with the reason."""
        enquiry = self._found(request, object_id)
        form, done = verbs.pressed(self, request, enquiry, FORMS)
        if not done:
            return self._read(request, self._found(request, object_id), tried=form)
        return HttpResponseRedirect(reverse("admin:enquiries_enquiry_change", args=[enquiry.pk]))

    def _read(self, request, enquiry, tried=None):
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(enquiry),
            "enquiry": enquiry,
            "conversation": enquiry.said.select_related("by"),
            "notes": enquiry.notes.select_related("by"),
            "others": self._others(enquiry),
            "verbs": forms_for(enquiry, request.user, tried),
            "tried": tried,
            "sent_messages": Message.objects.about(enquiry),
            "entries": with_names(Entry.objects.about(enquiry)[:20]),
        }
        return TemplateResponse(request, "enquiries/desk_enquiry.html", said)

    def _others(self, enquiry):
        """What else came from the same address lately."""
        alike = Enquiry.objects.kept().filter(email__iexact=enquiry.email).exclude(pk=enquiry.pk)
        return alike.order_by("-created_at")[:10]

    def _found(self, request, key):
        """The enquiry, if this officer may read it. Trying to without being allowed goes on the record."""
        rows = Enquiry.objects.select_related("assigned_to")
        if not (enquiry := rows.filter(pk=keys.read(key)).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, enquiry), request, about=enquiry)
        return enquiry
