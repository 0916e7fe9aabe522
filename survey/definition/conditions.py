"""When a page or a question is shown: tests of earlier answers, all or any of which must hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Op(StrEnum):
    IN = "in"
    NOT_IN = "not_in"
    ANSWERED = "answered"
    LESS = "<"
    MORE = ">"


class Mode(StrEnum):
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class Test:
    """What must be true of the answer to one question. `value`: a tuple of values, a truth, or a number, by `op`."""

    question: str
    op: Op
    value: tuple | bool | int | float

    def holds(self, answers):
        """Whether it holds of `answers`, a dict of question to value. What is left empty is in nothing, and has no size."""
        answer = answers.get(self.question)
        if self.op == Op.ANSWERED:
            return (answer is not None) == self.value
        if self.op == Op.IN:
            return not chosen(answer).isdisjoint(self.value)
        if self.op == Op.NOT_IN:
            return chosen(answer).isdisjoint(self.value)
        # A number below nought is a scale's "not sure".
        if not isinstance(answer, int | float) or answer < 0 <= self.value:
            return False
        return answer < self.value if self.op == Op.LESS else answer > self.value


@dataclass(frozen=True)
class Condition:
    """Tests, all or any of which must hold; a part may itself be a condition that holds tests alone."""

    mode: Mode
    parts: tuple["Test | Condition", ...]

    def holds(self, answers):
        found = (part.holds(answers) for part in self.parts)
        return all(found) if self.mode == Mode.ALL else any(found)

    def tests(self) -> Iterator[Test]:
        """Every test in it, at any depth."""
        for part in self.parts:
            if isinstance(part, Test):
                yield part
            else:
                yield from part.tests()


def chosen(answer):
    """The values that an answer chooses, one or many."""
    if answer is None:
        return frozenset()
    return frozenset(answer if isinstance(answer, list | tuple) else [answer])
