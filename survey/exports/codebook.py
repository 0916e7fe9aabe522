"""What every column of a survey's table holds, and what every value there means: a line for each."""

from survey.definition import Kind
from survey.definition.telling import told
from survey.exports.columns import Reason, columns
from survey.exports.table import ABOUT, definitions

TOP = ["column", "question", "kind", "value", "label", "asked in versions", "shown to"]
EMPTY = "Left empty"
MEANING = {
    Reason.OFF_PATH: "Off the path: the answers before led past it",
    Reason.NOT_ASKED: "Not asked in that version, or kept apart there",
}
PARTS = {Kind.MANY: {0: "Not chosen", 1: "Chosen"}, Kind.RANK: {0: "Not ranked"}}


def lines(survey):
    """The codebook from its top."""
    asked = definitions(survey)
    yield TOP
    for name, meaning in ABOUT.items():
        yield [name, "", "about the response", "", meaning, "", ""]
    for column in columns(asked).values():
        yield from _of(column, asked)


def _of(column, asked):
    question = column.question
    versions = ", ".join(map(str, column.versions))
    label = "" if column.part is None else f"{column.part.label}: {column.part.asks_for}" if column.beside else column.part.label
    kind = "words" if column.beside else str(question.kind)
    yield [column.name, question.text, kind, "", label or question.hint, versions, shown_to(column, asked[column.versions[-1]])]
    for value, meaning in _values(column).items():
        yield [column.name, "", "", value, meaning, "", ""]


def _values(column):
    """What the values of a column mean, those that say why there is no answer last."""
    found = {}
    if not column.beside:
        found = PARTS.get(column.question.kind) or {value: choice.label or str(value) for value, choice in column.offered.items()}
        if column.question.kind == Kind.RANK:
            found = found | {place: f"Place {place}" for place in range(1, column.question.top + 1)}
    return found | {"": EMPTY} | {column.missing(reason): meaning for reason, meaning in MEANING.items()}


def shown_to(column, definition):
    """Whom the latest version that asks it asks, in words; empty where that is everyone."""
    page = definition.page_of[column.question.name]
    conditions = [each.show_if for each in (page, column.question) if each.show_if]
    return ", and ".join(told(each, definition.questions) for each in conditions)
