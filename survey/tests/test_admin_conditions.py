"""Whom a page or a question is shown to is said in a table of tests, which takes no script."""

import pytest

from survey.definition import editing
from survey.models import Survey
from survey.tests.makers import definition, page, question
from survey.tests.posting import boxes, send
from survey.tests.stored import NOON, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

ASKED = definition(
    page("you", question("role"), question("age", "number"), question("size", "scale"), question("mail", "email", apart=True)),
    page("work", question("job", "text"), question("pay", "many")),
    page("end", question("last", "text")),
)
ROLE = {"tests-0-question": "role", "tests-0-test": "in", "tests-0-values": ["north", "east"]}
AGE = {"tests-1-question": "age", "tests-1-test": ">", "tests-1-number": "17"}


@pytest.fixture
def survey():
    return make_survey(ASKED, is_published=False)


def at(survey, tail="questions/last/"):
    return f"/admin/survey/survey/{survey.pk}/{tail}"


def condition(survey, name="last"):
    draft = Survey.objects.get(pk=survey.pk).draft
    return editing.at(draft, editing.question_places(draft)[name]).get("show_if")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (ROLE, {"role": {"in": ["north", "east"]}}),
        (ROLE | AGE, {"role": {"in": ["north", "east"]}, "age": {">": 17}}),
        (ROLE | AGE | {"mode": "any"}, {"any": [{"role": {"in": ["north", "east"]}}, {"age": {">": 17}}]}),
        ({"tests-0-question": "job", "tests-0-test": "answered"}, {"job": {"answered": True}}),
        ({"tests-0-question": "job", "tests-0-test": "empty"}, {"job": {"answered": False}}),
        ({"tests-0-question": "size", "tests-0-test": "not_in", "tests-0-values": ["1", "2"]}, {"size": {"not_in": [1, 2]}}),
        (
            ROLE | AGE | {"mode": "any", "tests-0-group": "A", "tests-1-group": "A"},
            {"any": [{"role": {"in": ["north", "east"]}, "age": {">": 17}}]},
        ),
    ],
    ids=["one test", "all", "any", "answered", "left empty", "points of a scale", "a group"],
)
def test_what_the_table_says_is_what_is_drafted(client, survey, said, expected):
    send(client, at(survey), **said)

    assert condition(survey) == expected


def test_a_group_beside_another_test_is_one_of_those_that_will_do(client, survey):
    send(client, at(survey), **ROLE, **AGE, mode="any", **{"tests-0-group": "A", "tests-1-group": "A"})
    third = {"tests-1-question": "job", "tests-1-test": "answered", "tests-1-group": ""}

    send(client, at(survey), **ROLE, **third, mode="any")

    assert condition(survey) == {"any": [{"role": {"in": ["north", "east"]}}, {"job": {"answered": True}}]}


def test_once_a_question_is_chosen_its_answers_are_there_to_be_ticked(client, survey):
    chosen = send(client, at(survey), **{"tests-0-question": "role"})
    ticked = client.post(at(survey), boxes(chosen) | {"tests-0-values": ["south"]})

    assert "Choose the answers, and save again." in chosen.content.decode()
    assert (ticked.status_code, condition(survey)) == (302, {"role": {"in": ["south"]}})


def test_once_a_number_is_asked_for_it_is_there_to_be_given(client, survey):
    chosen = send(client, at(survey), **{"tests-0-question": "age", "tests-0-test": "<"})
    client.post(at(survey), boxes(chosen) | {"tests-0-number": "20"})

    assert "Give the number, and save again." in chosen.content.decode()
    assert condition(survey) == {"age": {"<": 20}}


def test_a_test_that_makes_no_sense_of_a_question_is_not_taken(client, survey):
    refused = send(client, at(survey), **{"tests-0-question": "job", "tests-0-test": "<", "tests-0-number": "3"})

    assert (refused.status_code, condition(survey)) == (200, None)


def test_one_answer_is_tested_once_in_each_way_within_a_group(client, survey):
    again = {name.replace("tests-0", "tests-1"): value for name, value in ROLE.items()}

    refused = send(client, at(survey), **ROLE, **again, mode="any", **{"tests-0-group": "A", "tests-1-group": "A"})

    assert "test one answer twice in the same way" in refused.content.decode()


def test_a_condition_goes_when_its_question_is_taken_out(client, survey):
    send(client, at(survey), **ROLE)

    send(client, at(survey), **{"tests-0-question": ""})

    assert condition(survey) is None


def test_a_test_of_what_is_not_asked_any_more_stays_until_it_is_taken_out(client, survey):
    send(client, at(survey), **ROLE, **AGE)
    now = Survey.objects.get()
    place = editing.question_places(now.draft)["role"]
    now.edit(editing.removed(now.draft, place), edits=now.edits, by=None, at=NOON)

    shown = send(client, at(survey), text="Else?")
    kept = condition(survey)
    send(client, at(survey), **{"tests-1-question": ""})

    assert (shown.status_code, kept) == (302, {"role": {"in": ["north", "east"]}, "age": {">": 17}})
    assert condition(survey) == {"age": {">": 17}}


def test_nothing_can_be_asked_about_that_comes_later_or_is_kept_apart(client, survey):
    shown = client.get(at(survey, "questions/job/")).context["editor"].condition.tests.forms[0]

    assert [name for _, listed in shown.fields["question"].choices[1:] for name, _ in listed] == ["role", "age", "size"]


def test_on_the_first_page_there_is_nothing_to_ask_about(client, survey):
    assert "Everybody: nothing is asked" in client.get(at(survey, "questions/role/")).content.decode()


def test_a_page_has_a_condition_like_a_question(client, survey):
    send(client, at(survey, "pages/end/"), **ROLE)

    assert Survey.objects.get().draft["pages"][2]["show_if"] == {"role": {"in": ["north", "east"]}}
