"""Complaints about comments at the desk (see keepitlocal/complaints)."""

from django.contrib import admin

from keepitlocal.complaints import desk
from principles.admin import context, moderating
from principles.models import Complaint, Reason

DECIDE = "principles.decide_complaint"


class HideForm(moderating.HideForm):
    """The reason is there already, so that one press hides it."""

    is_folded = False
    reason = moderating.reason(initial=Reason.UNLAWFUL)

    def do(self, complaint, *, by, at):
        complaint.comment.hide(**self.cleaned_data, by=by, at=at)


class UpholdForm(desk.UpholdForm):
    label, called, may = "Uphold: take the comment down", "comment", DECIDE

    # Its own words go to whoever reported it, so here no reason needs words to the author.
    reason = moderating.reason([each for each in Reason.choices if each[0] != Reason.OTHER])
    field_order = ("reason",)


class DismissForm(desk.DismissForm):
    label, called, may = "Dismiss: the comment stands", "comment", DECIDE


class ForgetForm(desk.ForgetForm):
    may = DECIDE


@admin.register(Complaint)
class ComplaintAdmin(desk.ComplaintAdmin):
    forms = {form.verb: form for form in [HideForm, UpholdForm, DismissForm, ForgetForm]}
    related = ["comment__principle", "comment__author", "comment__likeness"]

    def about(self, complaint):
        return {"about": context.about(complaint.comment), "passage": context.passage(complaint.comment)}
