"""Names and values that stood for something else before."""

import pytest

from survey.definition.linting import faults
from survey.tests.makers import AREAS, asking, question

Q = ("pages", 0, "questions", 0)
WEST = {"value": "west", "label": "West"}
WALES = {"value": "west", "label": "Wales"}


def found(now, *earlier):
    """The faults of a survey of one question after surveys of one question, as pairs of place in the question and sentence."""
    return [(fault.place[4:], fault.sentence) for fault in faults(asking(now), [asking(each) for each in earlier])]


def test_a_name_keeps_its_kind():
    sentence = "'area' was a question of the kind many before. Give this one another name"

    assert found(question(), question(kind="many")) == [(("kind",), sentence)]


def test_a_name_keeps_its_kind_while_it_is_away():
    assert [place for place, _ in found(question(), question(kind="many"), question("count", "number"))] == [("kind",)]


def test_a_question_may_be_worded_otherwise():
    assert found(question(text="Where?"), question()) == []


def test_a_question_comes_back_with_its_own_words():
    away = question("count", "number")

    sentence = "'area' was the name of “What of area”, which was taken away. Give this question another name"
    assert found(question(text="Where?"), question(), away) == [(("name",), sentence)]
    assert found(question(), question(), away) == []


def test_once_it_is_back_it_may_be_worded_otherwise():
    assert found(question(text="Where?"), question(), question("count", "number"), question()) == []


@pytest.mark.parametrize(("kind", "key"), [("one", "choices"), ("many", "choices"), ("grid", "rows"), ("grid", "columns")])
def test_a_value_comes_back_with_its_own_label(kind, key):
    def offering(*more):
        return question(kind=kind, **{key: [*AREAS, *more]})

    sentence = "'west' was the value of “West”, which was taken away. Give this another value"
    assert found(offering(WALES), offering(WEST), offering()) == [((key, 3, "value"), sentence)]
    assert found(offering(WEST), offering(WEST), offering()) == []


def test_a_label_may_be_worded_otherwise():
    assert found(question(choices=[*AREAS, WALES]), question(choices=[*AREAS, WEST])) == []


def test_a_value_keeps_its_meaning_while_its_question_is_away():
    past = [question(choices=[*AREAS, WEST]), question(), question("count", "number")]

    assert [place for place, _ in found(question(choices=[*AREAS, WALES]), *past)] == [("choices", 3, "value")]


def test_a_value_comes_back_with_the_last_label_that_it_had():
    past = [question(choices=[*AREAS, WEST]), question(choices=[*AREAS, WALES]), question()]

    assert found(question(choices=[*AREAS, WALES]), *past) == []


def test_what_is_new_has_no_past():
    assert found(question("count", "number"), question()) == []
