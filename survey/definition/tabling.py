"""A condition as a table that a form can show, test by test, some of them in groups; and the condition of such a table."""

from dataclasses import dataclass
from string import ascii_uppercase

from survey.definition.conditions import Condition, Mode, Test


@dataclass(frozen=True)
class Line:
    """A test. Where any line will do, those with the same `group` must hold together."""

    test: Test
    group: str = ""


def table(condition):
    """A condition, or None, as its mode and its lines."""
    if condition is None:
        return Mode.ALL, []
    letters, lines = iter(ascii_uppercase), []
    for part in condition.parts:
        group = "" if isinstance(part, Test) or condition.mode == Mode.ALL else next(letters)
        lines += [Line(test, group) for test in ([part] if isinstance(part, Test) else part.tests())]
    return condition.mode, lines


def condition_of(mode, lines):
    """The condition that a table says; None where it has no lines."""
    parts = {}
    for number, line in enumerate(lines):
        parts.setdefault(mode == Mode.ANY and line.group or number, []).append(line.test)
    found = tuple(tests[0] if len(tests) == 1 else Condition(Mode.ALL, tuple(tests)) for tests in parts.values())
    return Condition(mode, found) if found else None
