"""Questions to respondents at the desk: asked from the reading page, shown there with their answers, and taken back."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse

from evidence.models import Asked, asking
from keepitlocal import lifecycle
from keepitlocal.officers.filters import ChoiceFilter
from keepitlocal.officers.refusing import refuse_unless
from keepitlocal.officers.verbs import VerbForm


class AskForm(VerbForm):
    verb, label, may = "ask", "Ask its sender a question", "evidence.review_submission"

    text = forms.CharField(
        label="Your question",
        max_length=asking.LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 4}),
        help_text="It goes by e-mail to the address they gave; they need not answer. Quote nothing of theirs in it.",
    )
    answer_by = forms.DateField(
        label="By when, if you wish",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="The e-mail says so. Later answers are taken, too.",
        error_messages={"invalid": "This is not a day. Give it such as 13/07/2018"},
    )


class AskedFilter(ChoiceFilter):
    title, parameter_name = "questions to the sender", "asked"

    def lookups(self, request, desk):
        return [("waiting", "Waiting for an answer"), ("answered", "Answered")]

    def queryset(self, request, rows):
        narrowed = {"waiting": Asked.objects.waiting, "answered": Asked.objects.answered}
        if self.value() not in narrowed:
            return rows
        return rows.filter(Exists(narrowed[self.value()]().filter(submission=OuterRef("pk"))), status__in=asking.STANDING)


class Asking(admin.ModelAdmin):
    """A desk from whose reading page senders are asked, by those who may review."""

    def get_urls(self):
        take_back = self.admin_site.admin_view(self.take_back_view)
        return [path("asked/<int:key>/take-back/", take_back, name="evidence_asked_take_back"), *super().get_urls()]

    def take_back_view(self, request, key):
        """Take one question back, while nobody has answered it. Trying without being allowed goes on the record."""
        asked = Asked.objects.select_related("submission").filter(pk=key).first()
        if not asked:
            raise Http404
        may = request.user.has_perm("evidence.review_submission")
        refuse_unless(may, request, about=asked.submission)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            asked.take_back(by=request.user, at=request.at)
            self.message_user(request, "The question is taken back.", messages.SUCCESS)
        except lifecycle.Refusal as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        address = reverse("admin:evidence_submission_change", args=[asked.submission_id])
        return HttpResponseRedirect(f"{address}#asked")
