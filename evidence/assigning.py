"""Giving out many submissions at once: to one officer, or spread evenly among several."""

import heapq
from dataclasses import dataclass, field

from django.db.models import Count

from evidence import promises
from evidence.models import Status, Submission
from keepitlocal.lifecycle import Refusal

UNDECIDED = [Status.SUBMITTED, Status.IN_REVIEW]


@dataclass
class Share:
    """What one officer gets of a giving out, and how many undecided ones they have in hand without it."""

    officer: object
    in_hand: int
    gets: list = field(default_factory=list)

    @property
    def will_have(self):
        return self.in_hand + len(self.gets)


def in_hand(officers):
    """A dict of officer's key to how many submissions they have on which nothing is decided yet."""
    held = Submission.objects.filter(assigned_to__in=officers, status__in=UNDECIDED).order_by()
    return dict(held.values_list("assigned_to").annotate(Count("pk")))


def shares(submissions, officers):
    """Who gets what: each in turn to whoever has fewest in hand, of equals to the first by name.

    What is given anew counts for nobody beforehand.
    """
    held, spread = in_hand(officers), {}
    for officer in sorted(officers, key=lambda each: (each.name.casefold(), each.pk)):
        anew = sum(each.assigned_to_id == officer.pk and each.status in UNDECIDED for each in submissions)
        spread[len(spread)] = Share(officer, held.get(officer.pk, 0) - anew)
    waiting = [(share.in_hand, place) for place, share in spread.items()]
    heapq.heapify(waiting)
    for submission in submissions:
        count, place = waiting[0]
        spread[place].gets.append(submission)
        heapq.heapreplace(waiting, (count + 1, place))
    return list(spread.values())


def give(spread, *, by, at):
    """Give everybody their share, each submission in a transaction of its own, and tell whoever was given something.

    What cannot be given is left out of its share. Returns how many were given, and a dict of why some were not to how many.
    """
    given, refused = 0, {}
    for share in spread:
        planned, share.gets, lines = share.gets, [], []
        for submission in planned:
            try:
                lines.append(submission.assign(share.officer, by=by, at=at))
                share.gets.append(submission)
            except Refusal as refusal:
                refused[str(refusal)] = refused.get(str(refusal), 0) + 1
        tell(share.officer, lines, by=by, at=at)
        given += len(lines)
    return given, refused


def tell(officer, lines, *, by, at):
    """One e-mail for all that somebody was given at a moment; none for what they took themselves, or had already."""
    lines = [line for line in lines if line]
    if officer and lines and officer.pk != by.pk:
        promises.given(lines[0], officer, at=at)
