"""What officers search and tag of evidence, where they read it, and how it is narrowed (see keepitlocal/passages/kinds.py)."""

from django.db.models import F
from django.urls import reverse

from evidence.models import Call, Question, RespondentType, Revision, Submission
from evidence.models.passages import ANSWER, SUBMISSION, passages_of
from evidence.models.reviewing import STANDING, reviewers
from evidence.models.writing import field_of
from keepitlocal.passages.kinds import Narrowing, PassageKind
from keepitlocal.passages.models import whole
from keepitlocal.passages.putting import in_lists

AS_ASKED = [F("section__number").asc(nulls_last=True), "position", "pk"]

DOCUMENTS = [("yes", "With documents"), ("no", "Without documents")]
BY_DOCUMENTS = {"yes": {"sent_documents__gt": 0}, "no": {"sent_documents": 0}}


def address(passage):
    """The page of the submission, at the answer."""
    page = reverse("admin:evidence_submission_change", args=[passage.owner])
    return f"{page}#{passage.place}" if passage.place else page


def everything(kind):
    standing = Submission.objects.filter(status__in=STANDING).select_related("publication")
    for submissions in in_lists(standing):
        latest = {each.submission_id: each for each in Revision.objects.filter(submission__in=submissions).order_by("number")}
        found = (each for submission in submissions for each in whole(submission, passages_of(submission, latest[submission.pk])))
        yield [each for each in found if each.kind == kind]


def narrowed(passages, **condition):
    return passages.filter(owner__in=Submission.objects.filter(**condition).values("pk"))


def types(officer):
    """By code: several calls may offer the same type, each in its own row."""
    return list(dict(RespondentType.objects.order_by("position", "-pk").values_list("code", "label")).items())


def statuses(officer):
    return [(status.value, status.label) for status in STANDING]


def assigned(officer):
    others = reviewers().exclude(pk=officer.pk)
    return [("me", "Me"), ("nobody", "Nobody"), *((str(each.pk), str(each)) for each in others)]


def having(passages, value, officer):
    """Those of submissions that the officer named by `value` has."""
    return narrowed(passages, assigned_to={"me": officer.pk, "nobody": None}.get(value, value))


def questions(officer):
    """Each question by the place of its answers, in the order in which it is asked; of several calls with the call's title."""
    calls = dict(Call.objects.values_list("pk", "title"))
    asked = (
        Question.objects.filter(section__call__published_at__isnull=False)
        .select_related("section")
        .order_by("section__call_id", *AS_ASKED)
    )
    before = {key: f"{title}: " if len(calls) > 1 else "" for key, title in calls.items()}
    return [(field_of(each), f"{before[each.section.call_id]}{each}") for each in asked]


NARROWINGS = {
    "type": Narrowing(types, lambda passages, value, officer: narrowed(passages, respondent_type__code=value)),
    "status": Narrowing(statuses, lambda passages, value, officer: narrowed(passages, status=value)),
    "assigned": Narrowing(assigned, having),
    "documents": Narrowing(lambda officer: DOCUMENTS, lambda passages, value, officer: narrowed(passages, **BY_DOCUMENTS[value])),
}
QUESTION = Narrowing(questions, lambda passages, value, officer: passages.filter(place=value))


def kind(name, label, **more):
    return PassageKind(
        label=label,
        permission="evidence.view_submission",
        address=address,
        everything=lambda: everything(name),
        narrowings=NARROWINGS | more,
    )


PASSAGES = {
    SUBMISSION: kind(SUBMISSION, "Submissions"),
    ANSWER: kind(ANSWER, "Answers to a call", question=QUESTION),
}
