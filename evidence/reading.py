"""A submission as people read it: at the check, on the copy that is kept, and at the desk."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext

from evidence.models import Document, Question, Section
from evidence.models import content as asked
from keepitlocal.consent.models import Statement
from keepitlocal.templatetags.languages import content, content_alone
from keepitlocal.templatetags.paragraphs import paragraphs


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
        for section in asked.of(submission.call).sections
    ]
    return [group for group in groups if group.lines]


def about(says, *, say=content_alone, join=str.format):
    """Who they are, as pairs of label and value, from what a revision keeps.

    `say` gives an officer's words in the language of the page, and `join` puts them before the sender's own.
    """
    kind, own = says["type"]["label"] if says["type"] else "", says["type_other"]
    return [
        (gettext("Type of respondent"), join("{}: {}", say(kind), own) if kind and own else say(kind)),
        (gettext("Name"), says["name"]),
        (gettext("Organisation"), says["organisation"]),
        (gettext("Role"), says["role"]),
        (gettext("Email address"), says["email"]),
        (gettext("Area"), says["area"]),
    ]


def agreed(fingerprint):
    """The statement with those words, or None."""
    return Statement.objects.filter(fingerprint=fingerprint).first()


def whole(says):
    """What a file and the desk show of what a revision keeps: `says`, `about`, `documents`, and the words `agreed` or None."""
    return {
        "says": says,
        "about": about(says),
        "documents": Document.objects.listed(says),
        "agreed": Statement.objects.filter(pk=says["publication"]).first(),
    }


def shown(says):
    """The same for a respondent's page, where words that are not in its language are marked."""
    return whole(says) | {"about": about(says, say=content, join=format_html)}


def next_steps(submission):
    """What happens next, as paragraphs, with what officers may name in it put in (see `Call.next_steps_for`)."""
    said = paragraphs(submission.call.next_steps).replace("{", "{{").replace("}", "}}")
    for name in ["reference", "call"]:
        said = said.replace(f"{{{{{name}}}}}", f"{{{name}}}")
    return format_html(said, reference=submission.reference, call=content(submission.call.title))
