"""What a new version of a survey changes for the answers that are there."""

import copy

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.definition import path, plain, read
from survey.definition.answering import answers_in, texts_of
from survey.definition.changes import Change, Sort, changes, is_safe
from survey.definition.linting import faults
from survey.tests.definitions import definitions, edited, texts_for
from survey.tests.makers import AGREE, AREAS, asking, definition, page, question, the_round

WORDING, ADDITIVE, BREAKING = Sort
Q = ("pages", 0, "questions", 0)
WEST = {"value": "west", "label": "West"}


def of_question(kind="one", before=None, after=None):
    """The changes of a question of this kind, as sort, place in the question, and sentence."""
    found = changes(asking(question(kind=kind, **before or {})), asking(question(kind=kind, **after or {})))
    assert {change.questions for change in found} <= {("area",)}
    return [(change.sort, change.place[4:], change.sentence) for change in found]


def of_pages(before, after):
    return [(change.sort, change.place, change.questions) for change in changes(definition(*before), definition(*after))]


AREA = "“What of area”"


@pytest.mark.parametrize(
    ("kind", "before", "after", "sort", "key", "sentence"),
    [
        ("one", {}, {"text": "Where?"}, WORDING, "text", f"{AREA} is worded otherwise"),
        ("one", {}, {"hint": "Roughly."}, WORDING, "hint", f"{AREA} has another hint"),
        ("number", {}, {"unit": "weeks"}, WORDING, "unit", f"{AREA} has another unit"),
        ("one", {}, {"required": True}, BREAKING, "required", "“What of area” must be answered now"),
        ("one", {"required": True}, {}, ADDITIVE, "required", "“What of area” can be left empty now"),
        ("one", {}, {"apart": True}, BREAKING, "apart", "“What of area” is kept apart from the other answers"),
        ("one", {"apart": True}, {}, BREAKING, "apart", "“What of area” is no longer kept apart from the other answers"),
        ("number", {}, {"min": 1}, BREAKING, "min", f"The smallest number for {AREA} is 1 now. It was not set"),
        ("number", {"min": 1}, {"min": 2}, BREAKING, "min", f"The smallest number for {AREA} is 2 now. It was 1"),
        ("number", {"min": 1}, {"min": 0}, ADDITIVE, "min", f"The smallest number for {AREA} is 0 now. It was 1"),
        ("number", {"min": 1}, {}, ADDITIVE, "min", f"The smallest number for {AREA} is not set now. It was 1"),
        ("number", {}, {"max": 9}, BREAKING, "max", f"The largest number for {AREA} is 9 now. It was not set"),
        ("number", {"max": 9}, {"max": 8}, BREAKING, "max", f"The largest number for {AREA} is 8 now. It was 9"),
        ("number", {"max": 9}, {"max": 1000}, ADDITIVE, "max", f"The largest number for {AREA} is 1,000 now. It was 9"),
        ("number", {"max": 9}, {}, ADDITIVE, "max", f"The largest number for {AREA} is not set now. It was 9"),
        ("text", {}, {"max_length": 99}, BREAKING, "max_length", f"The greatest length for {AREA} is 99 now. It was 500"),
        ("text", {"max_length": 9}, {}, ADDITIVE, "max_length", f"The greatest length for {AREA} is 500 now. It was 9"),
        ("rank", {}, {"top": 1}, BREAKING, "top", f"The most that can be ranked for {AREA} is 1 now. It was 2"),
        ("rank", {}, {"top": 3}, ADDITIVE, "top", f"The most that can be ranked for {AREA} is 3 now. It was 2"),
    ],
)
def test_a_change_of_a_question(kind, before, after, sort, key, sentence):
    assert of_question(kind, before, after) == [(sort, (key,), sentence)]


def test_another_kind_is_said_once():
    before, after = asking(question(kind="one")), asking(question(kind="rank"))

    assert changes(before, after) == [Change(BREAKING, (*Q, "kind"), f"{AREA} is a question of another kind", ("area",))]


