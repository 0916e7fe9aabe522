"""What people put into a question's boxes, read as its answer; and an answer as it would be put into the boxes.

An answer is a text, a number, a list of choices in their order, or a dict of a grid's rows to columns. A draft keeps texts as
they were typed, so what cannot be read yet is not lost.
"""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext

from keepitlocal.outbox.addresses import Mailable
from keepitlocal.templatetags.languages import content_alone
from survey.definition.fields import DATE, names, others
from survey.definition.questions import CLOSED, Kind, Question

LONGEST_WORDS = 200  # characters beside a choice
LONGEST_KEPT = 100_000  # characters of any box: a bound for machines
UNKEPT = re.compile("[\x00\ud800-\udfff]")
NUMBER = re.compile(r"[+-]?[0-9]{1,12}")
YEAR_OR_LESS = re.compile(r"[0-9]{1,4}")
is_mailable = Mailable()


class Unreadable(Exception):
    """What was put into boxes is no answer. `problems`: a dict of the boxes' names to sentences."""

    def __init__(self, /, **problems):
        super().__init__(*problems.values())
        self.problems = problems


def called(question):
    """What a sentence calls a question."""
    return f"“{Truncator(content_alone(question.text).rstrip('?.: ')).chars(60)}”"


def tidied(text):
    """A text as it is kept: its lines end alike, nothing stands around it, and none of it is what no database takes."""
    return UNKEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def answer_to(question: Question, texts):
    """The answer that `texts`, a dict of boxes' names to texts, gives to a question, as a dict of names to values.

    Empty where nothing is answered; otherwise the question's own, and words beside a choice under their boxes' names.
    Raises Unreadable. That an answer is required is not asked here.
    """
    value = READ[question.kind](question, texts)
    if value in (None, "", [], {}):
        return {}
    said = {question.name: value}
    for name, choice in others(question, value):
        if words := tidied(texts.get(name, "")):
            if len(words) > LONGEST_WORDS:
                sentence = gettext("“%(asked)s” must be %(most)s characters or fewer. It has %(characters)s")
                said = {"asked": content_alone(choice.asks_for).rstrip("?"), "most": LONGEST_WORDS, "characters": len(words)}
                raise Unreadable(**{name: sentence % said})
            said[name] = words
    return said


def answers_in(definition, texts):
    """Every answer that can be read, and the problems of those that cannot: two dicts, by name."""
    answers, problems = {}, {}
    for question in definition.questions.values():
        try:
            answers.update(answer_to(question, texts))
        except Unreadable as unreadable:
            problems.update(unreadable.problems)
    return answers, problems


def missing(question):
    """What to say where an answer is needed."""
    sentence = gettext("Choose an answer to %(question)s") if question.kind in CLOSED else gettext("Answer %(question)s")
    return sentence % {"question": called(question)}


def not_among(question):
    """What to say where a choice came that is not offered."""
    sentence = gettext("Choose one of the answers to %(question)s: the one that came is not among them")
    return sentence % {"question": called(question)}


def too_long(question, text, most):
    """What to say where a text is longer than so many characters."""
    sentence = gettext("%(question)s must be %(most)s characters or fewer. It has %(characters)s")
    return sentence % {"question": called(question), "most": f"{most:,}", "characters": f"{len(text):,}"}


def first_box(question):
    """The name of the box that a link to the question leads to."""
    return names(question)[0]


def texts_of(question, answers):
    """What the boxes of a question hold when this is what was answered: a dict of names to texts."""
    value = answers.get(question.name)
    if value is None:
        return {}
    if question.kind == Kind.GRID:
        texts = {f"{question.name}.{row}": str(column) for row, column in value.items()}
    elif question.kind == Kind.RANK:
        texts = {f"{question.name}.{place}": each for place, each in enumerate(value, 1)}
    elif question.kind == Kind.DATE:
        year, month, day = value.split("-")
        texts = dict(zip((f"{question.name}.{part}" for part in DATE), (day, month, year), strict=True))
    else:
        texts = {question.name: " ".join(value) if question.kind == Kind.MANY else str(value)}
    return texts | {name: answers[name] for name, _ in others(question, value) if name in answers}


def _one(question, texts):
    text = texts.get(question.name, "")
    return _chosen(question, text, question.name) if text else None


def _chosen(question, text, box):
    """The choice that a text says, as its value."""
    for choice in question.choices:
        if str(choice.value) == text:
            return choice.value
    raise Unreadable(**{box: not_among(question)})


def _many(question, texts):
    made = {_chosen(question, each, question.name) for each in texts.get(question.name, "").split()}
    return [each.value for each in question.choices if each.value in made]


def _grid(question, texts):
    boxes = {row.value: f"{question.name}.{row.value}" for row in question.rows}
    return {row: _chosen(question, texts[box], box) for row, box in boxes.items() if texts.get(box)}


def _rank(question, texts):
    ranked = []
    for box in names(question)[: question.top]:
        if not texts.get(box):
            continue
        value = _chosen(question, texts[box], box)
        if value in ranked:
            sentence = gettext("You chose “%(choice)s” twice. Choose each once")
            raise Unreadable(**{box: sentence % {"choice": content_alone(question.choice[value].label)}})
        ranked.append(value)
    return ranked


def _text(question, texts):
    text = tidied(texts.get(question.name, ""))
    if len(text) > question.max_length:
        raise Unreadable(**{question.name: too_long(question, text, question.max_length)})
    return text


def _number(question, texts):
    text = tidied(texts.get(question.name, "")).replace(",", "").replace(" ", "")
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        sentence = gettext("%(question)s must be a whole number, such as 12")
        raise Unreadable(**{question.name: sentence % {"question": called(question)}})
    number = int(text)
    if question.min is not None and number < question.min or question.max is not None and number > question.max:
        raise Unreadable(**{question.name: _out_of_bounds(question)})
    return number


def _out_of_bounds(question):
    if question.min is None:
        sentence = gettext("%(question)s must be %(most)s or less")
    elif question.max is None:
        sentence = gettext("%(question)s must be %(least)s or more")
    else:
        sentence = gettext("%(question)s must be from %(least)s to %(most)s")
    bounds = {name: f"{bound:,}" for name, bound in [("least", question.min), ("most", question.max)] if bound is not None}
    return sentence % {"question": called(question), **bounds}


def _email(question, texts):
    if address := tidied(texts.get(question.name, "")):
        try:
            is_mailable(address)
        except ValidationError as error:
            raise Unreadable(**{question.name: error.message}) from None
    return address


def _date(question, texts):
    parts = [tidied(texts.get(f"{question.name}.{part}", "")) for part in DATE]
    if not any(parts):
        return None
    try:
        day, month, year = (int(part) if YEAR_OR_LESS.fullmatch(part) else 0 for part in parts)
        return datetime.date(year if year > 999 else 0, month, day).isoformat()
    except ValueError:
        sentence = gettext("%(question)s must be a real date, such as 27 3 2018")
        raise Unreadable(**{f"{question.name}.day": sentence % {"question": called(question)}}) from None


READ = {
    Kind.ONE: _one,
    Kind.YES_NO: _one,
    Kind.SCALE: _one,
    Kind.MANY: _many,
    Kind.GRID: _grid,
    Kind.RANK: _rank,
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
    Kind.DATE: _date,
}
