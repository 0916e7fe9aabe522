"""A submission as people read it: at the check, on the copy that is kept, and at the desk."""

from dataclasses import dataclass

from evidence.models import Document, Question, Section, content
from keepitlocal.consent.models import Statement


@dataclass(frozen=True)
class Line:
    """A question, and what was answered; nothing when it was left empty."""

    question: Question
    text: str


@dataclass(frozen=True)
class Group:
    """A section's lines."""

    section: Section
    lines: list[Line]


def review(submission):
    """A draft beside everything it is asked: each question asked now, and each retired one that it answered."""
    texts = dict(submission.answers.exclude(text="").filter(question__isnull=False).values_list("question", "text"))
    groups = [
        Group(
            section,
            [
                Line(question, texts.get(question.pk, ""))
                for question in section.questions.all()
                if not question.retired or question.pk in texts
            ],
        )
        for section in content.of(submission.call).sections
    ]
    return [group for group in groups if group.lines]


def about(says):
    """Who they are, as pairs of label and value, from what a revision keeps."""
    kind = says["type"]["label"] if says["type"] else ""
    return [
        ("Type of respondent", f"{kind}: {says['type_other']}" if kind and says["type_other"] else kind),
        ("Name", says["name"]),
        ("Organisation", says["organisation"]),
        ("Role", says["role"]),
        ("Email address", says["email"]),
        ("Area", says["area"]),
    ]


def agreed(fingerprint):
    """The statement with those words, or None."""
    return Statement.objects.filter(fingerprint=fingerprint).first()


def whole(says):
    """What a page or a file shows of what a revision keeps: `says`, `about`, `documents`, and the statement `agreed`, or None."""
    return {
        "says": says,
        "about": about(says),
        "documents": Document.objects.listed(says),
        "agreed": Statement.objects.filter(pk=says["publication"]).first(),
    }
