"""What is a definition, and where it says that something is none."""

import copy

import pytest

from survey.definition import Choice, Kind, Malformed, read
from survey.definition.reading import BOXES
from survey.tests.makers import AREAS, asking, definition, page, question

FIRST = ("pages", 0, "questions", 0)
KNOWN = "Known are name, kind, text, hint, required, apart, show_if"
SIZES = {"low": {"value": 1, "label": "Less"}, "high": {"value": 3, "label": "More"}}


def refusal(said):
    with pytest.raises(Malformed) as refused:
        read(said)
    return refused.value.place, refused.value.sentence


def of_question(kind="one", **said):
    """What is said of a survey of this one question, its place shortened to begin at the question."""
    place, sentence = refusal({"pages": [page("you", question(kind=kind, **said))]})
    assert place[:4] == FIRST
    return place[4:], sentence


def test_everything_that_is_said_of_a_question_is_read():
    said = question(
        "count", "number", text=" How many?\r\n", hint="About.", required=True, apart=True, min=0, max=9, unit="weeks"
    )

    found = asking(said).questions["count"]

    assert (found.kind, found.text, found.hint, found.unit) == (Kind.NUMBER, "How many?", "About.", "weeks")
    assert (found.required, found.apart, found.min, found.max) == (True, True, 0, 9)


def test_the_lines_of_a_text_end_alike():
    assert asking(question(text="One\rtwo\r\nthree\r\r\nfour")).questions["area"].text == "One\ntwo\nthree\n\nfour"


@pytest.mark.parametrize("kind", [*Kind])
def test_every_kind_is_read(kind):
    assert asking(question(kind=str(kind))).questions["area"].kind == kind


@pytest.mark.parametrize(("kind", "longest"), [("text", 500), ("long", 20_000), ("number", 0)])
def test_a_text_has_a_length_whatever_is_said(kind, longest):
    assert asking(question(kind=kind)).questions["area"].max_length == longest


def test_yes_and_no_are_choices():
    assert asking(question(kind="yes_no")).questions["area"].choices == (Choice("yes", "Yes"), Choice("no", "No"))


def test_a_scale_has_every_point_and_labels_where_they_were_said():
    middle, unsure = {"value": 2, "label": "Same"}, {"value": -1, "label": "Not sure"}

    found = asking(question(kind="scale", **SIZES, middle=middle, unsure=unsure)).questions["area"]

    assert found.choices == (Choice(1, "Less"), Choice(2, "Same"), Choice(3, "More"), Choice(-1, "Not sure"))


@pytest.mark.parametrize("low", [0, 5])
def test_a_scale_has_11_points_at_most(low):
    ends = {"low": {"value": low, "label": "Less"}, "high": {"value": low + 10, "label": "More"}}

    assert len(asking(question(kind="scale", **ends)).questions["area"].choices) == 11


def test_an_exit_asks_nothing():
    assert definition(page("you"), page("bye", exit=True)).page["bye"].questions == ()


def test_an_exit_with_questions_is_refused():
    said = {"pages": [page("bye", exit=True) | {"questions": [question()]}]}

    assert refusal(said) == (("pages", 0, "questions"), "an exit asks nothing: put its questions on a page before it")


@pytest.mark.parametrize(
    ("said", "place", "sentence"),
    [
        ([], (), "this must be a mapping, with a name before each value"),
        ({}, ("pages",), "pages must hold 1 or more"),
        ({"pages": {}}, ("pages",), "pages must be a list"),
        ({"pages": [], "title": ""}, ("title",), "title is not known here. Known are pages, routes"),
        ({"pages": ["you"]}, ("pages", 0), "this must be a mapping, with a name before each value"),
        ({"pages": [page("you") | {"questions": []}]}, ("pages", 0, "questions"), "questions must hold 1 or more"),
        ({"pages": [page("you"), page("you")]}, ("pages", 1, "name"), "'you' is here twice"),
        ({"pages": [page("check")]}, ("pages", 0, "name"), "'check' is an address of the survey's own. Choose another name"),
        (
            {"pages": [page("You")]},
            ("pages", 0, "name"),
            "name 'You' must be lower-case letters, figures and hyphens",
        ),
        ({"pages": [page("you", title=None)]}, ("pages", 0, "title"), "title is missing"),
        ({"pages": [page("you", title=" ")]}, ("pages", 0, "title"), "title is empty"),
        ({"pages": [page("you", title=5)]}, ("pages", 0, "title"), "title must be a text: put it in quotes"),
        ({"pages": [page("you", title="a" * 201)]}, ("pages", 0, "title"), "title is 201 characters long, and 200 is the most"),
        ({"pages": [page("you", title="\udfff")]}, ("pages", 0, "title"), "title holds a character that cannot be kept"),
        ({"pages": [page("you", exit="yes")]}, ("pages", 0, "exit"), "exit must be true or false"),
    ],
)
def test_a_page_that_is_none_names_its_place(said, place, sentence):
    assert refusal(said) == (place, sentence)


