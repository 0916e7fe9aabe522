"""Drafts at the desk: how writing goes and until when, longer for some, and a reminder. Never a word of what is written."""

import datetime
import re

from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.urls import path

from evidence import keeping
from evidence.admin.filters import TypeFilter
from evidence.models import Call, Draft, Submission, reviewing
from evidence.models.drafting import tallies
from keepitlocal import references
from keepitlocal.lifecycle import Refusal
from keepitlocal.moment_field import MomentField
from keepitlocal.officers.counted import Counted
from keepitlocal.officers.filters import ChoiceFilter
from keepitlocal.officers.front import SOON
from keepitlocal.officers.read_only import ReadOnly
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.templatetags.moments import deadline

# How writing goes takes as long to count as the list itself, and is counted no more often.
counted = Counted(lambda *, at: tallies(Call.objects.published().open(at)), often=datetime.timedelta(seconds=10))
AT_ONCE = 200  # drafts: more of them at a time than that is a matter for their call
NUMBER = re.compile(r"(?:draft\s*)?(\d{1,9})", re.IGNORECASE)


class RespondentFilter(TypeFilter):
    """By what the working copy says."""

    def lookups(self, request, desk):
        return [*super().lookups(request, desk), ("-", "Not said yet")]

    def queryset(self, request, rows):
        if not self.value():
            return rows
        return rows.filter(type_code=None) if self.value() == "-" else rows.filter(type_code=self.value())


class AddressFilter(ChoiceFilter):
    title, parameter_name = "address", "address"

    def lookups(self, request, desk):
        return [("yes", "Has an address"), ("no", "None")]

    def queryset(self, request, rows):
        return rows.filter(**{"yes": {"addresses__gt": 0}, "no": {"addresses": 0}}.get(self.value(), {}))


class ProgressFilter(ChoiceFilter):
    title, parameter_name = "progress", "progress"

    def lookups(self, request, desk):
        return [("untouched", "Nothing typed"), ("begun", "Begun"), ("ready", "Ready to send")]

    def queryset(self, request, rows):
        return getattr(rows, self.value())() if self.value() else rows


class ClosingFilter(ChoiceFilter):
    title, parameter_name = "closing", "closing"

    def lookups(self, request, desk):
        return [("soon", f"Within {SOON.days} days")]

    def queryset(self, request, rows):
        return rows.running_out(SOON, request.at) if self.value() else rows


class LongerForm(forms.Form):
    until = MomentField(
        label="Until",
        ends=True,
        help_text="A day, and a time if you mean one (UK time). A day alone gives them to the end of that day.",
    )
    why = forms.CharField(
        label="Reason",
        max_length=reviewing.LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="Their writers are told it, and it stays in the record for good: name nobody.",
    )

    def done(self, submissions, *, by, at):
        """Give each longer: those that were. What is refused is said on the form."""
        done = []
        for submission in submissions:
            try:
                submission.give_longer(**self.cleaned_data, by=by, at=at)
            except Refusal as refusal:
                self.add_error(None, f"{submission}: {refusal}")
            else:
                done.append(submission)
        return done


