"""When a test of an earlier answer holds, and when a condition of several does."""

import pytest

from survey.definition import conditions
from survey.definition.conditions import Condition, Mode, Op


def a_test(op, value, question="area"):
    return conditions.Test(question, op, value)


NORTH = a_test(Op.IN, ("north",))
MORE = a_test(Op.MORE, 2, "count")


@pytest.mark.parametrize(
    ("op", "value", "answer", "holds"),
    [
        (Op.IN, ("north", "south"), "south", True),
        (Op.IN, ("north",), "south", False),
        (Op.IN, ("north",), None, False),
        (Op.IN, ("north",), ["south", "north"], True),
        (Op.IN, ("north",), ["south"], False),
        (Op.IN, (1,), 1, True),
        (Op.IN, (1,), "1", False),
        (Op.NOT_IN, ("north",), "south", True),
        (Op.NOT_IN, ("north",), "north", False),
        (Op.NOT_IN, ("north",), None, True),
        (Op.NOT_IN, ("north",), ["south", "north"], False),
        (Op.ANSWERED, True, "north", True),
        (Op.ANSWERED, True, None, False),
        (Op.ANSWERED, False, None, True),
        (Op.ANSWERED, False, 0, False),
        (Op.ANSWERED, True, {"price": 1}, True),
    ],
)
def test_a_test_of_choices(op, value, answer, holds):
    assert a_test(op, value).holds({"area": answer}) is holds


@pytest.mark.parametrize(
    ("op", "value", "answer", "holds"),
    [
        (Op.LESS, 3, 2, True),
        (Op.LESS, 3, 3, False),
        (Op.MORE, 3, 3, False),
        (Op.MORE, 3, 4, True),
        (Op.LESS, 3, None, False),
        (Op.MORE, 3, None, False),
        (Op.MORE, 3, "4", False),
        (Op.LESS, 3, ["1"], False),
        (Op.LESS, 3, 0, True),
        (Op.LESS, 3, -1, False),
        (Op.LESS, 0, -1, False),
        (Op.LESS, -2, -3, True),
        (Op.MORE, -2, -1, True),
    ],
)
def test_a_test_of_a_size(op, value, answer, holds):
    assert a_test(op, value).holds({"area": answer}) is holds


def test_a_question_that_was_never_asked_is_not_answered():
    assert a_test(Op.ANSWERED, False).holds({}) is True


@pytest.mark.parametrize(
    ("mode", "answers", "holds"),
    [
        (Mode.ALL, {"area": "north", "count": 3}, True),
        (Mode.ALL, {"area": "north", "count": 2}, False),
        (Mode.ALL, {}, False),
        (Mode.ANY, {"area": "north", "count": 2}, True),
        (Mode.ANY, {"area": "south", "count": 3}, True),
        (Mode.ANY, {"area": "south", "count": 2}, False),
    ],
)
def test_all_or_any_of_its_tests_must_hold(mode, answers, holds):
    assert Condition(mode, (NORTH, MORE)).holds(answers) is holds


@pytest.mark.parametrize(
    ("answers", "holds"),
    [({"area": "north", "count": 3}, True), ({"area": "north", "count": 2}, False), ({"area": "south"}, True), ({}, False)],
)
def test_a_part_may_be_a_condition(answers, holds):
    both = Condition(Mode.ALL, (NORTH, MORE))

    assert Condition(Mode.ANY, (both, a_test(Op.IN, ("south",)))).holds(answers) is holds


def test_every_test_in_a_condition_is_found_at_any_depth():
    assert list(Condition(Mode.ANY, (Condition(Mode.ALL, (NORTH, MORE)), NORTH)).tests()) == [NORTH, MORE, NORTH]


@pytest.mark.parametrize(("answer", "values"), [(None, set()), ("a", {"a"}), (0, {0}), (["a", "b"], {"a", "b"})])
def test_what_an_answer_chooses(answer, values):
    assert conditions.chosen(answer) == values
