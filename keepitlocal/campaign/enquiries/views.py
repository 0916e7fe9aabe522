"""Getting in touch: the form, its confirmation, and the conversation behind the link in our e-mails."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse

from keepitlocal import errors, lifecycle, pages, tokens
from keepitlocal.campaign.enquiries.forms import EnquiryForm, WriteForm
from keepitlocal.campaign.enquiries.models import About, Enquiry
from keepitlocal.campaign.enquiries.models.enquiries import CONVERSATION, SENT
from keepitlocal.drafts import holding
from keepitlocal.pace import paced


@paced
def contact(request):
    """Whom to write to, and a form for it. Nothing that was typed is lost when something is wrong with it."""
    nonce = request.POST.get("nonce") or holding.nonce()
    about = request.GET.get("about", "")
    if request.method != "POST" and pages.is_ordinary(request):
        page = _page(about if about in About.values else "", settings.POLICY_NAME, settings.POLICY_PHONE)
        return pages.respond(request, page, {"nonce": nonce})
    form = EnquiryForm(request.POST if request.method == "POST" else None, initial={"about": about})
    if form.is_valid():
        enquiry = form.receive(nonce=nonce, at=request.at)
        return redirect("enquiries:sent", enquiry.confirmation)
    return render(request, "enquiries/contact.html", {"form": form, "nonce": nonce, **_contact()})


@pages.kept
def _page(about, *_):
    form = EnquiryForm(initial={"about": about})
    said = {"form": form, "nonce": pages.slot("nonce"), **_contact()}
    return pages.make("enquiries/contact.html", path=reverse("enquiries:contact"), **said)


def _contact():
    return {"policy_name": settings.POLICY_NAME, "policy_phone": settings.POLICY_PHONE}


def sent(request, token):
    """Confirmation, with the reference and nothing else. It can be visited again."""
    try:
        return render(request, "enquiries/sent.html", {"enquiry": _found(token, salt=SENT)})
    except tokens.NoLink:
        return errors.gone(request, "enquiries/gone.html")


@paced
def conversation(request, token):
    """What was said on either side, and writing again. Opening it changes nothing."""
    try:
        enquiry = _found(token, salt=CONVERSATION)
        form = WriteForm(request.POST if request.method == "POST" else None)
        nonce = request.POST.get("nonce") or holding.nonce()
        if form.is_valid() and (said := form.write(enquiry, nonce=nonce, at=request.at)):
            return redirect(f"{request.path}#said-{said.number}")
    except (tokens.NoLink, lifecycle.NotAllowed):  # which is never there, or was erased at this very moment
        return errors.gone(request, "enquiries/gone.html", typed=errors.words(request))
    said = {"enquiry": enquiry, "conversation": enquiry.said.all(), "form": form, "nonce": nonce}
    return render(request, "enquiries/conversation.html", said)


def _found(token, *, salt):
    """The enquiry that a link leads to. Raises NoLink."""
    (key,) = tokens.read(token, salt=salt)
    if not (found := Enquiry.objects.kept().filter(pk=key).first()):
        raise tokens.NoLink("What it led to is gone.")
    return found