def test_a_question_is_there_once_in_all_pages():
    said = {"pages": [page("you", question()), page("then", question("other_one"), question())]}

    assert refusal(said) == (("pages", 1, "questions", 1, "name"), "'area' is here twice")


@pytest.mark.parametrize("name", sorted(BOXES))
def test_no_question_is_called_what_a_page_calls_its_own(name):
    assert of_question(name=name) == (("name",), f"{name!r} is a name of the page's own. Choose another one")


@pytest.mark.parametrize(
    ("kind", "said", "place", "sentence"),
    [
        ("essay", {}, ("kind",), f"kind must be one of {', '.join(Kind)}"),
        ("one", {"name": "Area"}, ("name",), "name 'Area' must be lower-case letters, figures and _"),
        ("one", {"top": 1}, ("top",), f"top is not known here. {KNOWN}, choices"),
        ("text", {"choices": AREAS}, ("choices",), f"choices is not known here. {KNOWN}, max_length"),
        ("one", {"required": 1}, ("required",), "required must be true or false"),
        ("one", {"choices": AREAS[:1]}, ("choices",), "choices must hold 2 or more"),
        ("one", {"choices": [*AREAS, AREAS[0]]}, ("choices", 3, "value"), "'north' is here twice"),
        (
            "many",
            {"choices": [{"value": 1, "label": "A"}, AREAS[0]]},
            ("choices", 0, "value"),
            "value must be a text: put it in quotes",
        ),
        (
            "one",
            {"choices": [{"value": "a b", "label": "A"}, AREAS[0]]},
            ("choices", 0, "value"),
            "value 'a b' must be lower-case letters, figures and hyphens",
        ),
        (
            "one",
            {"choices": [{"value": f"v{n}", "label": "A"} for n in range(101)]},
            ("choices",),
            "choices can hold up to 100",
        ),
        ("text", {"max_length": 501}, ("max_length",), "max_length can be up to 500"),
        ("long", {"max_length": -1}, ("max_length",), "max_length can be up to 20,000"),
        ("number", {"min": 1.5}, ("min",), "min must be a whole number"),
        ("number", {"min": 2, "max": 1}, ("max",), "max must not be less than min"),
        ("number", {"max": 10**12}, ("max",), "max must be from -999,999,999,999 to 999,999,999,999"),
        ("rank", {"top": 0}, ("top",), "top must be from 1 to 3, the number of choices"),
        ("rank", {"top": None}, ("top",), "top must be from 1 to 3, the number of choices"),
        ("rank", {"top": 4}, ("top",), "top must be from 1 to 3, the number of choices"),
        ("grid", {"rows": []}, ("rows",), "rows must hold 1 or more"),
        (
            "grid",
            {"columns": [{"value": 1, "label": "A"}, {"value": "1", "label": "B"}]},
            ("columns", 1, "value"),
            "'1' is here twice",
        ),
        (
            "grid",
            {"columns": [{"value": -2, "label": "A"}, AREAS[0]]},
            ("columns", 0, "value"),
            "value must not be less than -1, which stands for not sure",
        ),
        (
            "grid",
            {"columns": [{"value": 1, "label": "A", "asks_for": "?"}, AREAS[0]]},
            ("columns", 0, "asks_for"),
            "asks_for is not known here. Known are value, label",
        ),
        ("scale", {"low": None}, ("low",), "this must be a mapping, with a name before each value"),
        ("scale", {"low": {"value": -1, "label": "A"}}, ("low", "value"), "value must be 0 or more"),
        ("scale", {"unsure": {"value": 0, "label": "A"}}, ("unsure", "value"), "unsure is -1, and nothing else is"),
    ],
)
def test_a_question_that_is_none_names_its_place(kind, said, place, sentence):
    assert of_question(kind, **said) == (place, sentence)


