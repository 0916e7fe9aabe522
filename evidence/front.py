"""What the front door tells of evidence (see keepitlocal/parts.py)."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import ngettext

from evidence.models import Call, Submission
from evidence.models.reviewing import STANDING
from keepitlocal.parts import Opportunity, Public, SoFar

MOST = 20  # calls


def opportunities(at):
    return [
        Opportunity(
            title=call.title,
            summary=call.summary.removesuffix("."),
            address=call.get_absolute_url(),
            phase=call.phase(at),
            opens_at=call.opens_at,
            closes_at=call.closes_at,
            extended_from=call.extended_from,
            takes=call.how_long,
            afterwards=call.afterwards,
        )
        for call in Call.objects.published().order_by("-closes_at")[:MOST]
    ]


def edition(at):
    """A call's stamp rises whenever what it shows changes."""
    return Call.objects.published().order_by().annotate(part=Value("evidence")).values_list("part", "pk", "stamp")


def public(at):
    """The calls, and the page of each."""
    return [Public(reverse("evidence:calls")), *(Public(call.get_absolute_url()) for call in Call.objects.published())]


def _stand():
    """How many submissions stand: an index knows them."""
    return Submission.objects.sent().filter(status__in=STANDING).order_by().count()


def _says(count):
    return ngettext("piece of evidence came in", "pieces of evidence came in", count)


SO_FAR = {"evidence.submissions": SoFar("Submissions of evidence", _stand, _says)}
