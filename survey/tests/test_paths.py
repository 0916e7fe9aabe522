"""The way through a survey."""

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.definition import audience, fields, path
from survey.definition.answering import Unreadable, answer_to, answers_in
from survey.tests.definitions import definitions, texts_for
from survey.tests.makers import AREAS, definition, page, question, the_round

NORTH, SOUTH = ({"area": {"in": [each]}} for each in ["north", "south"])
OTHER = [*AREAS, {"value": "other", "label": "Somewhere else", "asks_for": "Where?"}]


def names(found, **answers):
    return path(found, answers).names


@pytest.fixture(scope="module")
def branching():
    """A first page, one for the north, one for the south that leaves, and one for all others."""
    return definition(
        page("you", question(required=True), question("count", "number")),
        page("north", question("north_count", "number"), question("why", "long", show_if={"count": {">": 2}}), show_if=NORTH),
        page("bye", exit=True, show_if=SOUTH),
        page("end", question("ending", "text"), question("more", "text", show_if={"north_count": {"answered": True}})),
    )


@pytest.mark.parametrize("route", the_round().routes, ids=lambda route: route.name)
def test_the_routes_of_the_round_come_out_as_written(route):
    found = path(the_round(), dict(route.answers))

    assert (found.names, found.exits) == ([*route.pages], route.exits)


def test_a_page_is_shown_where_its_condition_holds(branching):
    assert names(branching, area="north") == ["you", "north", "end"]
    assert names(branching, area="east") == ["you", "end"]


def test_an_exit_ends_the_path(branching):
    found = path(branching, {"area": "south", "ending": "Words"})

    assert (found.names, found.exits) == (["you", "bye"], True)
    assert found.answers == {"area": "south"}


def test_a_question_is_asked_where_its_condition_holds(branching):
    assert path(branching, {"area": "north", "count": 3}).questions == ["area", "count", "north_count", "why", "ending"]
    assert path(branching, {"area": "north", "count": 2}).questions == ["area", "count", "north_count", "ending"]


def test_an_answer_off_the_path_counts_for_nothing_in_conditions_either(branching):
    found = path(branching, {"area": "east", "north_count": 4, "more": "Words"})

    assert found.questions == ["area", "count", "ending"]
    assert found.answers == {"area": "east"}


def test_an_answer_to_a_question_that_is_not_there_counts_for_nothing(branching):
    assert path(branching, {"area": "east", "stranger": 1}).answers == {"area": "east"}


def test_a_page_none_of_whose_questions_is_asked_is_not_shown():
    found = definition(page("you", question()), page("north", question("why", "long", show_if=NORTH)))

    assert (names(found, area="north"), names(found, area="south")) == (["you", "north"], ["you"])


def test_words_beside_a_choice_are_on_the_path_where_it_is_made():
    found = definition(page("you", question(choices=OTHER)))
    words = {"area.other.words": "Wales"}

    assert path(found, {"area": "other"} | words).answers == {"area": "other"} | words
    assert path(found, {"area": "north"} | words).answers == {"area": "north"}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("you", None, "north"), ("north", "you", "end"), ("end", "north", None), ("bye", None, None), ("nowhere", None, None)],
)
def test_what_comes_before_and_after_a_page(branching, name, before, after):
    found = path(branching, {"area": "north"})

    assert [page and page.name for page in (found.before(name), found.after(name))] == [before, after]


def test_a_page_is_settled_when_nothing_on_it_or_after_can_change_the_pages(branching):
    open_yet = path(branching, {"area": "north"})
    decided = path(branching, {"area": "north", "count": 0})

    assert [open_yet.is_settled(name) for name in ("you", "north", "end", "bye")] == [False, False, True, False]
    assert [decided.is_settled(name) for name in ("you", "north", "end")] == [False, False, True]
    assert path(branching, {"area": "north", "count": 0, "north_count": 1}).is_settled("you")


def test_an_audience_is_the_first_route_whose_answers_are_given():
    routes = [
        {"name": "the north", "answers": {"area": "north", "sure": "yes"}, "pages": ["you"]},
        {"name": "north", "answers": {"area": "north"}, "pages": ["you"]},
    ]
    found = definition(page("you", question(), question("sure", "yes_no")), routes=routes)

    assert audience(found, {"area": "north", "sure": "yes"}) == "the north"
    assert audience(found, {"area": "north"}) == "north"
    assert audience(found, {"area": "south"}) == audience(found, {}) == ""


def test_an_audience_may_have_made_several_choices():
    route = {"name": "both", "answers": {"area": ["north", "south"]}, "pages": ["you"]}
    found = definition(page("you", question(kind="many")), routes=[route])

    assert audience(found, {"area": ["north", "south"]}) == "both"
    assert audience(found, {"area": ["north"]}) == ""


@st.composite
def walks(draw):
    """A definition, boxes' texts, the answers in them, and the path that these lead to."""
    found = draw(definitions())
    texts = draw(texts_for(found))
    answers, _ = answers_in(found, texts)
    return found, texts, answers, path(found, answers)


@hypothesis_settings(max_examples=60, deadline=None)
@given(walks())
def test_no_answer_is_kept_that_is_off_the_path(walk):
    found, _, _, walked = walk
    asked = {name for question in walked.questions for name in [question, *fields.names(found.questions[question])]}

    assert set(walked.answers) <= asked


@hypothesis_settings(max_examples=60, deadline=None)
@given(walks())
def test_every_answer_on_the_path_is_as_it_was_read(walk):
    found, texts, _, walked = walk

    read = {}
    for name in walked.questions:
        try:
            read |= answer_to(found.questions[name], texts)
        except Unreadable:
            continue

    assert walked.answers == read


@hypothesis_settings(max_examples=60, deadline=None)
@given(walks())
def test_the_answers_on_a_path_lead_along_it_again(walk):
    found, _, _, walked = walk

    assert path(found, walked.answers) == walked


@hypothesis_settings(max_examples=60, deadline=None)
@given(walks())
def test_every_condition_holds_of_the_answers_on_the_path(walk):
    _, _, _, walked = walk

    for each in walked.pages:
        assert not each.show_if or each.show_if.holds(walked.answers)
        assert all(not asked.show_if or asked.show_if.holds(walked.answers) for asked in walked.asked[each.name])


@hypothesis_settings(max_examples=60, deadline=None)
@given(walks(), st.data())
def test_what_is_settled_stays_as_it_is_whatever_is_answered_next(walk, data):
    found, _, answers, walked = walk
    settled = [name for name in walked.names if walked.is_settled(name)]
    assume(settled)
    place = walked.names.index(settled[0])
    later = {
        name for page in walked.pages[place:] for each in walked.asked[page.name] for name in [each.name, *fields.names(each)]
    }

    more, _ = answers_in(found, data.draw(texts_for(found)))
    answered = {name: value for name, value in more.items() if name in later and name not in answers}

    assert path(found, answers | answered).names == walked.names
