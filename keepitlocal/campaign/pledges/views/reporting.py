"""Reporting a pledge (see keepitlocal/complaints)."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from keepitlocal import errors
from keepitlocal.campaign.pledges.models import Complaint, Pledge
from keepitlocal.complaints import forms, views
from keepitlocal.pace import paced


class ReportForm(forms.ReportForm):
    missing = _("Say what is wrong with the pledge")
    kept = _("We tell you here what we decide. We never publish it, and do not show it to whoever made the pledge.")


@paced
def report(request, key):
    """Say what is wrong with a pledge that everybody can read. One that never was shown is not found."""
    pledge = Pledge.objects.filter(pk=key).first()
    if not pledge or not pledge.confirmed_at:
        raise Http404
    if not pledge.is_public:
        return render(request, "pledges/not_shown.html", {"typed": errors.words(request)}, status=409)
    return views.report(request, Complaint, pledge, ReportForm)


def reported(request, token):
    return views.reported(request, Complaint, token)
