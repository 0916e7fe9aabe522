"""The columns of a survey's table: for every question ever published, in order of first appearance.

A cell is empty where a question was asked and left empty. Otherwise it says why there is no answer: in columns of words in
brackets, which no value has; in columns of numbers by numbers that no answer is.
"""

from dataclasses import dataclass, field
from enum import Enum

from survey.definition import Choice, Kind, Question
from survey.definition.fields import words_of


class Reason(Enum):
    """Why there is no answer, with the words and the numbers for it."""

    OFF_PATH = "[off the path]", -96, -9_999_999_999_996
    NOT_ASKED = "[not asked]", -97, -9_999_999_999_997

    def __init__(self, words, number, beyond):
        self.words, self.number, self.beyond = words, number, beyond


MARKS = {reason.words for reason in Reason}


class Holds(Enum):
    """What a column holds: words, numbers, or numbers that people type and that may be below nought."""

    WORDS = "words"
    NUMBERS = "number"
    ANY_NUMBERS = "beyond"


@dataclass
class Column:
    """One column. `part`: the choice or the row of a grid that it is about; `beside`: it holds the words beside that choice."""

    name: str
    question: Question  # as the latest version that asks it words it
    part: Choice | None = None
    beside: bool = False
    holds: Holds = Holds.WORDS
    versions: list[int] = field(default_factory=list)  # the numbers of those that ask it
    offered: dict[str | int, Choice] = field(default_factory=dict)

    def missing(self, reason):
        """What a cell says where there is no answer for that reason."""
        return getattr(reason, self.holds.value)


def columns(definitions):
    """Every column, by name. `definitions`: a dict of versions' numbers to what they ask, oldest first."""
    questions, found = {}, {}
    for number, each in definitions.items():
        for question in each.questions.values():
            if not question.apart:
                questions.setdefault(question.name, {})[number] = question
    for versions in questions.values():
        its_own, words = {}, {}
        for number, question in versions.items():
            for column in _of(question):
                kept = (words if column.beside else its_own).setdefault(column.name, column)
                kept.question, kept.part = question, column.part
                kept.holds = max(kept.holds, column.holds, key=[*Holds].index)
                kept.versions.append(number)
                kept.offered |= column.offered
        found |= its_own | words
    return found


def _of(question):
    """The columns of one question, as one version asks it."""
    if question.kind in {Kind.MANY, Kind.RANK}:
        for choice in question.choices:
            yield Column(f"{question.name}.{choice.value}", question, choice, holds=Holds.NUMBERS)
    else:
        are_numbers = any(isinstance(each.value, int) for each in question.choices)
        may_be_negative = question.kind == Kind.NUMBER and (question.min is None or question.min < 0)
        is_number = are_numbers or question.kind == Kind.NUMBER
        holds = Holds.ANY_NUMBERS if may_be_negative else Holds.NUMBERS if is_number else Holds.WORDS
        for row in question.rows or [None]:
            name = f"{question.name}.{row.value}" if row else question.name
            yield Column(name, question, row, holds=holds, offered=question.choice)
    for choice in question.asking:
        yield Column(words_of(question, choice), question, choice, beside=True)


class Writer:
    """Writes what was answered under one version, on one course, into the cells of all columns."""

    def __init__(self, found, definition, asked):
        """`found`: every column, by name; `asked`: the names of the questions of the course."""
        self.empty = []
        offers = {column.name for each in definition.questions.values() if not each.apart for column in _of(each)}
        for column in found.values():
            is_empty = column.name in offers and column.question.name in asked
            reason = Reason.OFF_PATH if column.name in offers else Reason.NOT_ASKED
            self.empty.append("" if is_empty else column.missing(reason))
        places = {name: place for place, name in enumerate(found)}
        self.questions = [
            (each.name, CELLS.get(each.kind, _one), *_places(each, places))
            for each in definition.questions.values()
            if each.name in asked and not each.apart
        ]

    def cells(self, answers):
        cells = self.empty.copy()
        for name, write, own, words in self.questions:
            if (answer := answers.get(name)) is not None:
                write(cells, own, answer)
                for box, place in words:
                    cells[place] = _told_apart(answers.get(box, ""))
        return cells


def _places(question, places):
    """Where a question's columns are: a dict of parts' values to places, and pairs of a box for words and its place."""
    found = list(_of(question))
    own = {each.part.value if each.part else "": places[each.name] for each in found if not each.beside}
    return own, [(each.name, places[each.name]) for each in found if each.beside]


def _told_apart(text):
    """A text that says what a cell without an answer says is marked, as what looks like a formula is."""
    return f"'{text}" if text in MARKS else text


def _one(cells, own, answer):
    cells[own[""]] = _told_apart(answer)


def _many(cells, own, answer):
    for value, place in own.items():
        cells[place] = 1 if value in answer else 0


def _rank(cells, own, answer):
    for value, place in own.items():
        cells[place] = answer.index(value) + 1 if value in answer else 0


def _grid(cells, own, answer):
    for row, value in answer.items():
        cells[own[row]] = value


CELLS = {Kind.MANY: _many, Kind.RANK: _rank, Kind.GRID: _grid}
