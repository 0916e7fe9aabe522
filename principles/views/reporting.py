"""Reporting a comment (see keepitlocal/complaints)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal import lifecycle
from keepitlocal.complaints import forms, views
from keepitlocal.pace import paced
from principles.models import Comment, Complaint, Consultation
from principles.views.refusing import in_words


class ReportForm(forms.ReportForm):
    missing = _("Say what is wrong with the comment")
    kept = _("We tell you here what we decide. We never publish it, and do not show it to whoever wrote the comment.")


@paced
@in_words
def report(request, key):
    """Say what is wrong with a comment that everybody can read."""
    get_object_or_404(Consultation.objects.published())
    comment = get_object_or_404(Comment.objects.select_related("principle"), pk=key, published_at__isnull=False)
    if not comment.is_public:
        raise lifecycle.NotAllowed(gettext("This comment is no longer shown, so there is nothing to report."))
    return views.report(request, Complaint, comment, ReportForm)


def reported(request, token):
    return views.reported(request, Complaint, token)
