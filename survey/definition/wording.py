"""An answer in words, as people are shown it."""

import datetime

from survey.definition.fields import words_of
from survey.definition.questions import Kind


def in_words(question, answers):
    """What was answered to a question, line by line; no line where it was left empty."""
    if (answer := answers.get(question.name)) is None:
        return []
    return LINES.get(question.kind, _text)(question, answer, answers)


def of_audience(definition, route):
    """An audience as those who belong to it know it: by the words of the answers that make it."""
    answers = dict(route.answers)
    return "; ".join(words for name in answers for words in in_words(definition.questions[name], answers))


def label_of(question, value):
    """What a value is called: a scale's points without words are called by their number."""
    return question.choice[value].label or str(value)


def _text(question, answer, answers):
    return [answer]


def _chosen(question, value, answers):
    words = answers.get(words_of(question, question.choice[value]))
    return f"{label_of(question, value)}: {words}" if words else label_of(question, value)


def _one(question, answer, answers):
    return [_chosen(question, answer, answers)]


def _many(question, answer, answers):
    return [_chosen(question, each, answers) for each in answer]


def _rank(question, answer, answers):
    return [f"{place}. {_chosen(question, each, answers)}" for place, each in enumerate(answer, 1)]


def _scale(question, answer, answers):
    point = question.choice[answer]
    return [f"{answer}: {point.label}" if point.label and answer >= 0 else label_of(question, answer)]


def _grid(question, answer, answers):
    # In the order of the question: a database may keep the answers in another.
    return [f"{row.label}: {label_of(question, answer[row.value])}" for row in question.rows if row.value in answer]


def _number(question, answer, answers):
    return [f"{answer:,} {question.unit}".strip()]


def _date(question, answer, answers):
    day = datetime.date.fromisoformat(answer)
    return [f"{day.day} {day:%B %Y}"]


LINES = {
    Kind.ONE: _one,
    Kind.YES_NO: _one,
    Kind.MANY: _many,
    Kind.RANK: _rank,
    Kind.SCALE: _scale,
    Kind.GRID: _grid,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
}
