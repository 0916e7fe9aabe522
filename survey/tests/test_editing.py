"""Plain content is changed at a place, and what was given stays as it was."""

import copy

import pytest

from survey.admin.questions import KINDS
from survey.definition import editing, plain, read
from survey.definition.linting import faults
from survey.definition.outline import outlined
from survey.definition.questions import Kind
from survey.definition.reader import SLUG, VALUE
from survey.tests.makers import page, question, the_round

CONTENT = {"pages": [page("you", question("area"), question("age", "number")), page("work", question("job", "text"))]}


@pytest.fixture(autouse=True)
def _as_it_was():
    """Whatever a test does to the content, it does to a copy."""
    was = copy.deepcopy(CONTENT)
    yield
    assert was == CONTENT


def names(content):
    return [(each["name"], [asked["name"] for asked in each.get("questions", [])]) for each in content["pages"]]


def test_what_is_replaced_stands_in_the_same_place():
    made = editing.replaced(CONTENT, ("pages", 0, "title"), "All about you")

    assert made["pages"][0]["title"] == "All about you"
    assert made["pages"][1] == CONTENT["pages"][1]


@pytest.mark.parametrize(
    ("place", "step", "expected"),
    [
        (("pages", 0), 1, [("work", ["job"]), ("you", ["area", "age"])]),
        (("pages", 0, "questions", 1), -1, [("you", ["age", "area"]), ("work", ["job"])]),
        (("pages", 0), -1, [("you", ["area", "age"]), ("work", ["job"])]),
        (("pages", 1), 1, [("you", ["area", "age"]), ("work", ["job"])]),
    ],
    ids=["a page down", "a question up", "the first page up", "the last page down"],
)
def test_what_is_moved_changes_places_with_its_neighbour_if_it_has_one(place, step, expected):
    assert names(editing.moved(CONTENT, place, step)) == expected


def test_what_is_removed_is_gone_and_nothing_else():
    assert names(editing.removed(CONTENT, ("pages", 0, "questions", 0))) == [("you", ["age"]), ("work", ["job"])]


def test_a_list_that_is_not_there_is_made():
    assert editing.added({}, ("pages",), {"name": "you"}) == {"pages": [{"name": "you"}]}


def test_a_question_is_put_in_place_of_the_one_of_its_old_name():
    made = editing.put_question(CONTENT, "area", "you", question("region"))

    assert names(made) == [("you", ["region", "age"]), ("work", ["job"])]


def test_a_question_that_moves_to_another_page_comes_last_there():
    made = editing.put_question(CONTENT, "area", "work", question("area"))

    assert names(made) == [("you", ["age"]), ("work", ["job", "area"])]


def test_a_question_that_is_not_there_any_more_is_added():
    made = editing.put_question(CONTENT, "gone", "work", question("gone"))

    assert names(made) == [("you", ["area", "age"]), ("work", ["job", "gone"])]


def test_a_page_keeps_its_questions_when_its_heading_changes():
    made = editing.put_page(CONTENT, "you", {"name": "about-you", "title": "About you"})

    assert names(made) == [("about-you", ["area", "age"]), ("work", ["job"])]


def test_a_new_page_comes_last():
    assert names(editing.put_page(CONTENT, None, {"name": "end", "title": "End"}))[-1] == ("end", [])


@pytest.mark.parametrize(
    ("words", "like", "expected"),
    [
        ("How many people work for you, all in all, this year?", editing.NAME, "how_many_people_work_for_you"),
        ("2 or more?", editing.NAME, "or_more"),
        ("What?", editing.NAME, "what_2"),
        ("Who you are", SLUG, "who-you-are"),
        ("25% or more", VALUE, "25-or-more"),
        ("???", VALUE, "x"),
    ],
    ids=["long words", "a number first", "one that is taken", "a page", "a choice", "nothing to go by"],
)
def test_a_name_is_proposed_from_words(words, like, expected):
    found = editing.proposed(words, {"what"}, like)

    assert found == expected
    assert like.fullmatch(found)


def test_the_outline_of_a_definition_shows_all_of_it():
    content = plain(the_round())

    outline = outlined(content)

    assert [each.read.name for each in outline.pages] == list(the_round().page)
    assert outline.questions == the_round().questions


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        ({}, []),
        ({"pages": "none"}, []),
        ({"pages": [7, {"name": "you"}]}, ["you"]),
        ({"pages": [{"name": "you", "title": "You", "questions": [{"kind": "odd"}, "?"]}]}, ["you"]),
    ],
    ids=["nothing", "no list", "no mapping", "no question"],
)
def test_what_is_no_definition_has_an_outline_too(content, pages):
    assert [each.said["name"] for each in outlined(content).pages] == pages


def test_each_fault_stands_with_what_it_is_about():
    content = {"pages": [page("you", question("area"), question("age", "number", show_if={"gone": {"answered": True}}))]}
    outline = outlined(content, faults(read(content)))

    assert [len(each.faults) for each in [outline.pages[0], *outline.pages[0].questions]] == [0, 0, 1]


def test_a_condition_can_ask_about_the_pages_before_and_nothing_that_is_kept_apart():
    content = {"pages": [page("you", question("area"), question("mail", "email", apart=True)), page("work"), page("end")]}

    offered = outlined(content).before("end")

    assert [(title, [each.name for each in asked]) for title, asked in offered] == [("You", ["area"]), ("Work", ["work_words"])]


def test_every_kind_of_question_has_a_name_for_officers():
    assert set(KINDS) == set(Kind)
