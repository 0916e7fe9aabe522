"""Coming back: asking for links, the button behind each, and finishing on a shared computer."""

from django.conf import settings
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render

from keepitlocal import errors, pages
from keepitlocal.drafts import holding, kinds, links, mail
from keepitlocal.drafts.forms import AddressForm
from keepitlocal.outbox.addresses import masked
from keepitlocal.pace import paced

ASK = pages.Everyones("drafts/ask.html", lambda: {"form": AddressForm()})
LEFT = pages.Everyones("drafts/left.html")


@paced
def ask(request):
    """Ask for the links of an address. What is done, said and taken in time is the same whether or not there are any."""
    if request.method != "POST":
        return ASK.respond(request)
    form = AddressForm(request.POST)
    if form.is_valid():
        mail.links(form.cleaned_data["email"], at=request.at)
        said = {"email": form.cleaned_data["email"], "kept": settings.DRAFTS_KEPT}
        return render(request, "drafts/asked.html", said)
    return render(request, "drafts/ask.html", {"form": form})


def back(request, token):
    """The button that brings people back. Opening the page changes nothing: machines that look through mail open links, too."""
    try:
        way = links.way(token, at=request.at)
    except (links.NoLink, links.Stopped, links.Expired) as refusal:
        return errors.gone(request, "drafts/gone.html", why=type(refusal).__name__)
    kind, draft = way.kind, way.draft
    if request.method != "POST":
        said = {
            **kind.about(way.writer, request.at),
            "draft": draft,
            "can_be_written": draft.can_be_written(request.at),
            "address": masked(way.writer.email),
            "deadline": kind.deadline,
        }
        return render(request, kind.back, said)
    draft.is_one_of_several = any(key != draft.pk for key in holding.held(request, draft.KIND))
    response = redirect(kind.yours(draft))
    holding.hold(response, request, draft)
    rotate_token(request)
    return response


def leave(request):
    """Finish on this computer: the browser forgets every draft it holds. Nothing is deleted."""
    if request.method == "POST":
        response = redirect("return:left")
        holding.let_go(response)
        rotate_token(request)
        return response
    held = list(_held(request))
    lost = [(draft, kind.way_back(draft)) for kind, draft in held if draft.can_be_lost]
    said = {
        "held": [(draft, kind.yours(draft)) for kind, draft in held],
        "kept": [draft for _, draft in held if draft.has_way_back],
        "lost": [draft for draft, _ in lost],
        "ways_back": lost,
    }
    return render(request, "drafts/leave.html", said)


def _held(request):
    """What this browser holds, whatever its kind: pairs of the kind and a draft."""
    holds = holding.holds(request)
    for kind in kinds.all_kinds():
        keys = holds.get(kind.name, {})
        for draft in kind.drafts(keys) if keys else []:
            if keys[draft.pk] == draft.generation:
                draft.is_one_of_several = True  # so that each address says which
                yield kind, draft


def left(request):
    return LEFT.respond(request)
