"""An answer in words, as people are shown it, or as it is stored."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.utils.formats import date_format

from survey.definition.fields import words_of
from survey.definition.questions import Kind


class Voice(NamedTuple):
    """How an answer is put: `say` gives officers' words in a language, and `join` puts texts in a pattern as str.format does."""

    say: Callable[[str], str]
    join: Callable[..., str]


AS_WRITTEN = Voice(str, str.format)  # whichever language is spoken: what may be stored


def in_words(question, answers, voice=AS_WRITTEN):
    """What was answered to a question, line by line; no line where it was left empty."""
    if (answer := answers.get(question.name)) is None:
        return []
    return LINES.get(question.kind, _text)(question, answer, answers, voice)


def of_audience(definition, route, voice=AS_WRITTEN):
    """An audience as those who belong to it know it: by the words of the answers that make it."""
    answers = dict(route.answers)
    words = [each for name in answers for each in in_words(definition.questions[name], answers, voice)]
    return voice.join("; ".join(["{}"] * len(words)), *words) if words else ""


def label_of(question, value, voice=AS_WRITTEN):
    """What a value is called: a scale's points without words are called by their number."""
    return voice.say(question.choice[value].label) or str(value)


def _text(question, answer, answers, voice):
    return [answer]


def _chosen(question, value, answers, voice):
    words, label = answers.get(words_of(question, question.choice[value])), label_of(question, value, voice)
    return voice.join("{}: {}", label, words) if words else label


def _one(question, answer, answers, voice):
    return [_chosen(question, answer, answers, voice)]


def _many(question, answer, answers, voice):
    return [_chosen(question, each, answers, voice) for each in answer]


def _rank(question, answer, answers, voice):
    return [voice.join("{}. {}", place, _chosen(question, each, answers, voice)) for place, each in enumerate(answer, 1)]


def _scale(question, answer, answers, voice):
    label = label_of(question, answer, voice)
    return [voice.join("{}: {}", answer, label) if question.choice[answer].label and answer >= 0 else label]


def _grid(question, answer, answers, voice):
    # In the order of the question: a database may keep the answers in another.
    rows = [row for row in question.rows if row.value in answer]
    return [voice.join("{}: {}", voice.say(row.label), label_of(question, answer[row.value], voice)) for row in rows]


def _number(question, answer, answers, voice):
    number = f"{answer:,}"
    return [voice.join("{} {}", number, voice.say(question.unit)) if question.unit else number]


def _date(question, answer, answers, voice):
    return [date_format(datetime.date.fromisoformat(answer), "j F Y", use_l10n=False)]


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
