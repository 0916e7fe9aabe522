"""Reporting a comment. Whoever does gets a reference; that alone hides nothing."""

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from keepitlocal import lifecycle, tokens
from keepitlocal.drafts import holding
from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.pace import paced
from principles.fields import PlainField
from principles.models import Comment, Complaint
from principles.models import report as take_in
from principles.models.complaints import LONGEST
from principles.views.refusing import in_words

SALT = "principles.reported"


class ReportForm(Honeypot):
    says = PlainField(
        label="What is wrong with it?",
        called="What you say",
        longest=LONGEST,
        rows=6,
        help_text="Say which words you mean, and why. Up to 2,000 characters. The policy team alone reads this.",
        error_messages={"required": "Say what is wrong with the comment"},
    )
    email = AddressField(
        label="Email address (optional)",
        required=False,
        help_text="We tell you here what we decide. We never publish it, and do not show it to whoever wrote the comment.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


@paced
@in_words
def report(request, key):
    """Say what is wrong with a comment that everybody can read."""
    comment = get_object_or_404(Comment.objects.select_related("principle"), pk=key, published_at__isnull=False)
    if not comment.is_public:
        raise lifecycle.NotAllowed("This comment is no longer shown, so there is nothing to report.")
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        # The same page sent with other words is another complaint: none is lost.
        kind = f"complaint {said['email']} {said['says']}"
        begun_with = holding.begun_with(comment.pk, kind, request.POST.get("nonce", ""))
        complaint = take_in(comment, **said, begun_with=begun_with, at=request.at)
        return redirect("principles:reported", tokens.token(complaint.pk, salt=SALT))
    said = {"comment": comment, "form": form, "nonce": request.POST.get("nonce") or holding.nonce()}
    return render(request, "principles/report.html", said)


def reported(request, token):
    """Confirmation, with the reference and nothing else. It can be visited again."""
    try:
        complaint = get_object_or_404(Complaint, pk=tokens.read(token, salt=SALT))
    except tokens.NoLink:
        raise Http404 from None
    return render(request, "principles/reported.html", {"complaint": complaint})
