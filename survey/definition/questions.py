"""A survey's pages and questions: what is asked, in which order, and of whom. Nothing here ever changes."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from survey.definition.conditions import Condition

UNSURE = -1  # the value of "not sure" and "does not apply" in scales and grids: counted, and never averaged


class Kind(StrEnum):
    ONE = "one"
    MANY = "many"
    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    SCALE = "scale"
    GRID = "grid"
    RANK = "rank"
    EMAIL = "email"
    DATE = "date"
    YES_NO = "yes_no"


TYPED = {Kind.TEXT, Kind.LONG, Kind.NUMBER, Kind.EMAIL, Kind.DATE}
LONGEST_TEXT = {Kind.TEXT: 500, Kind.LONG: 20_000}  # characters, where a question does not say so itself
CLOSED = set(Kind) - TYPED  # the answers are known beforehand


@dataclass(frozen=True)
class Choice:
    """A choice, a scale's point, a grid's column, or one of its rows. `asks_for`: what its box of words asks."""

    value: str | int
    label: str
    asks_for: str = ""


YES_OR_NO = (Choice("yes", "Yes"), Choice("no", "No"))


@dataclass(frozen=True)
class Question:
    """One question. `choices` are a scale's points and a grid's columns, too; `rows` are a grid's."""

    name: str
    kind: Kind
    text: str
    hint: str = ""
    required: bool = False
    apart: bool = False  # its answer is stored away from the others
    show_if: Condition | None = None
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    top: int = 0  # how many may be ranked
    min: int | None = None
    max: int | None = None
    unit: str = ""
    max_length: int = 0  # characters

    @cached_property
    def choice(self):
        """A dict of value to choice."""
        return {each.value: each for each in self.choices}

    @cached_property
    def texts(self):
        """Its choices' values as a page's boxes say them."""
        return frozenset(str(each.value) for each in self.choices)

    @cached_property
    def asking(self):
        """The choices that ask for words of one's own."""
        return tuple(each for each in self.choices if each.asks_for)


@dataclass(frozen=True)
class Page:
    """One page. An exit ends the survey for those it is not for: it asks nothing, and says why in `text`."""

    name: str
    title: str
    questions: tuple[Question, ...] = ()
    show_if: Condition | None = None
    exit: bool = False
    text: str = ""


@dataclass(frozen=True)
class Route:
    """An audience: answers that make it, as pairs of question and value, and the pages that it must be shown."""

    name: str
    answers: tuple[tuple[str, object], ...]
    pages: tuple[str, ...]
    exits: bool = False


@dataclass(frozen=True)
class Definition:
    """Everything that a version of a survey asks."""

    pages: tuple[Page, ...]
    routes: tuple[Route, ...] = ()

    @cached_property
    def questions(self):
        """Every question by its name, in order."""
        return {question.name: question for page in self.pages for question in page.questions}

    @cached_property
    def page(self):
        """Every page by its name, in order."""
        return {page.name: page for page in self.pages}

    @cached_property
    def page_of(self):
        """The page of each question, by the question's name."""
        return {question.name: page for page in self.pages for question in page.questions}

    @cached_property
    def deciding(self):
        """The names of the questions that a condition asks about."""
        shown = [each.show_if for page in self.pages for each in (page, *page.questions) if each.show_if]
        return frozenset(test.question for condition in shown for test in condition.tests())

    @cached_property
    def apart(self):
        """The names of the questions whose answers are stored away from the others."""
        return frozenset(name for name, question in self.questions.items() if question.apart)
