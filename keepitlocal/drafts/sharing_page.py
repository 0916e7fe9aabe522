"""The page of ways back to a draft, and of the people who share it. A part's view gives it its draft, addresses and frame."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from keepitlocal import keys
from keepitlocal.drafts import holding
from keepitlocal.drafts.forms import AddressForm
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.outbox.addresses import masked

ADDING = {"keep": "keep_way_back", "invite": "invite"}


@dataclass(frozen=True)
class Frame:
    """What a part gives the page.

    here        its own address
    following   a function of (name): the address of what comes next; of any name, and of none that there is not
    page        a function of (**context): the page; its template extends drafts/way_back.html
    removed     a function of (address): what else to say when that was taken away
    """

    here: str
    following: Callable[[str], str]
    page: Callable[..., HttpResponse]
    removed: Callable[[str], str] = lambda address: ""


def way_back(request, draft: Any, frame):
    """The addresses that can come back: give one, invite a colleague, take one away, stop the other links."""
    form = AddressForm(request.POST if request.method == "POST" and request.POST.get("do") in ADDING else None)
    if request.method == "POST" and (response := _done(request, draft, form, frame)):
        return response
    is_asked = "next" in request.GET and draft.can_be_written(request.at)
    return frame.page(
        draft=draft,
        form=form,
        writers=[(writer, masked(writer.email)) for writer in draft.writers.all()],
        can=draft.opens(request.at),
        next_address=frame.following(request.GET["next"]) if is_asked else "",
    )


def _done(request, draft, form, frame):
    """Do what a button says, and where that leads; None where the page is to be shown again, with what is wrong."""
    do = request.POST.get("do", "")
    if do in ADDING:
        return _added(request, draft, form, frame, ADDING[do])
    if do == "stop":
        draft.stop_links(at=request.at)
        messages.success(request, gettext("Every link that was sent so far, and every other browser, has been stopped."))
    elif do.startswith("remove-"):
        _remove(request, draft, do.removeprefix("remove-"), frame)
    else:
        raise Http404
    response = redirect(frame.here)
    holding.hold(response, request, draft)  # in its new generation
    return response


def _added(request, draft, form, frame, verb):
    if not form.is_valid():
        return None
    try:
        writer = getattr(draft, verb)(form.cleaned_data["email"], at=request.at)
    except NotAllowed as refusal:
        form.add_error("email", str(refusal))
        return None
    said = gettext("We are sending a link to %(address)s. It can take a few minutes.")
    messages.success(request, said % {"address": writer.email})
    return redirect(frame.following(request.GET["next"]) if "next" in request.GET else frame.here)


def _remove(request, draft, key, frame):
    """Take an address away. One that is gone already stays so: whoever pressed twice is not told off."""
    if (key := keys.read(key)) is None:
        raise Http404
    if not (writer := draft.writers.filter(pk=key).first()):
        return
    draft.remove_writer(writer, at=request.at)
    words = gettext("%(address)s cannot come back any more. Every link sent so far has been stopped.")
    said = words % {"address": masked(writer.email)}
    messages.success(request, f"{said} {frame.removed(writer.email)}".strip())