@pytest.mark.parametrize(
    ("kind", "key", "noun"),
    [
        ("one", "choices", "choice"),
        ("many", "choices", "choice"),
        ("rank", "choices", "choice"),
        ("grid", "columns", "column"),
        ("grid", "rows", "row"),
    ],
)
def test_a_change_of_what_can_be_chosen(kind, key, noun):
    less, more, other_way = {key: AREAS}, {key: [*AREAS, WEST]}, {key: [*reversed(AREAS)]}
    called = {key: [*AREAS, {**WEST, "label": "Wales"}]}

    assert of_question(kind, less, more) == [(ADDITIVE, (key, 3), f"The {noun} “West” of {AREA} is new")]
    assert of_question(kind, more, less) == [(BREAKING, (key,), f"The {noun} “West” of {AREA} is taken away")]
    assert of_question(kind, more, called) == [(WORDING, (key, 3, "label"), f"The {noun} “West” of {AREA} reads “Wales” now")]
    assert of_question(kind, less, other_way) == [(WORDING, (key,), f"The {noun}s of {AREA} come in another order")]


def test_a_change_of_words_beside_a_choice():
    plainly, asks, otherwise = ({"choices": [*AREAS, {**WEST, **said}]} for said in ({}, {"asks_for": "A?"}, {"asks_for": "B?"}))
    place, choice = ("choices", 3, "asks_for"), f"The choice “West” of {AREA}"

    assert of_question("one", plainly, asks) == [(ADDITIVE, place, f"{choice} asks for words now")]
    assert of_question("one", asks, otherwise) == [(WORDING, place, f"{choice} asks for words otherwise")]
    assert of_question("one", asks, plainly) == [(BREAKING, place, f"{choice} no longer asks for words")]


def test_a_choice_that_is_taken_away_touches_the_answers_that_made_it():
    [change] = changes(asking(question(choices=[*AREAS, WEST])), asking(question()))

    assert (change.questions, change.value, change.row) == (("area",), "west", None)


def test_a_row_that_is_taken_away_touches_the_answers_that_have_it():
    before = question(kind="grid")
    [change] = changes(asking(before), asking({**before, "rows": before["rows"][:1]}))

    assert (change.questions, change.value, change.row) == (("area",), None, "notice")


def test_a_column_that_is_taken_away_touches_the_answers_that_have_it():
    [change] = changes(asking(question(kind="grid")), asking(question(kind="grid", columns=AGREE[:2])))

    assert (change.questions, change.value, change.row) == (("area",), -1, None)


def test_a_change_of_a_scale():
    longer, worded = {"high": {"value": 7, "label": "Larger"}}, {"low": {"value": 1, "label": "Less"}}
    unsure, unknown = ({"unsure": {"value": -1, "label": label}} for label in ("Not sure", "Unknown"))

    sentence = f"The scale of {AREA} is from 1 to 7 now. It was from 1 to 5"
    assert of_question("scale", {}, longer) == [(BREAKING, ("high",), sentence)]
    assert of_question("scale", {}, worded) == [(WORDING, ("low",), f"The points of the scale of {AREA} are worded otherwise")]
    assert of_question("scale", {}, unsure) == [(ADDITIVE, ("unsure",), f"The choice “Not sure” of {AREA} is new")]
    assert of_question("scale", unsure, {}) == [(BREAKING, ("unsure",), f"The choice “Not sure” of {AREA} is taken away")]
    assert of_question("scale", unsure, unknown) == [
        (WORDING, ("unsure", "label"), f"The choice “Not sure” of {AREA} reads “Unknown” now")
    ]


