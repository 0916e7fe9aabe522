"""Whether anybody can come to every page and question."""

import pytest

from survey.definition import reaching
from survey.definition.reaching import unreachable
from survey.tests.makers import definition, page, question, the_round

SECOND = ("pages", 1)
LOST = "no answers lead to “Then”. Change its condition, or take it away"
ALL_LEAVE = (("pages",), "all answers lead out of the survey. Change the condition of an exit, or take one away")


def of_second(show_if, *asked):
    """What is unreachable where the second page has this condition, and the first asks these questions."""
    return list(unreachable(definition(page("you", *asked), page("then", show_if=show_if))))


def test_everything_in_the_round_can_be_reached():
    assert list(unreachable(the_round())) == []


@pytest.mark.parametrize(
    ("kind", "said", "possible", "impossible"),
    [
        ("one", {}, {"area": {"in": ["north"]}}, {"area": {"in": ["north"], "not_in": ["north"]}}),
        ("one", {}, {"area": {"answered": False}}, {"area": {"answered": False, "in": ["north"]}}),
        ("one", {"required": True}, {"area": {"answered": True}}, {"area": {"answered": False}}),
        ("yes_no", {}, {"area": {"in": ["yes"]}}, {"area": {"answered": True, "not_in": ["yes", "no"]}}),
        (
            "many",
            {},
            {"all": [{"area": {"in": ["north"]}}, {"area": {"in": ["south"], "not_in": ["east"]}}]},
            {"all": [{"area": {"in": ["north"]}}, {"area": {"not_in": ["north"]}}]},
        ),
        (
            "rank",
            {"top": 2},
            {"all": [{"area": {"in": ["north"]}}, {"area": {"in": ["south"]}}]},
            {"all": [{"area": {"in": [each]}} for each in ("north", "south", "east")]},
        ),
        ("scale", {}, {"area": {"<": 2}}, {"area": {"<": 1}}),
        ("scale", {}, {"area": {">": 4}}, {"area": {">": 5}}),
        ("number", {"min": 1, "max": 9}, {"area": {">": 8}}, {"area": {">": 9}}),
        ("number", {"min": 1, "max": 9}, {"area": {"<": 2}}, {"area": {"<": 1}}),
        ("number", {}, {"area": {"<": 5, ">": 3}}, {"area": {"<": 4, ">": 3}}),
        ("number", {}, {"area": {"<": -5}}, {"area": {"<": 0}}),
        ("text", {}, {"area": {"answered": True}}, {"all": [{"area": {"answered": True}}, {"area": {"answered": False}}]}),
        ("grid", {}, {"area": {"answered": True}}, {"all": [{"area": {"answered": True}}, {"area": {"answered": False}}]}),
    ],
)
def test_a_page_is_reached_where_some_answer_leads_to_it(kind, said, possible, impossible):
    asked = question(kind=kind, **said)

    assert of_second(possible, asked) == []
    assert of_second(impossible, asked) == [(SECOND, LOST)]


def test_of_a_page_that_is_reached_a_question_may_not_be():
    lost = question("why", "long", show_if={"area": {"in": ["south"]}})
    found = definition(
        page("you", question()), page("then", question("count", "number"), lost, show_if={"area": {"in": ["north"]}})
    )

    sentence = "no answers lead to “What of why”. Change its condition, or take it away"
    assert list(unreachable(found)) == [((*SECOND, "questions", 1), sentence)]


def test_a_page_none_of_whose_questions_is_ever_asked_is_lost_as_a_whole():
    lost = question("why", "long", show_if={"area": {"in": ["south"]}})
    found = definition(page("you", question()), page("then", lost, show_if={"area": {"in": ["north"]}}))

    assert list(unreachable(found)) == [(SECOND, LOST)]


def test_what_depends_on_what_is_never_asked_is_lost():
    found = definition(
        page("you", question()),
        page("mid", question("why", "yes_no", show_if={"area": {"in": ["north"]}})),
        page("then", show_if={"why": {"in": ["yes"]}, "area": {"not_in": ["north"]}}),
    )

    assert list(unreachable(found)) == [(("pages", 2), LOST)]


def test_what_depends_on_what_depends_on_an_answer_is_reached():
    found = definition(
        page("you", question()),
        page("mid", question("why", "yes_no", show_if={"area": {"in": ["south"]}}), show_if={"area": {"answered": True}}),
        page("then", show_if={"why": {"in": ["yes"]}}),
    )

    assert list(unreachable(found)) == []


def test_what_comes_after_an_exit_is_reached_by_those_who_pass_it():
    found = definition(
        page("you", question(required=True)),
        page("bye", exit=True, show_if={"area": {"in": ["north", "south"]}}),
        page("then", show_if={"area": {"in": ["north"]}}),
        page("end"),
    )

    assert list(unreachable(found)) == [(("pages", 2), LOST)]


def test_a_survey_that_all_leave_is_none():
    found = definition(page("you", question(required=True)), page("bye", exit=True, show_if={"area": {"answered": True}}))

    assert list(unreachable(found)) == [ALL_LEAVE]


def test_an_exit_that_nobody_comes_to_is_lost():
    found = definition(page("you", question(required=True)), page("then", exit=True, show_if={"area": {"answered": False}}))

    assert list(unreachable(found)) == [(SECOND, LOST)]


@pytest.mark.parametrize(("most", "said"), [(4, [(SECOND, LOST)]), (3, [])], ids=["few enough", "too many"])
def test_of_what_takes_too_many_tries_nothing_is_said(monkeypatch, most, said):
    monkeypatch.setattr(reaching, "MOST", most)
    impossible = {"all": [{"area": {"in": ["north"]}}, {"area": {"not_in": ["north"]}}, {"sure": {"in": ["yes"]}}]}

    assert of_second(impossible, question(), question("sure", "yes_no")) == said


def test_of_a_choice_with_too_many_ways_to_make_it_nothing_is_said():
    numbers = range(1, 64)
    tests = [{"area": {"in": [f"v{number}" for number in numbers if number & bit]}} for bit in (1, 2, 4, 8, 16, 32)]
    tests.append({"area": {"not_in": [f"v{number}" for number in numbers if number.bit_count() > 1]}})
    choices = [{"value": f"v{number}", "label": f"Label {number}"} for number in numbers]

    assert of_second({"all": tests}, question(kind="many", choices=choices)) == []
