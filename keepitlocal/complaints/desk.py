"""Complaints at the desk: what is said to be wrong, beside what it is about. Whoever decides may hide that in one press."""

from typing import ClassVar

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import Q
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
from keepitlocal.complaints.models import LONGEST_WORDS, Status
from keepitlocal.fields import PlainField
from keepitlocal.officers import verbs
from keepitlocal.officers.filters import WaitingFilter
from keepitlocal.officers.paging import Pages
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.officers.verbs import VerbForm

SHOWN = 10  # others about the same thing


class StatusFilter(WaitingFilter):
    waiting = Status.OPEN.label

    def lookups(self, request, desk):
        choices = desk.model._meta.get_field("status").choices
        return [*((value, label) for value, label in choices if value != Status.OPEN), ("all", "All")]

    def those_waiting(self, rows):
        return rows.open()


class DecideForm(VerbForm):
    """A part's own forms say who may, what their buttons say, and what `every` is about."""

    words = PlainField(
        label="What you decided, in your own words",
        required=False,
        called="What you write",
        longest=LONGEST_WORDS,
        help_text="Whoever reported it is sent them, where they gave an address.",
    )
    every = forms.BooleanField(required=False)

    def __init__(self, data=None, **initial):
        super().__init__(data, **initial)
        self.fields["every"].label = f"Decide all that are open about this {self.called} so"

    @transaction.atomic
    def do(self, complaint, *, by, at):
        """Decide it, and the others if that is asked: all, or none."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "every"}
        for each in [complaint, *(complaint.others.open() if self.cleaned_data["every"] else [])]:
            getattr(each, self.verb)(**said, by=by, at=at)


class UpholdForm(DecideForm):
    verb = "uphold"


class DismissForm(DecideForm):
    verb = "dismiss"


class ForgetForm(VerbForm):
    verb, label, is_folded = "forget", "Erase what was reported, and by whom", True


class ComplaintAdmin(ReadOnly):
    """A part's own names its forms: `hide`, `uphold`, `dismiss` and `forget`; its page extends complaints/desk_complaint.html."""

    forms: ClassVar[dict]
    related: ClassVar[list] = []  # of what is reported, for its page

    list_display = ["reference", "on", "words", "status", "created_at"]
    list_filter = [StatusFilter]
    search_fields = ["reference"]  # see get_search_results
    sortable_by: ClassVar[list] = []
    ordering = ["created_at", "pk"]
    list_per_page = 50
    actions = None
    paginator, show_full_result_count, show_facets = Pages, False, admin.ShowFacets.NEVER

    @property
    def search_help_text(self):
        return f"Its reference, or that of the {self.model.CALLED}"

    @property
    def list_select_related(self):
        return [self.model.CALLED]

    def about(self, complaint):
        """What else its page shows of what it is about: a dict."""
        return {}

    def get_urls(self):
        view = self.admin_site.admin_view(self.decide_view)
        name = f"{self.opts.app_label}_complaint_decide"
        return [path("<path:object_id>/decide/", view, name=name), *super().get_urls()]

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, of the complaint or of what it is about, however it was typed."""
        reference = references.tidy(typed)
        if not reference:
            return rows, False
        about = Q(**{f"{self.model.CALLED}__reference__contains": reference})
        return rows.filter(Q(reference__contains=reference) | about), False

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the complaints")
        return super().changelist_view(request, extra_context)

    @admin.display(description="about")
    def on(self, complaint):
        return format_html("{}, <bdi>{}</bdi>", complaint.thing, complaint.thing.name)

    @admin.display(description="first words")
    def words(self, complaint):
        return format_html("<bdi>{}</bdi>", Truncator(" ".join(complaint.says.split())).chars(140))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is said to be wrong, and what it is said of."""
        return self._read(request, self._found(request, object_id))

    @method_decorator(require_POST)
    def decide_view(self, request, object_id):
        """Hide what it is about, or decide. What is refused comes back as it was filled in, with the reason."""
        complaint = self._found(request, object_id)
        form, done = verbs.pressed(self, request, complaint, self.forms)
        if not done:
            return self._read(request, self._found(request, object_id), tried=form)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_complaint_change", args=[complaint.pk]))

    def _read(self, request, complaint, tried=None):
        app, called = self.opts.app_label, complaint.CALLED
        said = {
            **self.admin_site.each_context(request),
            **self.about(complaint),
            "opts": self.opts,
            "title": str(complaint),
            "complaint": complaint,
            "called": called,
            called: complaint.thing,
            "thing": complaint.thing,
            "list_address": reverse(f"admin:{app}_complaint_changelist"),
            "address": reverse(f"admin:{app}_complaint_decide", args=[complaint.pk]),
            "others": [(each, reverse(f"admin:{app}_complaint_change", args=[each.pk])) for each in complaint.others[:SHOWN]],
            "open_others": complaint.others.open().count(),
            "verbs": self._offered(complaint, request.user, tried),
            "tried": tried,
            "entries": with_names(Entry.objects.about(complaint)[:20]),
        }
        return TemplateResponse(request, f"{app}/desk_complaint.html", said)

    def _offered(self, complaint, officer, tried):
        """A dict of verb to form, of what this officer can do now; and the one that was refused, as it was filled in."""
        can = {"hide": complaint.thing.can("hide"), "uphold": complaint.is_open, "dismiss": complaint.is_open}
        can["forget"] = not complaint.is_open and not complaint.is_forgotten
        offered = {verb: form() for verb, form in self.forms.items() if can[verb] and officer.has_perm(form.may)}
        return offered | ({tried.verb: tried} if tried else {})

    def _found(self, request, key):
        """The complaint, if this officer may read it. Trying to without being allowed goes on the record."""
        rows = self.model.objects.select_related(self.model.CALLED, *self.related)
        if not (complaint := rows.filter(pk=keys.read(key)).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, complaint), request, about=complaint)
        return complaint