YOU, THEN = page("you", question()), page("then", question("a", "text"), question("b", "text"))
NORTH = {"area": {"in": ["north"]}}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([YOU], [YOU, THEN], [(ADDITIVE, ("pages", 1), ("a", "b"))]),
        ([YOU, THEN], [YOU], [(BREAKING, ("pages",), ("a", "b"))]),
        ([YOU, THEN], [THEN, YOU], [(WORDING, ("pages",), ())]),
        ([YOU, THEN], [YOU, {**THEN, "title": "Next"}], [(WORDING, ("pages", 1, "title"), ("a", "b"))]),
        ([YOU, THEN], [YOU, {**THEN, "text": "Now."}], [(WORDING, ("pages", 1, "text"), ("a", "b"))]),
        ([YOU, THEN], [YOU, {**THEN, "show_if": NORTH}], [(BREAKING, ("pages", 1, "show_if"), ("a", "b"))]),
        ([YOU, THEN], [YOU, page("then", question("a", "text"))], [(BREAKING, ("pages", 1, "questions"), ("b",))]),
        ([YOU, page("then", question("a", "text"))], [YOU, THEN], [(ADDITIVE, ("pages", 1, "questions", 1), ("b",))]),
        (
            [YOU, THEN],
            [YOU, page("then", *reversed(THEN["questions"]))],
            [(WORDING, ("pages", 1, "questions"), ("b", "a"))],
        ),
        (
            [YOU, THEN],
            [YOU, page("bye", exit=True, show_if=NORTH), THEN],
            [(BREAKING, ("pages", 1), ("a", "b"))],
        ),
        (
            [YOU],
            [YOU, page("new", question("a", "text", required=True))],
            [(ADDITIVE, ("pages", 1), ("a",)), (BREAKING, ("pages", 1, "questions", 0), ("a",))],
        ),
        (
            [YOU, THEN],
            [page("you", question(), question("a", "text")), page("then", question("b", "text"))],
            [(WORDING, ("pages", 0, "questions", 1), ("a",))],
        ),
        (
            [
                YOU,
                page("north", question("a", "text"), question("c", "text"), show_if=NORTH),
                page("then", question("b", "text")),
            ],
            [YOU, page("north", question("c", "text"), show_if=NORTH), THEN],
            [(BREAKING, ("pages", 2, "questions", 0), ("a",))],
        ),
    ],
    ids=[
        "a new page",
        "a page taken away",
        "another order of pages",
        "another title",
        "another text",
        "another condition",
        "a question taken away",
        "a new question",
        "another order of questions",
        "a new exit",
        "a new question that must be answered",
        "a question moved",
        "a question moved to where others come",
    ],
)
def test_a_change_of_pages(before, after, said):
    assert of_pages(before, after) == said


def test_a_page_that_becomes_an_exit_is_said():
    asked, left = [YOU, page("bye", show_if=NORTH)], [YOU, page("bye", exit=True, show_if=NORTH, text="")]

    assert [change.sentence for change in changes(definition(*asked), definition(*left))] == [
        "The page “Bye” ends the survey now",
        "The question “What of bye_words” is taken away",
    ]
    assert [change.sort for change in changes(definition(*left), definition(*asked))] == [BREAKING, ADDITIVE]


def test_a_question_that_is_asked_of_others_is_said():
    before, after = ([YOU, page("then", question("a", "text", show_if=show_if))] for show_if in (None, NORTH))

    assert of_pages(before, after) == [(BREAKING, ("pages", 1, "questions", 0, "show_if"), ("a",))]


def test_other_routes_are_said():
    routes = [{"name": "all", "answers": {}, "pages": ["you"]}]

    assert changes(definition(), definition(routes=routes)) == [
        Change(WORDING, ("routes",), "The routes are others, or written otherwise")
    ]


def test_an_officer_reads_what_is_taken_away_in_plain_words():
    said = copy.deepcopy(plain(the_round()))
    del said["pages"][1]["questions"][1]["choices"][5]

    assert [change.sentence for change in changes(the_round(), read(said))] == [
        "The choice “Youth services” of “Which kinds of service do you have to do with” is taken away"
    ]


@pytest.mark.parametrize(
    ("after", "safe"), [(YOU, True), (page("you", question(text="Where?"), question("a")), True), (THEN, False)]
)
def test_what_breaks_nothing_is_safe(after, safe):
    assert is_safe(definition(YOU), definition(after)) is safe


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.data())
def test_there_is_a_change_between_any_two_that_are_not_the_same(data):
    before = data.draw(definitions())
    after = data.draw(edited(before))

    assert (changes(before, after) == []) == (before == after)


@hypothesis_settings(max_examples=50, deadline=None)
@given(definitions())
def test_a_definition_does_not_change_from_itself(made):
    assert changes(made, read(plain(made))) == []


@hypothesis_settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_safe_change_loses_no_answer(data):
    before = data.draw(definitions())
    after = data.draw(edited(before))
    assume(is_safe(before, after))
    assume(not [fault for version in (before, after) for fault in faults(version) if "no answers lead" not in fault.sentence])
    answers = path(before, answers_in(before, data.draw(texts_for(before)))[0]).answers

    texts = {name: text for each in before.questions.values() for name, text in texts_of(each, answers).items()}
    moved, problems = answers_in(after, texts)

    assert problems == {}
    assert answers.items() <= path(after, moved).answers.items()


def test_a_page_that_goes_behind_an_exit_breaks_what_was_answered_there():
    leaves = page("leaves", exit=True, show_if={"area": {"in": ["north"]}})
    before = definition(page("you", question()), page("more", question("why", "text")), leaves)
    after = definition(page("you", question()), leaves, page("more", question("why", "text")))

    assert [(change.sort, change.place) for change in changes(before, after)] == [(Sort.BREAKING, ("pages",))]
