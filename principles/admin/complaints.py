"""Complaints at the desk: what is said to be wrong, with the comment beside it. Whoever decides may hide it in one press."""

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
from keepitlocal.officers import verbs
from keepitlocal.officers.paging import Pages
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.officers.verbs import VerbForm
from principles.admin import context, filters, moderating
from principles.fields import PlainField
from principles.models import Complaint, Reason
from principles.models.moderating import LONGEST_WORDS

DECIDE = "principles.decide_complaint"


class HideForm(moderating.HideForm):
    """The reason is there already, so that one press hides it."""

    is_folded = False
    reason = moderating.reason(initial=Reason.UNLAWFUL)

    def do(self, complaint, *, by, at):
        complaint.comment.hide(**self.cleaned_data, by=by, at=at)


class DecideForm(VerbForm):
    may = DECIDE

    words = PlainField(
        label="What you decided, in your own words",
        required=False,
        called="What you write",
        longest=LONGEST_WORDS,
        help_text="Whoever reported it is sent them, where they gave an address.",
    )
    every = forms.BooleanField(label="Decide all that are open about this comment so", required=False)

    @transaction.atomic
    def do(self, complaint, *, by, at):
        """Decide it, and the others if that is asked: all, or none."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "every"}
        others = complaint.comment.complaints.open().exclude(pk=complaint.pk) if self.cleaned_data["every"] else []
        for each in [complaint, *others]:
            getattr(each, self.verb)(**said, by=by, at=at)


class UpholdForm(DecideForm):
    verb, label = "uphold", "Uphold: take the comment down"

    # Its own words go to whoever reported it, so here no reason needs words to the author.
    reason = moderating.reason([each for each in Reason.choices if each[0] != Reason.OTHER])
    field_order = ("reason",)


class DismissForm(DecideForm):
    verb, label = "dismiss", "Dismiss: the comment stands"


FORMS = {form.verb: form for form in [HideForm, UpholdForm, DismissForm]}


def forms_for(complaint, officer, tried=None):
    """A dict of verb to form, of what this officer can do now; and the one that was refused, as it was filled in."""
    can = {"hide": complaint.comment.can("hide"), "uphold": complaint.is_open, "dismiss": complaint.is_open}
    offered = {verb: form() for verb, form in FORMS.items() if can[verb] and officer.has_perm(form.may)}
    return offered | ({tried.verb: tried} if tried else {})


@admin.register(Complaint)
class ComplaintAdmin(ReadOnly):
    list_display = ["reference", "on", "words", "status", "created_at"]
    list_filter = [filters.ComplaintStatusFilter]
    search_fields = ["reference"]  # see get_search_results
    search_help_text = "Its reference, or that of the comment"
    sortable_by = []
    ordering = ["created_at", "pk"]
    list_select_related = ["comment"]
    list_per_page = 50
    actions = None
    paginator, show_full_result_count, show_facets = Pages, False, admin.ShowFacets.NEVER

    def get_urls(self):
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<path:object_id>/decide/", view, name="principles_complaint_decide"), *super().get_urls()]

    def get_search_results(self, request, rows, typed):
        """By any part of a reference, of the complaint or of the comment, however it was typed."""
        reference = references.tidy(typed)
        if not reference:
            return rows, False
        return rows.filter(Q(reference__contains=reference) | Q(comment__reference__contains=reference)), False

    def changelist_view(self, request, extra_context=None):
        """The list. Trying without being allowed goes on the record."""
        refuse_unless(self.has_view_permission(request), request, "the complaints")
        return super().changelist_view(request, extra_context)

    @admin.display(description="about")
    def on(self, complaint):
        return format_html("{}, <bdi>{}</bdi>", complaint.comment, complaint.comment.name)

    @admin.display(description="first words")
    def words(self, complaint):
        return format_html("<bdi>{}</bdi>", Truncator(" ".join(complaint.says.split())).chars(140))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is said to be wrong, and the comment."""
        return self._read(request, self._found(request, object_id))

    @method_decorator(require_POST)
    def decide_view(self, request, object_id):
        """Hide the comment, or decide. What is refused comes back as it was filled in, with the reason."""
        complaint = self._found(request, object_id)
        form, done = verbs.pressed(self, request, complaint, FORMS)
        if not done:
            return self._read(request, self._found(request, object_id), tried=form)
        return HttpResponseRedirect(reverse("admin:principles_complaint_change", args=[complaint.pk]))

    def _read(self, request, complaint, tried=None):
        comment = complaint.comment
        said = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(complaint),
            "complaint": complaint,
            "comment": comment,
            "about": context.about(comment),
            "passage": context.passage(comment),
            "others": comment.complaints.exclude(pk=complaint.pk)[: context.SHOWN],
            "open_others": comment.complaints.open().exclude(pk=complaint.pk).count(),
            "verbs": forms_for(complaint, request.user, tried),
            "tried": tried,
            "entries": with_names(Entry.objects.about(complaint)[:20]),
        }
        return TemplateResponse(request, "principles/desk_complaint.html", said)

    def _found(self, request, key):
        """The complaint, if this officer may read it. Trying to without being allowed goes on the record."""
        rows = Complaint.objects.select_related("comment__principle", "comment__author", "comment__likeness")
        if not (complaint := rows.filter(pk=keys.read(key)).first()):
            raise Http404
        refuse_unless(self.has_view_permission(request, complaint), request, about=complaint)
        return complaint
