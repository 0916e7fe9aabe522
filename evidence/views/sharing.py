"""Ways back to a submission, and the people who share it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from evidence import drafts, links
from evidence.forms import AddressForm
from evidence.views.held import address, address_of, nothing_here, page_of
from keepitlocal.drafts import holding
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.outbox.addresses import masked
from keepitlocal.pace import paced


@paced
def way_back(request, slug):
    """The addresses that can come back: give one, invite a colleague, take one away, stop the other links."""
    call, submission = drafts.call_and_chosen(request, slug)
    if not submission:
        return nothing_here(request, call)
    form = AddressForm(request.POST if request.method == "POST" and request.POST.get("do") in ADDING else None)
    if request.method == "POST" and (response := _done(request, submission, form)):
        return response
    is_asked = "next" in request.GET and submission.can_be_written(request.at)
    said = {
        "form": form,
        "writers": [(writer, masked(writer.email)) for writer in submission.writers.all()],
        "can": links.opens(submission, at=request.at),
        "next_address": address_of(submission, request.GET["next"]) if is_asked else "",
    }
    return page_of(request, "evidence/way_back.html", submission, **said)


def _done(request, submission, form):
    """Do what a button says, and where that leads; None where the page is to be shown again, with what is wrong."""
    do = request.POST.get("do", "")
    if do in ADDING:
        return _added(request, submission, form, ADDING[do])
    if do == "stop":
        submission.stop_links(at=request.at)
        messages.success(request, "Every link that was sent so far, and every other browser, has been stopped.")
    elif do.startswith("remove-"):
        _remove(request, submission, do.removeprefix("remove-"))
    else:
        raise Http404
    response = redirect(address(submission, "way-back"))
    holding.hold(response, request, submission)  # in its new generation
    return response


ADDING = {"keep": "keep_way_back", "invite": "invite"}


def _added(request, submission, form, verb):
    if not form.is_valid():
        return None
    try:
        writer = getattr(submission, verb)(form.cleaned_data["email"], at=request.at)
    except NotAllowed as refusal:
        form.add_error("email", str(refusal))
        return None
    messages.success(request, f"We are sending a link to {writer.email}. It can take a few minutes.")
    if "next" in request.GET:
        return redirect(address_of(submission, request.GET["next"]))
    return redirect(address(submission, "way-back"))


def _remove(request, submission, key):
    """Take an address away. One that is gone already stays so: whoever pressed twice is not told off."""
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    if not (writer := submission.writers.filter(pk=key).first()):
        return
    submission.remove_writer(writer, at=request.at)
    words = f"{masked(writer.email)} cannot come back any more. Every link sent so far has been stopped."
    if submission.answers.filter(field="email", text__iexact=writer.email).exists():
        words += " Receipts would still go there, with a new link: change the address under “About you”."
    messages.success(request, words)
