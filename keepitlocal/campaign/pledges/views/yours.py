"""Changing a pledge, and taking it back, by the link that was sent to its address."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal import errors
from keepitlocal.campaign.pledges import links
from keepitlocal.campaign.pledges.forms import ChangeForm
from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.campaign.pledges.views.pledging import officers
from keepitlocal.lifecycle import Refusal
from keepitlocal.pace import paced
from keepitlocal.tokens import NoLink

CHANGED_SINCE = _("It has been changed since you opened this page. Press the button again to have it say this")


@paced
def change(request, token):
    """What it says, to be said otherwise or taken back. Opening the page changes nothing."""
    try:
        pledge = _read(token)
    except NoLink:
        return errors.gone(request)
    if request.method != "POST" or pledge.is_withdrawn:
        return _shown(request, pledge, ChangeForm.of(pledge))
    if request.POST.get("do") == "withdraw":
        with suppress(Refusal):  # it was erased at this very moment: the page says so
            pledge.withdraw(at=request.at)
        return redirect(request.path)
    return _change(request, pledge)


def _change(request, pledge):
    """Have it say what was typed, unless it says something else by now than its page showed."""
    form = ChangeForm(request.POST, officers=officers())
    if form.is_valid() and form.cleaned_data["revision"] != pledge.revision:
        form.data = {**form.data.dict(), "revision": pledge.revision}
        form.add_error(None, CHANGED_SINCE)
    if form.is_valid():
        try:
            pledge.say(form.said(), at=request.at)
        except Refusal:
            return redirect(request.path)
        messages.success(request, gettext("Your pledge is changed."))
        return redirect(request.path)
    return _shown(request, pledge, form)


def _shown(request, pledge, form):
    said = {"pledge": pledge, "form": form, "days": settings.WITHDRAWN_KEPT.days}
    return render(request, "pledges/withdrawn.html" if pledge.is_withdrawn else "pledges/change.html", said)


def _read(token):
    """The pledge that a link leads to, while there is one. Raises NoLink."""
    found = Pledge.objects.select_related("became").filter(pk=links.read(token)).first()
    if not found or not found.stands.is_confirmed:
        raise NoLink("What it led to is gone.")
    return found.stands
