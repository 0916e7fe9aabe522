"""Complaints about pledges at the desk (see keepitlocal/complaints)."""

from django.contrib import admin

from keepitlocal.campaign.pledges.admin import moderating
from keepitlocal.campaign.pledges.models import Complaint
from keepitlocal.complaints import desk

DECIDE = "pledges.decide_complaint"


class HideForm(moderating.HideForm):
    is_folded = False

    def do(self, complaint, *, by, at):
        complaint.pledge.hide(**self.cleaned_data, by=by, at=at)


class UpholdForm(desk.UpholdForm):
    label, called, may = "Uphold: take the pledge down", "pledge", DECIDE


class DismissForm(desk.DismissForm):
    label, called, may = "Dismiss: the pledge stands", "pledge", DECIDE


class ForgetForm(desk.ForgetForm):
    may = DECIDE


@admin.register(Complaint)
class ComplaintAdmin(desk.ComplaintAdmin):
    forms = {form.verb: form for form in [HideForm, UpholdForm, DismissForm, ForgetForm]}
