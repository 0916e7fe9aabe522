"""What came to calls: on which day, from which types of respondents, and to which questions. Counted from what was sent."""

import datetime
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from evidence.models import Call, Question, Revision, Status, Submission, content
from evidence.models.passages import ANSWER
from evidence.models.reviewing import STANDING
from evidence.models.writing import field_of
from keepitlocal.officers.counted import Counted
from keepitlocal.officers.coverage import Cell, Coverage, Covered, Heading, Line, gap
from keepitlocal.officers.front import DAYS, LATELY, Coming, found, shown

# Passages know the key of their submission, and no more: the database joins what no model does.
ANSWERED = """
    SELECT submission.respondent_type_id, passage.place, COUNT(*)
    FROM passages_passage passage JOIN evidence_submission submission ON submission.id = passage.owner
    WHERE passage.kind = 'evidence.answer' AND submission.status IN %s
    GROUP BY submission.respondent_type_id, passage.place
"""


@dataclass(frozen=True)
class Counts:
    """Of what stands, by the key of its type: `sent`, and `with_documents`; `answers` by that and a question's field.

    `days`: by call and day, how many came, whatever became of them.
    """

    sent: dict[int, int]
    with_documents: dict[int, int]
    answers: dict[tuple[int, str], int]
    days: dict[tuple[int, datetime.date], int]


def _count(*, at):
    """Every call's, so that it is the same queries for one as for many."""
    standing = Submission.objects.filter(status__in=STANDING).order_by().values_list("respondent_type")
    types = list(standing.annotate(Count("pk"), documents=Count("pk", filter=Q(sent_documents__gt=0))))
    first = Revision.objects.filter(number=1, sent_at__gte=at - LATELY - datetime.timedelta(days=DAYS + 1)).order_by()
    days = first.annotate(day=TruncDate("sent_at")).values_list("submission__call", "day").annotate(Count("pk"))
    return Counts(
        sent={kind: count for kind, count, _ in types},
        with_documents={kind: count for kind, _, count in types},
        answers=_answers(),
        days={(call, day): count for call, day, count in days},
    )


def _answers():
    statuses = [status.value for status in STANDING]
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED.replace("%s", f"({', '.join(['%s'] * len(statuses))})"), statuses)
        return {(kind, place): count for kind, place, count in cursor.fetchall()}


def _state(*, at):
    """What changes with each sending, withdrawal, erasure and day: the last of each, which indexes know."""
    gone = Submission.objects.order_by().filter(status__in=[Status.WITHDRAWN, Status.ERASED])
    revision = Revision.objects.order_by().aggregate(last=Max("pk"))["last"]
    return revision, gone.aggregate(last=Max("status_since"))["last"], timezone.localdate(at)


counts = Counted(_count, _state)


def coming(officer, at):
    """What came on each day to the calls that are open, or closed lately."""
    if not officer.has_perm("evidence.view_submission") or not (calls := list(shown(Call.objects.published(), at))):
        return []
    counted, counted_at = counts.of(at=at)
    listed = reverse("admin:evidence_submission_changelist")
    return [
        Coming(
            title=call.title,
            address=f"{listed}?call__id__exact={call.pk}",
            window=call,
            total=sum(counted.sent.get(kind.pk, 0) for kind in content.of(call).types),
            words="submissions stand",
            drafts=_drafts(officer, call),
            days={day: count for (key, day), count in counted.days.items() if key == call.pk},
            at=at,
            counted_at=counted_at,
        )
        for call in calls
    ]


def _drafts(officer, call):
    if not officer.has_perm("evidence.view_draft"):
        return []
    address = f"{reverse('admin:evidence_draft_changelist')}?call__id__exact={call.pk}"
    return found(
        Submission.objects.being_written().filter(call=call), "draft is being written", "drafts are being written", address
    )


def coverage(officer):
    """A table of types and questions for each call that was ever open."""
    if not officer.has_perm("evidence.view_submission"):
        return None
    calls = Call.objects.published().order_by("-closes_at", "-pk")
    return [Covered(f"evidence-{call.pk}", call.title, lambda at, call=call: table(call, at)) for call in calls]


def table(call, at):
    """Questions by types of respondents: how many submissions that stand answer it."""
    counted, counted_at = counts.of(at=at)
    what = content.of(call)
    types = [kind for kind in what.types if not kind.retired or counted.sent.get(kind.pk)]
    answers = Counter({key: count for key, count in counted.answers.items() if key[0] in {kind.pk for kind in types}})
    totals = Counter()
    for (_, place), count in answers.items():
        totals[place] += count
    asked = [each for section in what.sections for each in section.questions.all() if not each.retired or totals[field_of(each)]]
    sent = [counted.sent.get(kind.pk, 0) for kind in types]
    documents = [counted.with_documents.get(kind.pk, 0) for kind in types]
    return Coverage(
        says="How many submissions that stand answer each question, by the type of respondent.",
        corner="Question",
        columns=[*(Heading(kind.label, address=_listed(call, kind)) for kind in types), Heading("All")],
        lines=[
            *(_line(each, {kind.code: answers[kind.pk, field_of(each)] for kind in types}) for each in asked),
            Line(Heading("Documents", "Sent with at least one document"), _cells(documents, is_judged=False)),
        ],
        sums=Line(Heading("Submissions", "Whatever they answer"), _cells(sent)),
        counted_at=counted_at,
        gaps=[
            *gap("submissions from", [(kind.label, count) for kind, count in zip(types, sent, strict=True)]),
            *gap("answers to", [(each.code, totals[field_of(each)]) for each in asked]),
        ],
    )


def _line(question: Question, counted):
    """`counted`: a dict of a type's code to how many of it answered."""
    cells = [Cell(count, address=_answers_of(question, code)) for code, count in counted.items()]
    return Line(Heading(question.code, question.text), [*cells, Cell(sum(counted.values()), False, _answers_of(question))])


def _cells(counted, *, is_judged=True):
    """One for each type, and one for all of them together."""
    return [*(Cell(count, is_judged) for count in counted), Cell(sum(counted), is_judged=False)]


def _listed(call, kind):
    return f"{reverse('admin:evidence_submission_changelist')}?call__id__exact={call.pk}&type={kind.code}"


def _answers_of(question, code=""):
    """Where the answers to it are searched, of one type of respondent or of all."""
    asked = {"kind": ANSWER, "question": field_of(question)} | ({"type": code} if code else {})
    return f"{reverse('passages:search')}?{urlencode(asked)}"
