"""The documents of a draft: what has arrived, adding and removing."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from evidence import attaching, drafts
from evidence.forms import DocumentsForm
from evidence.views.held import page_of, writing
from evidence.views.yours import next_task
from keepitlocal import lifecycle
from keepitlocal.documents.receiving import Receiver, length_of

SAYS_NOTHING = 4096  # bytes of a request in which no file was chosen, at the most


@csrf_exempt  # The token is read with the files, so it is checked below, once it is said where they go.
def documents(request, slug):
    """Documents of this browser's draft. Only for a draft that can be written do files reach the disk."""
    attaching.refuse_too_large(request)
    receiver = Receiver()
    if request.method == "POST":
        _, submission = drafts.call_and_chosen(request, slug, reads_form=False)
        if submission and submission.can_be_written(request.at):
            request.upload_handlers = [receiver]
    try:
        return _documents(request, slug, receiver=receiver)
    finally:
        receiver.close()


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
        form.refuse(attaching.attached(submission, receiver, at=request.at))
        if form.is_valid():
            is_adding = request.POST.get("then") == "add"
            return redirect(request.get_full_path()) if is_adding else next_task(request, submission, "documents")
    arrived = submission.documents.current()
    return page_of(request, "evidence/documents.html", submission, form=form, documents=arrived, limits=attaching.LIMITS)


def _may_be_none(request):
    """Whether they pressed a button that leads on, with nothing chosen."""
    return request.POST.get("then") != "add" and length_of(request) < SAYS_NOTHING


def _remove(request, submission):
    number = request.POST["remove"]
    document = submission.documents.filter(number=number).first() if number.isdecimal() and len(number) < 6 else None
    if not document:
        raise Http404
    document.remove(at=request.at)
