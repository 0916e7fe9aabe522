"""Taking in the files of one request, as documents of a submission."""

from django.core.exceptions import RequestDataTooBig

from evidence.documents import kinds
from evidence.documents.checks import Refused
from evidence.documents.storage import NotStored
from evidence.models.documents import Document, NotTaken

LARGEST_REQUEST = kinds.LARGEST_TOGETHER + 5 * 1024 * 1024  # bytes; a proxy's own limit stands above it
LIMITS = {
    "megabytes_each": kinds.LARGEST // (1024 * 1024),
    "documents": kinds.MOST,
    "megabytes_together": kinds.LARGEST_TOGETHER // (1024 * 1024),
}


def length_of(request):
    """How many bytes it says that it has."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def refuse_too_large(request):
    """Raises RequestDataTooBig, before anything of it is read."""
    if length_of(request) > LARGEST_REQUEST:
        raise RequestDataTooBig


def attached(submission, receiver, *, at):
    """Take in each file that has come, and say of each that was not taken why. Raises TooLate, or AlreadyMoved."""
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
