"""A condition as a table, and in words."""

import pytest

from survey.definition import conditions, read
from survey.definition.conditions import Condition, Mode, Op
from survey.definition.tabling import Line, condition_of, table
from survey.definition.telling import told
from survey.tests.makers import definition, page, question

NORTH, OLD = conditions.Test("area", Op.IN, ("north",)), conditions.Test("age", Op.MORE, 17)
SAID = conditions.Test("job", Op.ANSWERED, True)
ASKED = definition(page("you", question("area"), question("age", "number"), question("job", "text"), question("ways", "many")))


def conditioned(said):
    return read({"pages": [page("you"), page("then", show_if=said)]}).page["then"].show_if


def test_nobody_is_left_out_by_an_empty_table():
    assert (table(None), condition_of(Mode.ALL, [])) == ((Mode.ALL, []), None)


@pytest.mark.parametrize(
    "said",
    [
        {"area": {"in": ["north"]}},
        {"area": {"in": ["north"]}, "age": {">": 17}},
        {"any": [{"area": {"in": ["north"]}}, {"age": {">": 17}}]},
        {"any": [{"area": {"in": ["north"]}, "age": {">": 17}}, {"job": {"answered": True}}]},
    ],
    ids=["one test", "all", "any", "any, and a group"],
)
def test_a_condition_is_the_same_after_its_table(said):
    condition = conditioned(said)

    assert condition_of(*table(condition)) == condition


def test_lines_with_one_letter_hold_together_where_any_will_do():
    made = condition_of(Mode.ANY, [Line(NORTH, "A"), Line(SAID), Line(OLD, "A")])

    assert made == Condition(Mode.ANY, (Condition(Mode.ALL, (NORTH, OLD)), SAID))


def test_letters_say_nothing_where_all_must_hold():
    assert condition_of(Mode.ALL, [Line(NORTH, "A"), Line(OLD, "A")]) == Condition(Mode.ALL, (NORTH, OLD))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"area": {"in": ["north", "south"]}}, "“What of area” is “North” or “South”"),
        ({"area": {"not_in": ["north"]}}, "“What of area” is not “North”"),
        ({"ways": {"in": ["east"]}}, "“What of ways” includes “East”"),
        ({"age": {"<": 1000}}, "“What of age” is less than 1,000"),
        ({"job": {"answered": False}}, "“What of job” is left empty"),
        ({"gone": {"answered": True}}, "“gone”, which is not asked, is answered"),
        (
            {"any": [{"area": {"in": ["north"]}, "age": {">": 17}}, {"job": {"answered": True}}]},
            "(“What of age” is more than 17 and “What of area” is “North”) or “What of job” is answered",
        ),
    ],
    ids=["one of", "none of", "among several", "a number", "nothing", "what is not there", "a group"],
)
def test_a_condition_is_told_in_words(said, words):
    assert told(conditioned(said), ASKED.questions) == words
