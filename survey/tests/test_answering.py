"""What people put into boxes, as an answer; and an answer, as it would be put into boxes."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.definition import Kind, fields
from survey.definition.answering import (
    LONGEST_WORDS,
    READ,
    Unreadable,
    answer_to,
    answers_in,
    called,
    first_box,
    missing,
    texts_of,
)
from survey.tests.definitions import definitions, texts_for
from survey.tests.makers import AREAS, asking, question, the_round

OTHER = [*AREAS, {"value": "other", "label": "Somewhere else", "asks_for": "Where?"}]


def asked(kind="one", **said):
    return asking(question(kind=kind, **said)).questions["area"]


def answer(kind, texts, **said):
    return answer_to(asked(kind, **said), texts)


def problems(kind, texts, **said):
    with pytest.raises(Unreadable) as refused:
        answer(kind, texts, **said)
    return refused.value.problems


@pytest.mark.parametrize(
    ("kind", "texts", "value"),
    [
        ("one", {"area": "north"}, "north"),
        ("yes_no", {"area": "no"}, "no"),
        ("scale", {"area": "5"}, 5),
        ("many", {"area": "north"}, ["north"]),
        ("many", {"area": " south  north north "}, ["north", "south"]),
        ("grid", {"area.price": "-1", "area.notice": "2"}, {"price": -1, "notice": 2}),
        ("grid", {"area.price": "", "area.notice": "2"}, {"notice": 2}),
        ("rank", {"area.1": "south", "area.2": "north"}, ["south", "north"]),
        ("rank", {"area.2": "north"}, ["north"]),
        ("text", {"area": "  Toys\x00 \r\n"}, "Toys"),
        ("long", {"area": "One\r\ntwo\rthree"}, "One\ntwo\nthree"),
        ("number", {"area": "0"}, 0),
        ("number", {"area": " 1,200 "}, 1200),
        ("number", {"area": "-5"}, -5),
        ("email", {"area": " ann@example.org "}, "ann@example.org"),
        ("date", {"area.day": "7", "area.month": "03", "area.year": "2018"}, "2018-03-07"),
        ("date", {"area.day": "29", "area.month": "2", "area.year": "2020"}, "2020-02-29"),
    ],
)
def test_what_is_put_in_is_read(kind, texts, value):
    assert answer(kind, texts) == {"area": value}


def test_every_kind_is_read():
    assert set(READ) == set(Kind)


@pytest.mark.parametrize("kind", [*Kind])
def test_nothing_put_in_is_no_answer(kind):
    assert answer(kind, {}) == answer(kind, dict.fromkeys(fields.names(asked(kind)), "")) == {}


@pytest.mark.parametrize("kind", ["text", "long", "number", "email"])
def test_spaces_are_no_answer(kind):
    assert answer(kind, {"area": " \n\x00"}) == {}


ASTRAY = "Choose one of the answers to “What of area”: the one that came is not among them"
NO_DATE = {"area.day": "“What of area” must be a real date, such as 27 3 2018"}


@pytest.mark.parametrize(
    ("kind", "texts", "found"),
    [
        ("one", {"area": "west"}, {"area": ASTRAY}),
        ("one", {"area": "north "}, {"area": ASTRAY}),
        ("yes_no", {"area": "maybe"}, {"area": ASTRAY}),
        ("scale", {"area": "6"}, {"area": ASTRAY}),
        ("scale", {"area": "-1"}, {"area": ASTRAY}),
        ("many", {"area": "north west"}, {"area": ASTRAY}),
        ("grid", {"area.price": "1", "area.notice": "9"}, {"area.notice": ASTRAY}),
        ("rank", {"area.1": "north", "area.2": "west"}, {"area.2": ASTRAY}),
        ("rank", {"area.1": "north", "area.2": "north"}, {"area.2": "You chose “North” twice. Choose each once"}),
        ("text", {"area": "a" * 501}, {"area": "“What of area” must be 500 characters or fewer. It has 501"}),
        ("long", {"area": "a" * 20_001}, {"area": "“What of area” must be 20,000 characters or fewer. It has 20,001"}),
        ("number", {"area": "a dozen"}, {"area": "“What of area” must be a whole number, such as 12"}),
        ("number", {"area": "1.5"}, {"area": "“What of area” must be a whole number, such as 12"}),
        ("number", {"area": "٣"}, {"area": "“What of area” must be a whole number, such as 12"}),
        ("number", {"area": "9" * 13}, {"area": "“What of area” must be a whole number, such as 12"}),
        ("email", {"area": "a@localhost"}, {"area": "Enter an email address in the correct format, like name@example.org"}),
        ("date", {"area.day": "30", "area.month": "2", "area.year": "2018"}, NO_DATE),
        ("date", {"area.day": "3"}, NO_DATE),
        ("date", {"area.day": "3", "area.month": "2", "area.year": "18"}, NO_DATE),
        ("date", {"area.day": "3", "area.month": "2", "area.year": "9" * 5000}, NO_DATE),
        ("date", {"area.day": "9" * 20, "area.month": "2", "area.year": "2018"}, NO_DATE),
        ("date", {"area.day": "²", "area.month": "2", "area.year": "2018"}, NO_DATE),
    ],
)
def test_what_cannot_be_read_names_its_box(kind, texts, found):
    assert problems(kind, texts) == found


@pytest.mark.parametrize(
    ("bounds", "outside", "said"),
    [
        ({"min": 1, "max": 500}, ["0", "501"], "from 1 to 500"),
        ({"min": 1000}, ["999"], "1,000 or more"),
        ({"max": 0}, ["1"], "0 or less"),
    ],
)
def test_a_number_is_within_its_bounds(bounds, outside, said):
    assert [problems("number", {"area": each}, **bounds) for each in outside] == [
        {"area": f"“What of area” must be {said}"} for _ in outside
    ]
    assert [answer("number", {"area": str(each)}, **bounds) for each in bounds.values()] == [
        {"area": each} for each in bounds.values()
    ]


def test_a_ranking_has_no_more_places_than_it_offers():
    assert answer("rank", {"area.1": "north", "area.2": "south", "area.3": "east"}) == {"area": ["north", "south"]}


def test_words_are_kept_beside_the_choice_that_asks_for_them():
    texts = {"area": "other", "area.other.words": " The coast\r\n"}

    assert answer("one", texts, choices=OTHER) == {"area": "other", "area.other.words": "The coast"}


@pytest.mark.parametrize(
    ("kind", "texts"),
    [("one", {"area": "other"}), ("many", {"area": "north other"}), ("rank", {"area.1": "other"})],
)
def test_words_go_with_every_kind_of_choice(kind, texts):
    assert answer(kind, texts | {"area.other.words": "Wales"}, choices=OTHER)["area.other.words"] == "Wales"


def test_words_beside_a_choice_that_was_not_made_are_no_answer():
    assert answer("one", {"area": "north", "area.other.words": "Wales"}, choices=OTHER) == {"area": "north"}


def test_words_beside_a_choice_are_few():
    texts = {"area": "other", "area.other.words": "a" * LONGEST_WORDS}

    assert answer("one", texts, choices=OTHER)["area.other.words"] == "a" * 200
    assert problems("one", texts | {"area.other.words": "a" * 201}, choices=OTHER) == {
        "area.other.words": "“Where” must be 200 characters or fewer. It has 201"
    }


def test_that_an_answer_is_required_is_not_asked_here():
    assert answer("one", {}, required=True) == {}


def test_a_question_may_be_called_self():
    with pytest.raises(Unreadable) as refused:
        answer_to(asking(question("self")).questions["self"], {"self": "west"})

    assert [*refused.value.problems] == ["self"]


def test_of_all_texts_what_can_be_read_is_kept_and_the_rest_is_told():
    definition = asking(question(), question("count", "number"), question("words", "text"))

    assert answers_in(definition, {"area": "north", "count": "many", "stranger": "x"}) == (
        {"area": "north"},
        {"count": "“What of count” must be a whole number, such as 12"},
    )


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_was_read_is_read_again_from_its_own_texts(data):
    definition = data.draw(definitions())
    answers, _ = answers_in(definition, data.draw(texts_for(definition)))

    texts = {}
    for each in definition.questions.values():
        texts |= texts_of(each, answers)

    assert answers_in(definition, texts) == (answers, {})


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_text_is_an_answer_or_a_problem_of_a_box_that_is_there(data):
    definition = data.draw(definitions())
    answers, problems = answers_in(definition, data.draw(texts_for(definition)))
    boxes = {name for each in definition.questions.values() for name in fields.names(each)}

    assert set(problems) <= boxes
    assert set(answers) <= boxes | set(definition.questions)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("one", ["area"]),
        ("grid", ["area.price", "area.notice"]),
        ("rank", ["area.1", "area.2"]),
        ("date", ["area.day", "area.month", "area.year"]),
    ],
)
def test_the_boxes_of_a_question(kind, names):
    assert fields.names(asked(kind)) == names
    assert first_box(asked(kind)) == names[0]


def test_a_box_for_words_comes_after_the_questions_own():
    assert fields.names(asked("rank", choices=OTHER)) == ["area.1", "area.2", "area.other.words"]


@pytest.mark.parametrize(("kind", "said"), [("one", "Choose an answer to"), ("grid", "Choose an answer to"), ("text", "Answer")])
def test_what_is_missing_is_asked_for(kind, said):
    assert missing(asked(kind)) == f"{said} “What of area”"


def test_a_question_is_called_by_its_first_words():
    services = the_round().questions["designed"]

    assert called(services) == "“In the last two years, have you taken part in designing a p…”"
