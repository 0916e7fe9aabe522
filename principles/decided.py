"""What was said, what was decided and what changed, principle by principle: the newest decisions first, found by key."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from keepitlocal import pages
from principles.histories import LED
from principles.models import Comment, Wording

NEWEST = 10  # decisions on a principle, on the page of all of them
ON_A_PAGE = 30
KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,10})")
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


@dataclass(frozen=True)
class On:
    """What came of what was said on a principle, or on the principles as a whole, whose `number` and `title` are None."""

    number: int | None
    title: str | None
    slot: str  # for how many comments it has
    count: int  # of the considered ones
    comments: list  # the newest of those
    wordings: list  # after the first, the newest first

    @property
    def anchor(self):
        return f"principle-{self.number}" if self.number else "whole"


def decisions(principles):
    """The newest decisions on each of them, and on the whole: a principle's key or None, a comment's and its stamp, how many."""
    by_principle = {"partition_by": "principle"}
    newest_first = [F("considered_at").desc(), F("pk").desc()]
    on = Q(principle__in=principles) | Q(principle=None)  # by name, for there is an index of them
    found = (
        Comment.objects.considered()
        .filter(on)
        .annotate(rank=Window(RowNumber(), order_by=newest_first, **by_principle), among=Window(Count("pk"), **by_principle))
    )
    return tuple(found.filter(rank__lte=NEWEST).order_by("principle", "rank").values_list("principle", "pk", "stamp", "among"))


def changes(principles):
    """The wordings after the first: tuples of a key, and of a sum that rises whenever what is shown of what led to it changes."""
    found = Wording.objects.filter(principle__in=principles, number__gt=1).annotate(stamps=Sum("led_by__stamp"))
    return tuple(found.order_by("-number", "pk").values_list("pk", "stamps"))


@pages.kept
def page(principles, decisions, changes):
    """The page of all of them: of the principles, each in its latest wording, and of what the two above say."""
    said = Comment.objects.considered().in_bulk([pk for _, pk, *_ in decisions])
    wordings = Wording.objects.filter(pk__in=[pk for pk, _ in changes]).select_related("principle").prefetch_related(LED)
    came = list(wordings.order_by("-number"))

    def of(key, number, title):
        here = [line for line in decisions if line[0] == key]
        return On(
            number,
            title,
            pages.slot(slot(number)),
            here[0][3] if here else 0,
            [said[pk] for _, pk, *_ in here if pk in said],
            [each for each in came if each.principle_id == key],
        )

    on = [*(of(each.pk, each.number, each.title) for each, _ in principles), of(None, None, None)]
    return pages.make("principles/you_said.html", path=reverse("principles:you-said"), on=on)


def by_officers():
    """How many of the comments that are shown are officers' own, which are not considered: a dict by principle's key, or None."""
    theirs = Comment.objects.public().filter(officer__isnull=False)
    return dict(theirs.order_by().values_list("principle").annotate(Count("pk")))


def slot(number):
    return f"shown-{number or 'whole'}"


def key_of(comment):
    """The key from which the decisions before that on a comment are found."""
    return f"{(comment.considered_at - EPOCH) // MICROSECOND}-{comment.pk}"


def read(typed):
    """What a key says, or ValueError: a moment, and the key of a comment."""
    if not (found := KEY.fullmatch(typed)):
        raise ValueError(typed)
    return EPOCH + int(found[1]) * MICROSECOND, int(found[2])


def before(key, principle):
    """A page of the decisions on a principle, by its key (None: the whole), before one; and the key for the next, or None."""
    found = Comment.objects.considered().on(principle)
    if key:
        moment, pk = key
        found = found.filter(Q(considered_at__lt=moment) | Q(considered_at=moment, pk__lt=pk))
    found = list(found.order_by("-considered_at", "-pk")[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return shown, key_of(shown[-1]) if len(found) > ON_A_PAGE else None


def forget():
    page.forget()
