"""A definition as plain mappings and lists, the same in a round's file and in the database; and its SHA-256."""

import hashlib
import json

from survey.definition.conditions import Condition, Mode, Test
from survey.definition.questions import LONGEST_TEXT, UNSURE, Kind


def plain(definition):
    """The plain mappings that `read` makes the same definition of; what is left out is as it is by itself."""
    said = {"pages": [_plain_page(page) for page in definition.pages]}
    if definition.routes:
        said["routes"] = [
            {
                "name": route.name,
                "answers": {name: list(value) if isinstance(value, tuple) else value for name, value in route.answers},
                "pages": list(route.pages),
                **({"exits": True} if route.exits else {}),
            }
            for route in definition.routes
        ]
    return said


def _plain_page(page):
    return {**plain_heading(page), **({"questions": [plain_question(each) for each in page.questions]} if page.questions else {})}


def plain_heading(page):
    """A page's mapping without its questions."""
    said = {
        "name": page.name,
        "title": page.title,
        "show_if": plain_condition(page.show_if),
        "exit": page.exit,
        "text": page.text,
    }
    return _without_what_goes_without_saying(said)


def plain_question(question):
    most = question.max_length if question.max_length != LONGEST_TEXT.get(question.kind) else 0
    said = {
        "name": question.name,
        "kind": str(question.kind),
        "text": question.text,
        "hint": question.hint,
        "required": question.required,
        "apart": question.apart,
        "show_if": plain_condition(question.show_if),
        "top": question.top,
        "min": question.min,
        "max": question.max,
        "unit": question.unit,
        "max_length": most,
        **_plain_choices(question),
    }
    return _without_what_goes_without_saying(said)


def _without_what_goes_without_saying(said):
    return {key: value for key, value in said.items() if value or (key in {"min", "max"} and value == 0)}


def places(definition):
    """Where each page and each question stands in the plain mappings, as keys and positions: two dicts, by name."""
    pages = {page.name: ("pages", number) for number, page in enumerate(definition.pages)}
    questions = {
        question.name: (*pages[page.name], "questions", number)
        for page in definition.pages
        for number, question in enumerate(page.questions)
    }
    return pages, questions


def lists(question):
    """The lists of choices in a question's plain mapping, by their keys there."""
    if question.kind == Kind.GRID:
        return {"rows": question.rows, "columns": question.choices}
    return {"choices": question.choices} if question.kind in {Kind.ONE, Kind.MANY, Kind.RANK} else {}


def _plain_choices(question):
    if question.kind == Kind.SCALE:
        points = [each for each in question.choices if each.value != UNSURE]
        ends = {"low": points[0], "middle": next((each for each in points[1:-1] if each.label), None), "high": points[-1]}
        ends["unsure"] = question.choice.get(UNSURE)
        return {key: _plain_choice(each) for key, each in ends.items() if each}
    return {key: [_plain_choice(choice) for choice in listed] for key, listed in lists(question).items()}


def _plain_choice(choice):
    return {"value": choice.value, "label": choice.label, **({"asks_for": choice.asks_for} if choice.asks_for else {})}


def plain_condition(condition):
    """A condition in the shape that it is read from, or None."""
    if condition is None:
        return None
    if not _is_one_mapping(condition):
        return {str(condition.mode): [plain_condition(_as_condition(part)) for part in condition.parts]}
    tests = {}
    for part in condition.parts:
        tests.setdefault(part.question, {})[str(part.op)] = list(part.value) if isinstance(part.value, tuple) else part.value
    return tests


def placed_tests(condition):
    """Each test of a condition, or of None, with its place in the condition's plain mapping."""
    if condition is None:
        return
    if _is_one_mapping(condition):
        yield from ((test, (test.question, str(test.op))) for test in condition.parts)
        return
    for number, part in enumerate(condition.parts):
        yield from ((test, (str(condition.mode), number, *place)) for test, place in placed_tests(_as_condition(part)))


def _is_one_mapping(condition):
    """Whether it is written as one mapping of questions to tests: all must hold, and no test is there twice with two values."""
    if condition.mode == Mode.ANY or not all(isinstance(part, Test) for part in condition.parts):
        return False
    return len({(part.question, part.op) for part in condition.parts}) == len(condition.parts)


def _as_condition(part):
    return part if isinstance(part, Condition) else Condition(Mode.ALL, (part,))


def fingerprint(said):
    """The SHA-256 of plain content, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
