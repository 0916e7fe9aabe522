"""A definition as plain mappings, and what its fingerprint stands for."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.definition import conditions, fingerprint, plain, read
from survey.definition.plain import placed_tests, places
from survey.tests.definitions import definitions, edited
from survey.tests.makers import definition, page, question, the_round


def shuffled(said):
    """The same mappings with their keys the other way round, as a database may give them back."""
    if isinstance(said, dict):
        return {key: shuffled(said[key]) for key in reversed(said)}
    return [shuffled(each) for each in said] if isinstance(said, list) else said


@hypothesis_settings(max_examples=60, deadline=None)
@given(definitions())
def test_a_definition_is_read_from_its_own_plain_mappings(found):
    assert read(plain(found)) == found


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.data())
def test_an_edited_definition_is_read_from_its_own_plain_mappings(data):
    found = data.draw(edited(data.draw(definitions())))

    assert read(plain(found)) == found


@hypothesis_settings(max_examples=50, deadline=None)
@given(definitions())
def test_the_order_of_keys_says_nothing(found):
    said = plain(found)

    assert read(shuffled(said)) == found
    assert fingerprint(shuffled(said)) == fingerprint(said)


@hypothesis_settings(max_examples=50, deadline=None)
@given(definitions())
def test_plain_mappings_survive_being_kept_as_json(found):
    assert read(json.loads(json.dumps(plain(found)))) == found


def test_the_order_of_a_routes_answers_says_nothing():
    route = {"name": "all", "answers": {"area": "north", "sure": "yes"}, "pages": ["you"]}
    asked = page("you", question(), question("sure", "yes_no"))

    assert definition(asked, routes=[route]) == definition(asked, routes=[shuffled(route)])


def test_the_round_is_read_from_its_own_plain_mappings():
    assert read(plain(the_round())) == the_round()


def test_a_fingerprint_is_of_every_word():
    said = plain(the_round())
    other = copy.deepcopy(said)
    other["pages"][0]["questions"][0]["choices"][0]["label"] += "."

    assert fingerprint(other) != fingerprint(said)


def test_what_goes_without_saying_is_not_written():
    said = plain(definition(page("you", question("words", "text", required=False, hint="", max_length=500, show_if=None))))

    asked = {"name": "words", "kind": "text", "text": "What of words?"}
    assert said == {"pages": [{"name": "you", "title": "You", "questions": [asked]}]}


def test_bounds_of_nought_are_written():
    said = plain(definition(page("you", question("count", "number", min=0, max=0))))

    assert said["pages"][0]["questions"][0] == question("count", "number", min=0, max=0)


@pytest.mark.parametrize(
    "show_if",
    [
        {"area": {"answered": False}},
        {"area": {"in": ["north"], "not_in": ["south"]}, "count": {"<": 3, ">": 0}},
        {"any": [{"area": {"in": ["north"]}}, {"count": {">": 0}}]},
        {"any": [{"area": {"in": ["north"]}, "count": {">": 0}}, {"count": {"answered": False}}]},
        {"all": [{"area": {"in": ["north"]}}, {"area": {"in": ["south"]}}]},
        {"all": [{"area": {"in": ["north"]}, "count": {">": 0}}, {"count": {"<": 0}}]},
    ],
    ids=["one test", "several", "any of several", "any of pairs", "one test twice", "all of pairs"],
)
def test_a_condition_is_written_as_it_was_read(show_if):
    found = definition(page("you"), page("then", show_if=show_if))

    assert plain(found)["pages"][1]["show_if"] == show_if


def test_tests_that_must_all_hold_are_written_as_one_mapping():
    found = definition(page("you"), page("then", show_if={"all": [{"count": {">": 0}}, {"area": {"in": ["north"]}}]}))

    assert plain(found)["pages"][1]["show_if"] == {"area": {"in": ["north"]}, "count": {">": 0}}


def test_places_lead_into_the_plain_mappings():
    said = plain(the_round())
    pages, questions = places(the_round())

    assert [followed(said, place)["name"] for place in pages.values()] == [*pages]
    assert [followed(said, place)["name"] for place in questions.values()] == [*questions]


@hypothesis_settings(max_examples=50, deadline=None)
@given(definitions())
def test_the_place_of_a_test_leads_to_its_value(found):
    pages, questions = places(found)
    conditional = [(pages[each.name], each) for each in found.pages] + [(questions[n], q) for n, q in found.questions.items()]

    for place, thing in conditional:
        for test, within in placed_tests(thing.show_if):
            value = followed(plain(found), (*place, "show_if", *within))
            assert (tuple(value) if isinstance(value, list) else value) == test.value
            assert within[-2:] == (test.question, test.op)


def followed(said, place):
    for key in place:
        said = said[key]
    return said


def test_a_condition_that_is_not_there_has_no_tests():
    assert list(placed_tests(None)) == []


def test_every_test_of_a_condition_has_its_place():
    condition = definition(page("you"), page("then", show_if={"any": [{"a": {"in": ["x"], "answered": True}}, {"b": {">": 1}}]}))

    assert [place for _, place in placed_tests(condition.pages[1].show_if)] == [
        ("any", 0, "a", "answered"),
        ("any", 0, "a", "in"),
        ("any", 1, "b", ">"),
    ]
    assert {type(test) for test, _ in placed_tests(condition.pages[1].show_if)} == {conditions.Test}
