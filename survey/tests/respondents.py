"""Respondents by chance, the same for the same seed: what they type into the boxes of whatever they are asked."""

from random import Random

from survey.definition import Kind
from survey.definition.fields import DATE, words_of
from survey.definition.questions import CLOSED

WORDS = "we people local council bid small contract notice price trust years service know who meet here".split()
LEFT_EMPTY = 0.2  # of the questions with choices; half of those that are typed


def texts_of_one(definition, random: Random):
    """What one respondent puts into all the boxes there are, a dict of box to text: also those that they will not be shown."""
    texts = {}
    for question in definition.questions.values():
        leaves_empty = LEFT_EMPTY if question.kind in CLOSED else 0.5
        if question.required or random.random() > leaves_empty:
            texts |= _said(question, random)
    return texts


def _said(question, random):
    values = [str(each.value) for each in question.choices]
    said = TYPES.get(question.kind, _one)(question, values, random)
    return said | {words_of(question, each): _sentence(random, 4) for each in question.asking if random.random() < 0.7}


def _one(question, values, random):
    return {question.name: random.choice(values)}


def _many(question, values, random):
    return {question.name: " ".join(random.sample(values, random.randint(1, min(3, len(values)))))}


def _grid(question, values, random):
    return {f"{question.name}.{row.value}": random.choice(values) for row in question.rows if random.random() < 0.9}


def _rank(question, values, random):
    ranked = random.sample(values, random.randint(1, min(question.top, len(values))))
    return {f"{question.name}.{place}": value for place, value in enumerate(ranked, 1)}


def _number(question, values, random):
    low, high = (-20 if question.min is None else question.min), (500 if question.max is None else question.max)
    return {question.name: str(random.randint(low, max(low, high)))}


def _text(question, values, random):
    return {question.name: _sentence(random, 3 if question.kind == Kind.TEXT else 40)}


def _email(question, values, random):
    return {question.name: f"{random.choice(WORDS)}{random.randint(1, 10**6)}@example.org"}


def _date(question, values, random):
    return dict(zip((f"{question.name}.{part}" for part in DATE), (str(random.randint(1, 12)), "7", "2018"), strict=True))


def _sentence(random, words):
    return " ".join(random.choices(WORDS, k=words)).capitalize()


TYPES = {
    Kind.MANY: _many,
    Kind.GRID: _grid,
    Kind.RANK: _rank,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.LONG: _text,
    Kind.EMAIL: _email,
    Kind.DATE: _date,
}
