"""Taking in the files of one request, as documents of a submission."""

from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext, ngettext

from evidence.models.documents import Document, NotTaken
from keepitlocal.documents import kinds
from keepitlocal.documents.faults import Refused, of_file
from keepitlocal.documents.receiving import length_of
from keepitlocal.documents.storage import NotStored

LARGEST_REQUEST = kinds.LARGEST_TOGETHER + 5 * 1024 * 1024  # bytes; a proxy's own limit stands above it
LIMITS = {
    "megabytes_each": kinds.LARGEST // (1024 * 1024),
    "documents": kinds.MOST,
    "megabytes_together": kinds.LARGEST_TOGETHER // (1024 * 1024),
}


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
            sentences.append(of_file(arrival.name, refusal))
    cut_short = gettext("“%(name)s” did not arrive whole. Add it again")
    sentences += [cut_short % {"name": arrival.name} for arrival in receiver.broken]
    if count := receiver.surplus:
        sentence = ngettext(
            "%(count)d more was not added: you can add up to %(most)d documents",
            "%(count)d more were not added: you can add up to %(most)d documents",
            count,
        )
        sentences.append(sentence % {"count": count, "most": kinds.MOST})
    return sentences
