"""Submissions as a Word document: by respondent to read them, or by question or tag to write about them."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from evidence.models import Status, Submission
from keepitlocal.exporting import moment
from keepitlocal.passages.models import Passage, Quoting, Tag
from keepitlocal.word import Style, as_docx

ASKED = "Asked by the policy team"
KINDS = ["evidence.submission", "evidence.answer"]


def by_respondent(selection):
    """Each submission, with its answers in the order of the call."""
    for row in selection.rows():
        says = row.says
        yield Style.FIRST, f"{row.reference}: {selection.said_by(says)}"
        yield Style.ASIDE, f"{selection.quoting(says)}. {Status(row.status).label}. Sent {moment(row.sent_at)}."
        if row.received_at:
            yield Style.ASIDE, f"Came {row.came.lower()}, received {moment(row.received_at)}{', late' if row.is_late else ''}."
        if says.get("documents"):
            yield Style.ASIDE, f"Documents: {len(says['documents'])}."
        for answer in says["answers"]:
            yield Style.SECOND, f"{answer['code']} {answer['asked']}".strip()
            yield Style.BODY, answer["text"]
        for asked in row.asked:
            yield Style.SECOND, ASKED
            yield from _told_of(asked)


def _told_of(asked):
    """What an officer asked, and what was answered."""
    yield Style.ASIDE, asked.text
    for reply in asked.replies.all():
        yield Style.BODY, reply.text


def by_question(selection):
    """Each question, with every answer to it. The evidence is read once for each question, so that memory never holds it."""
    for key, asked in selection.questions.items():
        yield Style.FIRST, asked
        for row in selection.rows():
            for answer in row.says["answers"]:
                if answer["question"] == key:
                    yield from _said_by(selection, row)
                    yield Style.BODY, answer["text"]
    if selection.answered:
        yield Style.FIRST, ASKED
        for row in (each for each in selection.rows() if each.asked):
            yield from _said_by(selection, row)
            for asked in row.asked:
                yield from _told_of(asked)


def _said_by(selection, row):
    """Who says what follows, and whether it may be quoted."""
    yield Style.SECOND, f"{row.reference}: {selection.said_by(row.says)}"
    yield Style.ASIDE, f"{selection.quoting(row.says)}."


def by_tag(selection):
    """Each tag with what it was put on, in the order in which that was said."""
    of_type = Submission.objects.filter(pk=OuterRef("owner")).values("respondent_type__label")
    for tag in Tag.objects.all():
        tagged = Passage.objects.filter(kind__in=KINDS, tags=tag, owner__in=selection.revisions().order_by().values("submission"))
        yield Style.FIRST, tag.name
        yield Style.ASIDE, tag.description
        for passage in tagged.annotate(of_type=Subquery(of_type)).order_by("owner", "place").iterator():
            who = passage.said_by if selection.rules.personal else passage.of_type or "No type of respondent"
            yield Style.SECOND, f"{passage.reference}: {who}"
            yield Style.ASIDE, f"{Quoting(passage.quoting).label}. {passage.asked}".strip()
            yield Style.BODY, passage.text


ORDERS = {"by respondent": by_respondent, "by question": by_question, "by tag": by_tag}


def as_word(selection, order, *, at):
    """The pieces of the document, in one of ORDERS."""
    told = _told(selection, at)
    return as_docx(f"{selection.call.title}: evidence {order}", told, ORDERS[order](selection), warning=selection.rules.warning)


def _told(selection, at):
    """What, when, and by which rules, in sentences."""
    rules, count = selection.rules, selection.revisions().count()
    day = date_format(timezone.localtime(at), "j F Y, H:i")
    yield f"{count:,} submission{'' if count == 1 else 's'}, exported on {day}."
    if selection.narrowed:
        yield f"Only what the list showed: {'; '.join(selection.narrowed)}."
    if rules.warning:
        yield rules.warning
    if not rules.confidential:
        yield "Confidential evidence is left out."
    if not rules.personal:
        yield "What is personal about respondents, such as names and organisations, is left out."
        yield "Answers, and what the policy team asked, are as they were written."
