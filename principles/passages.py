"""What officers search and tag of comments, where they read it, and how it is narrowed (see keepitlocal/passages/kinds.py)."""

from django.urls import reverse

from keepitlocal.passages.kinds import Narrowing, PassageKind
from keepitlocal.passages.models import whole
from keepitlocal.passages.putting import in_lists
from principles.models import Comment, Principle
from principles.models.passages import COMMENT, passage_of
from principles.models.statuses import RECEIVED

WHOLE = "principles"  # what is chosen for the principles as a whole


def address(passage):
    return reverse("admin:principles_comment_change", args=[passage.owner])


def everything():
    for comments in in_lists(Comment.objects.received().select_related("principle")):
        yield [passage for comment in comments for passage in whole(comment, [passage_of(comment)])]


def questions(officer):
    principles = Principle.objects.published()
    return [*((f"principle-{each.number}", str(each)) for each in principles), (WHOLE, "The principles as a whole")]


def of_question(passages, value, officer):
    number = value.removeprefix("principle-")
    on = {"principle": None} if value == WHOLE else {"principle__number__in": [number] if number.isdecimal() else []}
    return passages.filter(owner__in=Comment.objects.filter(**on).values("pk"))


def statuses(officer):
    return [(status.value, status.label) for status in RECEIVED]


def of_status(passages, value, officer):
    return passages.filter(owner__in=Comment.objects.filter(status=value).values("pk"))


PASSAGES = {
    COMMENT: PassageKind(
        label="Comments on the principles",
        permission="principles.view_comment",
        address=address,
        everything=everything,
        narrowings={"question": Narrowing(questions, of_question), "status": Narrowing(statuses, of_status)},
    )
}
