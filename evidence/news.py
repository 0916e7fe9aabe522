"""What came in a span of time, for officers' digests: references and counts, and none of anybody's words."""

from evidence.models import Status, Submission
from evidence.models.submissions import CHANGED
from keepitlocal.audit.models import Entry

TOLD = {
    f"became {Status.SUBMITTED}": "New",
    CHANGED: "Changed by their senders",
    f"became {Status.WITHDRAWN}": "Withdrawn",
}
KIND = Submission._meta.label_lower
SHOWN = 50  # references in a line: more are only counted


def digest(since, until):
    """Lines saying what was sent, changed and withdrawn from one moment until another; those where nothing was are left out."""
    happened = Entry.objects.filter(at__gte=since, at__lt=until, did__in=TOLD, thing__startswith=f"{KIND}/")
    things = {did: {} for did in TOLD}  # a dict keeps the order, and each once
    for did, thing in happened.order_by("pk").values_list("did", "thing"):
        things[did][int(thing.partition("/")[2])] = None
    return [_line(words, list(things[did])) for did, words in TOLD.items() if things[did]]


def _line(words, keys):
    shown = Submission.objects.filter(pk__in=keys[:SHOWN], reference__isnull=False).order_by("pk")
    references = ", ".join(shown.values_list("reference", flat=True))
    more = f", and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return f"{words}: {len(keys)} ({references}{more})"