@pytest.mark.parametrize(
    "ends",
    [{"low": 3, "high": 3}, {"low": 1, "high": 12}, {"low": 1, "middle": 3, "high": 3}, {"low": 1, "middle": 1, "high": 3}],
    ids=["flat", "too long", "the middle at the top", "the middle at the foot"],
)
def test_a_scale_rises(ends):
    said = {key: {"value": value, "label": "A"} for key, value in ends.items()}

    sentence = "a scale rises from low by way of middle to high, in at most 11 points"
    assert of_question("scale", **said) == (("high",), sentence)


@pytest.mark.parametrize(
    ("show_if", "place", "sentence"),
    [
        ({}, (), "there is nothing to test"),
        ([], (), "this must be a mapping, with a name before each value"),
        ({"any": []}, ("any",), "any must hold 1 or more"),
        ({"any": [{"all": [{"role": {"in": ["a"]}}]}]}, ("any", 0, "all"), "conditions go one level deep, and no deeper"),
        ({"any": [{}]}, ("any", 0), "there is nothing to test"),
        ({5: {"in": ["a"]}}, (5,), "5 cannot be the name of a question"),
        ({"Role": {"in": ["a"]}}, ("Role",), "'Role' cannot be the name of a question"),
        ({"role": "a"}, ("role",), "this must be a mapping, with a name before each value"),
        ({"role": {}}, ("role",), "say what must be true of role: in, not_in, answered, <, >"),
        ({"role": {"is": 1}}, ("role", "is"), "is is not known here. Known are in, not_in, answered, <, >"),
        ({"role": {"in": "a"}}, ("role", "in"), "in must be a list of values"),
        ({"role": {"not_in": []}}, ("role", "not_in"), "not_in must be a list of values"),
        ({"role": {"in": [True]}}, ("role", "in"), "in must be a list of values"),
        ({"role": {"in": ["\udfff"]}}, ("role", "in"), "in must be a list of values"),
        ({"role": {"answered": 1}}, ("role", "answered"), "answered must be true or false"),
        ({"role": {"<": None}}, ("role", "<"), "< must be a whole number"),
        ({"role": {">": 1.5}}, ("role", ">"), "> must be a whole number"),
        ({"role": {">": 10**12}}, ("role", ">"), "> must be from -999,999,999,999 to 999,999,999,999"),
    ],
)
def test_a_condition_that_is_none_names_its_place(show_if, place, sentence):
    assert of_question(show_if=show_if) == (("show_if", *place), sentence)


def test_a_part_that_is_one_test_is_read_as_that_test():
    found = definition(page("you"), page("then", show_if={"any": [{"role": {"in": ["a"]}}]})).pages[1].show_if

    assert [type(part).__name__ for part in found.parts] == ["Test"]


@pytest.mark.parametrize(
    ("said", "place", "sentence"),
    [
        ({"name": ""}, ("name",), "name is empty"),
        ({"answers": []}, ("answers",), "this must be a mapping, with a name before each value"),
        ({"answers": {5: "a"}}, ("answers", 5), "5 cannot be the name of a question"),
        ({"answers": {"area": None}}, ("answers", "area"), "area must be the value of a choice, or a list of them"),
        ({"answers": {"area": [["a"]]}}, ("answers", "area"), "area must be the value of a choice, or a list of them"),
        ({"pages": "you"}, ("pages",), "pages must be a list of names"),
        ({"pages": [1]}, ("pages",), "pages must be a list of names"),
        ({"exits": "no"}, ("exits",), "exits must be true or false"),
        ({"title": "A"}, ("title",), "title is not known here. Known are name, answers, pages, exits"),
    ],
)
def test_a_route_that_is_none_names_its_place(said, place, sentence):
    route = {"name": "all", "answers": {"area": "north"}, "pages": ["you"]}

    assert refusal({"pages": [page("you", question())], "routes": [route | said]}) == (("routes", 0, *place), sentence)


def test_what_is_read_is_left_as_it_was():
    said = {"pages": [page("you", question())]}
    before = copy.deepcopy(said)

    read(said)

    assert said == before


def test_a_refusal_says_its_place_in_words():
    with pytest.raises(Malformed) as refused:
        read({"pages": [page("you", title="")]})

    assert str(refused.value) == "pages.0.title: title is empty"


def test_a_refusal_of_everything_says_so():
    with pytest.raises(Malformed) as refused:
        read(None)

    assert str(refused.value) == "The definition: this must be a mapping, with a name before each value"
