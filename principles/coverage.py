"""What came to the consultation: on which day, and on which principle."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.urls import reverse

from keepitlocal.officers.counted import Counted
from keepitlocal.officers.coverage import Cell, Coverage, Covered, Heading, Line, gap
from keepitlocal.officers.front import DAYS, LATELY, Coming, shown
from principles.models import Comment, Consultation, Principle, Status

WHOLE = "The principles as a whole"
# What is counted of the comments on each principle: in words, and as it is asked for.
COUNTED = {
    "Comments": Count("pk"),
    "People": Count("author", distinct=True),
    "Published": Count("pk", filter=Q(status=Status.PUBLISHED)),
    "To moderate": Count("pk", filter=Q(is_to_moderate=True)),
    "Considered": Count("pk", filter=Q(status=Status.PUBLISHED, outcome__gt="")),
}


@dataclass(frozen=True)
class Counts:
    """Of what the public said: how much on which day, and by principle (its key, or None) what `COUNTED` asks for, in order."""

    days: dict[datetime.date, int]
    principles: dict[int | None, list[int]]


def _count(*, at):
    """Whatever moderators do changes these, so nothing says quickly whether they are as they were."""
    received = Comment.objects.received().filter(officer=None).order_by()
    lately = received.filter(created_at__gte=at - LATELY - datetime.timedelta(days=DAYS + 1))
    columns = {f"column{number}": each for number, each in enumerate(COUNTED.values())}
    counted = received.values("principle").annotate(**columns).values_list("principle", *columns)
    return Counts(
        days=dict(lately.annotate(day=TruncDate("created_at")).values_list("day").annotate(Count("pk"))),
        principles={principle: said for principle, *said in counted},
    )


counts = Counted(_count)


def coming(officer, at):
    """What came on each day to the consultation, while it is open or closed lately."""
    if not officer.has_perm("principles.view_comment"):
        return []
    return [_coming(consultation, at) for consultation in shown(Consultation.objects.published(), at)]


def _coming(consultation, at):
    said, counted_at = counts.of(at=at)
    return Coming(
        title=consultation.title,
        address=f"{reverse('admin:principles_comment_changelist')}?status=all",
        window=consultation,
        total=sum(first for first, *_ in said.principles.values()),
        words="comments",
        drafts=[],
        days=said.days,
        at=at,
        counted_at=counted_at,
    )


def coverage(officer):
    """A table of its principles, for those who consider what is said of them."""
    if not officer.has_perm("principles.consider_comment"):
        return None
    return [Covered("principles", each.title, table) for each in Consultation.objects.published()]


def table(at):
    """Principles: how many comments each has, and how far these have come."""
    said, counted_at = counts.of(at=at)
    nothing = [0] * len(COUNTED)
    principles = Principle.objects.published().select_related("latest")
    rows = [(each, said.principles.get(each.pk, nothing)) for each in principles]
    whole = said.principles.get(None, nothing)
    return Coverage(
        says="What the public said on each principle, but for what was taken back.",
        corner="Principle",
        columns=[Heading(words) for words in COUNTED],
        lines=[
            *(Line(Heading(str(each.number), each.title, _listed(each.number)), _cells(counted)) for each, counted in rows),
            Line(Heading(WHOLE, address=_listed("whole")), _cells(whole, is_judged=False)),
        ],
        counted_at=counted_at,
        gaps=gap("comments on", [(f"Principle {each.number}", counted[0]) for each, counted in rows]),
    )


def _cells(counted, *, is_judged=True):
    """Few comments, or by few people, are too few."""
    return [Cell(count, is_judged and place < 2) for place, count in enumerate(counted)]


def _listed(principle):
    return f"{reverse('admin:principles_comment_changelist')}?status=all&principle={principle}"