@admin.register(Draft)
class DraftAdmin(ReadOnly):
    """A list, and nothing behind it: what there is to know of a draft is on its line."""

    change_list_template = "evidence/desk_draft_list.html"
    list_display = [
        "label",
        "respondent",
        "progress",
        "answers",
        "about_you",
        "published",
        "reached_by",
        "begun_at",
        "saved_at",
        "open_until",
        "call",  # last, for it is left out while there is one call
    ]
    list_display_links = None
    list_filter = ["call", RespondentFilter, ProgressFilter, AddressFilter, ClosingFilter]
    search_fields = ["reference"]  # see get_search_results
    search_help_text = "Number, such as draft 12, reference, or a whole e-mail address"
    sortable_by = ["label", "begun_at", "saved_at"]
    list_select_related = ["call"]
    list_per_page = 50
    show_full_result_count, show_facets = False, admin.ShowFacets.NEVER
    actions = ["remind", "give_longer"]

    def get_urls(self):
        return [path("", self.admin_site.admin_view(self.changelist_view), name="evidence_draft_changelist")]

    def get_queryset(self, request):
        return super().get_queryset(request).being_written().with_progress()

    def get_list_display(self, request):
        return self.list_display if Call.objects.count() > 1 else self.list_display[:-1]

    def get_search_results(self, request, rows, typed):
        """By the number, by any part of a reference, or by an address that can come back to it: that very one, and no part."""
        typed = typed.strip()
        if number := NUMBER.fullmatch(typed):
            return rows.filter(pk=number[1]), False
        if "@" in typed:
            return rows.known_as(typed), False
        reference = references.tidy(typed)
        return (rows.filter(reference__contains=reference) if reference else rows.none() if typed else rows), False

    def has_extend_permission(self, request):
        return request.user.has_perm("evidence.extend_draft")

    def has_remind_permission(self, request):
        return request.user.has_perm("evidence.remind_draft")

    def changelist_view(self, request, extra_context=None):
        """The list below the counts. Trying without being allowed, also one of its actions, goes on the record."""
        may = {"give_longer": self.has_extend_permission, "remind": self.has_remind_permission}
        asked = may.get(request.POST.get("action"), self.has_view_permission)
        refuse_unless(self.has_view_permission(request) and asked(request), request, "the drafts")
        said = {"tallies": counted.of(at=request.at)[0]}
        return super().changelist_view(request, {**said, **(extra_context or {})})

    @admin.display(description="draft", ordering="pk")
    def label(self, draft):
        return f"{draft}, being changed" if draft.reference else str(draft)

    @admin.display(description="respondent")
    def respondent(self, draft):
        return draft.type_label or "Not said yet"

    @admin.display(description="progress")
    def progress(self, draft):
        if draft.is_ready:
            return "Ready to send"
        return "Begun" if draft.says_anything or draft.held else "Nothing typed"

    @admin.display(description="answered")
    def answers(self, draft):
        documents = f", {draft.held} document{'' if draft.held == 1 else 's'}" if draft.held else ""
        return f"{draft.answered} of {draft.asked}{documents}"

    @admin.display(description="about them")
    def about_you(self, draft):
        if draft.type_code is not None and draft.has_name:
            return "Done"
        return "In progress" if draft.has_begun_about else "Not started"

    @admin.display(description="publication")
    def published(self, draft):
        return "Chosen" if draft.has_choice else "To choose again" if draft.has_agreed else "Not chosen"

    @admin.display(description="addresses")
    def reached_by(self, draft):
        if not draft.addresses:
            return "None"
        return f"{draft.addresses}, {draft.quiet} of them quiet" if draft.quiet else draft.addresses

    @admin.display(description="open until")
    def open_until(self, draft):
        given = draft.window.closes_at > draft.call.closes_at
        return f"{'Given until ' if given else ''}{deadline(draft.window.closes_at)}"

    @admin.action(description="Send the reminder now", permissions=["remind"])
    def remind(self, request, drafts):
        """To every address of each, and tell how many there were and what was refused."""
        if not (submissions := self._chosen(request, drafts)):
            return
        reminded, done, refused = 0, [], {}
        for submission in submissions:
            try:
                reminded += keeping.remind_now(submission, by=request.user, at=request.at)
            except Refusal as refusal:
                refused.setdefault(str(refusal), []).append(str(submission))
            else:
                done.append(str(submission))
        if done:
            went = f"The reminder goes to {reminded} address{'' if reminded == 1 else 'es'}, for: {', '.join(done)}."
            self.message_user(request, went, messages.SUCCESS)
        for why, labels in refused.items():
            self.message_user(request, f"{', '.join(labels)}: {why}", messages.WARNING)

    @admin.action(description="Give longer", permissions=["extend"])
    def give_longer(self, request, drafts):
        """Ask until when, and why; then give it. Where all are refused, the form comes back as it was filled in."""
        if not (submissions := self._chosen(request, drafts)):
            return None
        form = LongerForm(request.POST if "until_0" in request.POST else None, label_suffix="")
        done = form.done(submissions, by=request.user, at=request.at) if form.is_valid() else []
        if not done:
            said = {
                "title": "Give longer",
                "opts": self.opts,
                "media": self.media + form.media,
                "form": form,
                "drafts": drafts.order_by("-pk"),
            }
            return TemplateResponse(request, "evidence/desk_draft_longer.html", self.admin_site.each_context(request) | said)
        until = deadline(form.cleaned_data["until"])
        self.message_user(request, f"Given until {until}: {', '.join(map(str, done))}.", messages.SUCCESS)
        for refusal in form.non_field_errors():
            self.message_user(request, refusal, messages.WARNING)
        return None

    def _chosen(self, request, drafts):
        """The submissions themselves, or none where they are too many at once."""
        if drafts.count() > AT_ONCE:
            self.message_user(request, f"Choose up to {AT_ONCE} at once.", messages.WARNING)
            return []
        return list(Submission.objects.filter(pk__in=[draft.pk for draft in drafts]).select_related("call"))
