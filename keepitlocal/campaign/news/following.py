"""Being e-mailed news: asking for it, and the button behind a link by which an address says that it wants it."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from keepitlocal import pages
from keepitlocal.campaign.news.models import Follower
from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField, masked
from keepitlocal.pace import paced
from keepitlocal.tokens import NoLink


class FollowForm(Honeypot):
    email = AddressField(
        label=_("Email address"),
        help_text=_("It is shown to nobody, and used for this alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address")},
    )


ASK = pages.Everyones("news/follow.html", lambda: {"form": FollowForm()})


@paced
def follow(request):
    """Ask for news by e-mail. What is done and said is the same whether or not an address gets it already."""
    if request.method != "POST":
        return ASK.respond(request)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return render(request, "news/follow.html", {"form": form})
    email = form.cleaned_data["email"]
    Follower.objects.begin(email, at=request.at)
    return render(request, "news/follow_asked.html", {"email": email})


@paced
def confirm(request, key):
    """The button by which an address wants news: for the first time, or after all."""
    follower = Follower.objects.filter(pk=key).first()
    if not follower:
        raise NoLink("What it led to is gone.")
    if request.method == "POST":
        follower.confirm(at=request.at)
    said = {"address": masked(follower.email), "is_done": follower.is_awake and request.method == "POST"}
    return render(request, "news/follow_confirm.html", said)
