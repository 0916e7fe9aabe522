"""What came to surveys: on which day, from which audiences, and which questions few answered."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from keepitlocal.officers.counted import Counted
from keepitlocal.officers.coverage import THIN, Cell, Coverage, Covered, Heading, Line, gap, is_thin
from keepitlocal.officers.front import DAYS, LATELY, Coming, found, shown
from survey import audiences
from survey.counting import counted
from survey.models import Response, Status, Survey

MAY = "survey.view_response"
NAMED = 3  # questions that few answered; of more it is only said how many


@dataclass(frozen=True)
class Counts:
    """Of what was sent: how many, on which day, by the name of their audience; and the texts of questions few answered."""

    sent: int
    days: dict[datetime.date, int]
    audiences: dict[str, int]
    few: list[str]


def _count(survey, *, at):
    sent = Response.objects.sent().filter(survey=survey).order_by()
    lately = sent.filter(sent_at__gte=at - LATELY - datetime.timedelta(days=DAYS + 1)).annotate(day=TruncDate("sent_at"))
    versions = list(survey.versions.order_by("number").values_list("pk", flat=True))
    few = [each.question.text for each in counted(survey) if is_thin(each.answered)]
    return Counts(
        sent=sent.count(),
        days=dict(lately.values_list("day").annotate(Count("pk"))),
        audiences={name: sent.filter(audiences.sent_by(name, versions)).count() for name in audiences.names(versions)},
        few=list(dict.fromkeys(few)),  # a grid has several rows
    )


def _state(survey, *, at):
    """What changes with each publishing, sending, erasure and day: the last of each, which indexes know."""
    rows = Response.objects.filter(survey=survey).order_by()
    sent = rows.filter(status=Status.SENT).aggregate(last=Max("sent_at"))["last"]
    erased = rows.filter(status=Status.ERASED).aggregate(last=Max("status_since"))["last"]
    return survey.latest_id, sent, erased, timezone.localdate(at)


counts = Counted(_count, _state)


def coming(officer, at):
    """What came on each day to the surveys that are open, or closed lately."""
    if not officer.has_perm(MAY):
        return []
    return [_coming(survey, at) for survey in shown(_surveys(), at)]


def _surveys():
    return Survey.objects.published().defer("draft", "loaded", "introduction")


def _coming(survey, at):
    said, counted_at = counts.of(survey, at=at)
    address = reverse("admin:survey_survey_results", args=[survey.pk])
    drafts = Response.objects.unsent().filter(survey=survey)
    return Coming(
        title=survey.title,
        address=address,
        window=survey,
        total=said.sent,
        words="sent",
        drafts=found(drafts, "draft is being written", "drafts are being written", address),
        days=said.days,
        at=at,
        counted_at=counted_at,
    )


def coverage(officer):
    """A table of its audiences for each survey that was published."""
    if not officer.has_perm(MAY):
        return None
    surveys = _surveys().order_by("-closes_at", "-pk")
    return [Covered(f"survey-{each.pk}", each.title, lambda at, survey=each: table(survey, at)) for each in surveys]


def table(survey, at):
    """Audiences: how many of each sent."""
    said, counted_at = counts.of(survey, at=at)
    named = [(name.capitalize(), count) for name, count in said.audiences.items()]
    others = said.sent - sum(said.audiences.values())
    return Coverage(
        says="How many sent their answers, by the audience that these make.",
        corner="Audience",
        columns=[Heading("Responses")],
        lines=[
            *(
                Line(Heading(name.capitalize(), address=_listed(survey, name)), [Cell(count)])
                for name, count in said.audiences.items()
            ),
            *([Line(Heading("None of those named"), [Cell(others, is_judged=False)])] if others or not named else []),
        ],
        sums=Line(Heading("All"), [Cell(said.sent, is_judged=False)]),
        counted_at=counted_at,
        gaps=[*gap("responses from", named), *_unanswered(said.few)],
    )


def _unanswered(texts):
    if not texts:
        return []
    more = f", and {len(texts) - NAMED} more questions" if len(texts) > NAMED else ""
    return [f"Fewer than {THIN} answers to: {', '.join(f'“{text}”' for text in texts[:NAMED])}{more}."]


def _listed(survey, name):
    return f"{reverse('admin:survey_response_changelist')}?{urlencode({'survey__id__exact': survey.pk, 'audience': name})}"
