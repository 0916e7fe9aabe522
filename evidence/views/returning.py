"""Coming back: asking for links, the button behind each, being quiet, and finishing on a shared computer."""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt

from evidence import drafts, links, promises
from evidence.forms import AddressForm
from evidence.models import Status, Submission
from evidence.views.held import list_of
from keepitlocal.drafts import holding
from keepitlocal.outbox.addresses import masked
from keepitlocal.pace import paced


@paced
def ask(request):
    """Ask for the links of an address. What is done, said and taken in time is the same whether or not there are any."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        promises.links(form.cleaned_data["email"], at=request.at)
        said = {"email": form.cleaned_data["email"], "kept": settings.DRAFTS_KEPT}
        return render(request, "evidence/return_asked.html", said)
    return render(request, "evidence/return_ask.html", {"form": form})


def back(request, token):
    """The button that brings people back. Opening the page changes nothing: machines that look through mail open links, too."""
    try:
        way = links.way(token, at=request.at)
    except (links.NoLink, links.Stopped, links.Expired) as refusal:
        return _gone(request, type(refusal).__name__)
    submission = way.submission
    if request.method != "POST":
        said = {
            "submission": submission,
            "call": submission.window,
            "phase": submission.phase(request.at),
            "can_be_written": submission.can_be_written(request.at),
            "address": masked(way.writer.email),
        }
        return render(request, "evidence/return_back.html", said)
    submission.is_one_of_several = any(key != submission.pk for key in drafts.held(request))
    response = redirect(list_of(submission))
    holding.hold(response, request, submission)
    rotate_token(request)
    return response


def _gone(request, why):
    return render(request, "evidence/return_gone.html", {"why": why}, status=410)


def leave(request):
    """Finish on this computer: the browser forgets every draft it holds. Nothing is deleted."""
    if request.method == "POST":
        response = redirect("return:left")
        holding.let_go(response)
        rotate_token(request)
        return response
    keys = drafts.held(request)
    found = Submission.objects.filter(pk__in=keys).exclude(status=Status.ERASED)
    held = [each for each in found.select_related("call").prefetch_related("writers") if keys[each.pk] == each.generation]
    said = {
        "held": held,
        "kept": [each for each in held if each.writers.all()],
        "lost": [each for each in held if not each.writers.all() and each.status != Status.WITHDRAWN],
    }
    return render(request, "evidence/return_leave.html", said)


def left(request):
    return render(request, "evidence/return_left.html")


@csrf_exempt  # A mail program posts here by itself when its reader says so; the signed token is what allows it.
def unsubscribe(request, token):
    """Send no more news of a draft to an address. A button; or one press in a mail program."""
    try:
        writer = links.quietened(token)
    except links.NoLink:
        return _gone(request, "NoLink")
    if request.method == "POST":
        writer.unsubscribe(at=request.at)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=200)
    writer.refresh_from_db(fields=["unsubscribed_at"])
    said = {"address": masked(writer.email), "call": writer.submission.call, "is_done": bool(writer.unsubscribed_at)}
    return render(request, "evidence/unsubscribe.html", said)
