"""Pledging support: a form, and the button behind a link by which it counts."""

from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from keepitlocal import pages, tokens
from keepitlocal.campaign.pledges import links
from keepitlocal.campaign.pledges.forms import PledgeForm
from keepitlocal.campaign.pledges.models import Pledge, Status, pledge
from keepitlocal.campaign.pledges.views.supporters import COUNTED
from keepitlocal.drafts import holding
from keepitlocal.lifecycle import Refusal
from keepitlocal.outbox.addresses import masked
from keepitlocal.pace import paced
from keepitlocal.tokens import NoLink

SENT = "pledges.sent"


@pages.kept
def _page(count):
    form = PledgeForm(initial={"nonce": pages.slot("nonce")})
    return pages.make("pledges/pledge.html", path=reverse("pledges:pledge"), form=form, count=count)


SAID_WHERE = pages.Everyones("pledges/sent.html", lambda: {"address": pages.slot("address")})


@paced
def ask(request):
    """What it is to pledge, and the form."""
    count = getattr(COUNTED.first(), "pledges", 0)
    if request.method != "POST":
        return _asking(request, count)
    form = PledgeForm(request.POST, officers=officers())
    if not form.is_valid():
        return render(request, "pledges/pledge.html", {"form": form, "count": count})
    return _take_in(request, form)


def _asking(request, count):
    if pages.is_ordinary(request):
        return pages.respond(request, _page(count), {"nonce": holding.nonce()})
    form = PledgeForm(initial={"nonce": holding.nonce()})
    return render(request, "pledges/pledge.html", {"form": form, "count": count})


def _take_in(request, form):
    """Take it in, and say where the link goes: the same to everybody."""
    said, email, news = form.said(), form.cleaned_data["email"], form.cleaned_data["news"]
    # The same page sent with other words is another pledge, and changes the first when it is confirmed.
    kind = f"pledge {email} {news} {sorted(said.items(), key=str)}"
    begun_with = holding.begun_with("", kind, form.cleaned_data["nonce"])
    pledge(said, email=email, wants_news=news, begun_with=begun_with, at=request.at)
    return redirect("pledges:sent", tokens.token(masked(email), salt=SENT))


def sent(request, token):
    """That an e-mail is on its way, and nothing of whether one was sent there before. It can be visited again."""
    try:
        address = tokens.read(token, salt=SENT)
    except NoLink:
        raise Http404 from None
    return SAID_WHERE.respond(request, address=address)


def officers():
    return get_user_model().objects.filter(is_active=True).values_list("name", flat=True)


@paced
def confirm(request, key):
    """The button by which it counts. Opening the page changes nothing, and pressing twice does it once."""
    found = Pledge.objects.select_related("became").filter(pk=key).first()
    if not found or found.stands.status == Status.ERASED:
        raise NoLink("What it led to is gone.")
    if found.status == Status.UNCONFIRMED and request.at >= found.kept_until:
        raise NoLink("It was not confirmed in time.")
    if request.method != "POST":
        said = {"pledge": found.stands, "is_done": found.stands.is_confirmed, "change": links.token(found.stands)}
        return render(request, "pledges/confirm.html", said)
    if request.POST.get("do") == "disown":
        return _disowned(request, found)
    return _confirmed(request, found)


def _confirmed(request, found):
    try:
        found.confirm(at=request.at)
    except Refusal:
        raise NoLink("It was not confirmed in time.") from None
    return redirect(request.path)


def _disowned(request, found) -> HttpResponse:
    """Whoever reads mail there did not write it: it is forgotten, unless it was confirmed before."""
    found.disown(at=request.at)
    if found.is_confirmed or found.became:
        return redirect(request.path)
    return render(request, "pledges/disowned.html")


def forget():
    """Remember no page: a test's rows are rolled back."""
    _page.forget()
