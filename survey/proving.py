"""Whether what is counted is what was sent: rows follow from answers alone, and a seal says that answers are as they came."""

from dataclasses import dataclass, field

from django.db import transaction

from survey.definition import fingerprint
from survey.models import Response, registry, rows
from survey.models.surveys import definition

AT_A_TIME = 500  # responses held in memory together


@dataclass
class Proof:
    """How many responses were looked at, and the keys of those whose rows differed, or whose seal does not fit what they say."""

    seen: int = 0
    differed: list[int] = field(default_factory=list)
    unsealed: list[int] = field(default_factory=list)

    @property
    def right(self):
        return self.seen - len({*self.differed, *self.unsealed})


def prove(*, mend=False):
    """Make the rows of everything that was sent anew, and compare; `mend` writes those that differ. A seal is never mended."""
    proof, last = Proof(), 0
    sent = Response.objects.sent().select_related("version", "course").order_by("pk")
    sent = sent.defer("version__content", "says", "beside", "turns")
    while batch := list(sent.filter(pk__gt=last)[:AT_A_TIME]):
        stored = rows.stored_by(*(each.pk for each in batch))
        proof.seen += len(batch)
        # What was sent between the two readings only seems to differ: it is looked at again.
        proof.differed += [each.pk for each in batch if _made(each) != stored[each.pk] and _differs(each.pk, mend)]
        proof.unsealed += [each.pk for each in batch if fingerprint(each.sealed()) != each.sha256]
        last = batch[-1].pk
    return proof


def _made(response):
    return rows.rows_of(definition(response.version_id), registry.of(response.version_id), response.answers)


@transaction.atomic
def _differs(key, mend):
    """Whether the rows of the response of that key differ while nobody can send it; with `mend`, they no longer do."""
    response = Response.objects.sent().filter(pk=key).select_for_update().first()
    if response is None or (made := _made(response)) == rows.stored(key):
        return False
    if mend:
        rows.clear(key)
        rows.write(key, made)
    return True
