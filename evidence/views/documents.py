"""The documents of a draft: what has arrived, adding and removing."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from evidence import drafts
from evidence.documents import kinds
from evidence.documents.checks import Refused
from evidence.documents.receiving import Receiver
from evidence.documents.storage import NotStored
from evidence.forms import DocumentsForm
from evidence.models.documents import Document, NotTaken
from evidence.views.held import page_of, writing
from evidence.views.yours import next_task
from keepitlocal import lifecycle

LARGEST_REQUEST = kinds.LARGEST_TOGETHER + 5 * 1024 * 1024  # bytes; a proxy's own limit stands above it
LIMITS = {
    "megabytes_each": kinds.LARGEST // (1024 * 1024),
    "documents": kinds.MOST,
    "megabytes_together": kinds.LARGEST_TOGETHER // (1024 * 1024),
}
SAYS_NOTHING = 4096  # bytes of a request in which no file was chosen, at the most


@csrf_exempt  # The token is read with the files, so it is checked below, once it is said where they go.
def documents(request, slug):
    """Documents of this browser's draft. Only for a draft that can be written do files reach the disk."""
    if _length(request) > LARGEST_REQUEST:
        raise RequestDataTooBig
    receiver = Receiver()
    if request.method == "POST":
        _, submission = drafts.call_and_chosen(request, slug, reads_form=False)
        if submission and submission.can_be_written(request.at):
            request.upload_handlers = [receiver]
    try:
        return _documents(request, slug, receiver=receiver)
    finally:
        receiver.close()


def _length(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


@csrf_protect
@writing
def _documents(request, submission, receiver):
    form = DocumentsForm()
    if request.method == "POST":
        if not submission.can_be_written(request.at):
            raise lifecycle.TooLate("The call has closed, and this draft can no longer be changed.")
        if "remove" in request.POST:
            _remove(request, submission)
            return redirect(request.get_full_path())
        form = DocumentsForm(request.POST, request.FILES, may_be_none=_may_be_none(request))
        form.refuse(_refused(submission, receiver, at=request.at))
        if form.is_valid():
            is_adding = request.POST.get("then") == "add"
            return redirect(request.get_full_path()) if is_adding else next_task(request, submission, "documents")
    arrived = submission.documents.current()
    return page_of(request, "evidence/documents.html", submission, form=form, documents=arrived, limits=LIMITS)


def _may_be_none(request):
    """Whether they pressed a button that leads on, with nothing chosen."""
    return request.POST.get("then") != "add" and _length(request) < SAYS_NOTHING


def _refused(submission, receiver, *, at):
    """Take in each file that has come, and say of each that was not taken why."""
    sentences = []
    for arrival in receiver.whole:
        try:
            Document.objects.attach(submission, arrival, arrival.settled(), at=at)
        except Refused as refused:
            sentences.append(refused.sentence)
        except (NotTaken, NotStored) as refusal:
            sentences.append(f"“{arrival.name}” {refusal}")
    sentences += [f"“{arrival.name}” did not arrive whole. Add it again" for arrival in receiver.broken]
    if receiver.surplus:
        sentences.append(f"{receiver.surplus} more were not added: you can add up to {kinds.MOST} documents")
    return sentences


def _remove(request, submission):
    number = request.POST["remove"]
    document = submission.documents.filter(number=number).first() if number.isdecimal() and len(number) < 6 else None
    if not document:
        raise Http404
    document.remove(at=request.at)
