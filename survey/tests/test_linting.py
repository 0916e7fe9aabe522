"""What may not be published, where that is, and what to do."""

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from survey.definition import Kind, path, plain
from survey.definition.answering import answers_in
from survey.definition.linting import OPS, Fault, faults
from survey.definition.plain import places
from survey.definition.reaching import unreachable
from survey.tests.definitions import definitions, edited, texts_for
from survey.tests.makers import AREAS, definition, page, question, the_round

CONDITION = ("pages", 1, "questions", 0, "show_if")


def found(*pages, **said):
    """The faults of a definition of these pages, as pairs of place and sentence."""
    return [(fault.place, fault.sentence) for fault in faults(definition(*pages, **said))]


def of_condition(show_if, *asked, on_page=()):
    """The faults of a condition of a question on the second page."""
    last = question("why", "text", show_if=show_if)
    return [(place[5:], sentence) for place, sentence in found(page("you", *asked), page("then", last, *on_page))]


def test_the_round_may_be_published():
    assert faults(the_round()) == []


def test_the_round_may_be_published_again():
    assert faults(the_round(), [the_round()]) == []


def test_a_fault_is_a_place_and_a_sentence():
    assert faults(definition(page("you", question(required=True, apart=True)))) == [
        Fault(
            ("pages", 0, "questions", 0, "required"),
            "what is kept apart is for each person to give or not. It cannot be required",
        )
    ]


UNKNOWN = "there is no question 'area'. Name one that is asked on a page before this one"
TOO_EARLY = "is not answered yet when this page is shown. Ask it on a page before this one, or look at another question"


def test_a_condition_looks_at_a_question_that_is_there():
    assert of_condition({"area": {"answered": True}}) == [(("area", "answered"), UNKNOWN)]


@pytest.mark.parametrize(
    "name", ["why", "later", "after"], ids=["its own question", "a question of its page", "a question of a page after it"]
)
def test_a_condition_looks_at_pages_before_its_own(name):
    last = page("last", question("after", "text"))
    then = page("then", question("later", "text"), question("why", "text", show_if={name: {"answered": True}}))

    place = ("pages", 1, "questions", 1, "show_if", name, "answered")
    assert found(page("you"), then, last) == [(place, f"“What of {name}” {TOO_EARLY}")]


def test_a_pages_condition_looks_at_pages_before_it():
    said = found(page("you"), page("then", question(), show_if={"area": {"in": ["north"]}}))

    assert said == [(("pages", 1, "show_if", "area", "in"), f"“What of area” {TOO_EARLY}")]


def test_nothing_depends_on_what_is_kept_apart():
    sentence = "the answer to “What of area” is kept apart from the others, so nothing can depend on it. Look at another"

    assert of_condition({"area": {"in": ["north"]}}, question(apart=True)) == [(("area", "in"), sentence)]


TESTS = {"in": ["x"], "not_in": ["x"], "answered": True, "<": 1, ">": 1}


@pytest.mark.parametrize("kind", [*Kind])
def test_every_kind_is_tested_only_as_makes_sense(kind):
    asked = question(kind=str(kind), apart=False)
    refused = [op for op in TESTS if "cannot be asked of" in str(of_condition({"area": {op: TESTS[op]}}, asked))]

    assert refused == [op for op in TESTS if op not in OPS[kind]]


def test_a_size_is_not_asked_of_a_choice():
    sentence = "< cannot be asked of “What of area”. Use in or not_in or answered"

    assert of_condition({"area": {"<": 3}}, question()) == [(("area", "<"), sentence)]


def test_a_condition_tests_choices_that_are_there():
    said = of_condition({"area": {"in": ["south", "west"]}}, question())

    assert said == [(("area", "in", 1), "'west' is no choice of “What of area”. Use one of north, south, east")]


def test_the_place_of_a_test_leads_through_any_and_all():
    show_if = {"any": [{"area": {"in": ["north"]}}, {"area": {"not_in": ["west"]}, "words": {"answered": True}}]}

    said = of_condition(show_if, question(), question("words", "text"))

    assert [place for place, _ in said] == [("any", 1, "area", "not_in", 0)]


def an_exit(show_if, **said):
    return page("bye", exit=True, show_if=show_if, **said)


def test_the_first_page_is_no_exit():
    said = found(an_exit({"area": {"in": ["north"]}}), page("you", question()))

    assert (("pages", 0), "nothing has been asked before this exit. Put a page with questions first") in said


def test_a_survey_of_exits_alone_asks_nothing():
    assert [place for place, _ in found(an_exit(None))] == [("pages", 0), ("pages", 0, "show_if")]


def test_an_exit_is_for_some():
    sentence = "everybody would leave the survey here. Say with a condition whom this exit is for"

    assert found(page("you"), an_exit(None), page("end")) == [(("pages", 1, "show_if"), sentence)]


def test_an_exit_says_why():
    said = found(page("you", question()), an_exit({"area": {"in": ["north"]}}, text=""))

    assert said == [(("pages", 1, "text"), "an exit must say why the survey ends here. Write its text")]


def test_an_address_is_kept_apart():
    said = found(page("you", question("address", "email")))

    sentence = "an e-mail address tells whose the answers are. Make it apart: true"
    assert said == [(("pages", 0, "questions", 0, "apart"), sentence)]


def test_one_address_is_asked_for():
    said = found(page("you", question("address", "email", apart=True)), page("then", question("other_one", "email", apart=True)))

    sentence = "“What of address” asks for the receipt's address already. Take one of the two away"
    assert said == [(("pages", 1, "questions", 0, "kind"), sentence)]


def test_a_choice_that_is_kept_apart_asks_for_no_words():
    choices = [*AREAS, {"value": "other", "label": "Somewhere else", "asks_for": "Where?"}]
    said = found(page("you", question(apart=True, choices=choices)))

    sentence = "a choice that is kept apart cannot ask for words. Ask a question of its own"
    assert said == [(("pages", 0, "questions", 0, "choices", 3, "asks_for"), sentence)]


@pytest.mark.parametrize(("kind", "key"), [("one", "choices"), ("many", "choices"), ("rank", "choices"), ("grid", "rows")])
def test_no_two_choices_read_alike(kind, key):
    alike = [{"value": "a", "label": "North"}, {"value": "b", "label": "South"}, {"value": "c", "label": "North"}]

    said = found(page("you", question(kind=kind, **{key: alike})))

    sentence = "“North” is here twice. Give each a label of its own"
    assert said == [(("pages", 0, "questions", 0, key, 2, "label"), sentence)]


def of_routes(*routes):
    """The faults of routes through a survey whose north goes on, and whose south leaves."""
    asked = [question(), question("sure", "many"), question("count", "number"), question("secret", apart=True)]
    then = page("then", question("depth", "yes_no"), show_if={"area": {"in": ["north"]}})
    said = found(page("you", *asked), then, an_exit({"area": {"in": ["south"]}}), routes=routes)
    assert {place[0] for place, _ in said} <= {"routes"}
    return [(place[1:], sentence) for place, sentence in said]


def a_route(name="north", pages=("you", "then"), *, exits=False, **answers):
    return {"name": name, "answers": answers or {"area": "north"}, "pages": [*pages], "exits": exits}


def test_routes_that_come_out_as_written_may_be_published():
    several = a_route("several", pages=["you"], sure=["north", "south"])
    deeper = a_route("deeper", area="north", depth="yes")

    assert of_routes(deeper, a_route(), a_route("south", ["you", "bye"], area="south", exits=True), several) == []


@pytest.mark.parametrize(
    ("route", "place", "sentence"),
    [
        (a_route(role="north"), ("answers", "role"), "there is no question 'role'. Name one of this survey"),
        (
            a_route(count=3),
            ("answers", "count"),
            "an answer to “What of count” makes no route. Name a question with choices, not kept apart",
        ),
        (
            a_route(secret="north"),
            ("answers", "secret"),
            "an answer to “What of secret” makes no route. Name a question with choices, not kept apart",
        ),
        (a_route(area="west"), ("answers", "area"), "this is no answer to “What of area”. Use one of north, south, east"),
        (a_route(area=["north"]), ("answers", "area"), "this is no answer to “What of area”. Use one of north, south, east"),
        (
            a_route(sure="north"),
            ("answers", "sure"),
            "this is no answer to “What of sure”. Use a list, in this order, of some of north, south, east",
        ),
        (
            a_route(sure=["south", "north"]),
            ("answers", "sure"),
            "this is no answer to “What of sure”. Use a list, in this order, of some of north, south, east",
        ),
        (
            a_route(sure=[]),
            ("answers", "sure"),
            "this is no answer to “What of sure”. Use a list, in this order, of some of north, south, east",
        ),
        (a_route(pages=["you", "area"]), ("pages", 1), "there is no page 'area'. Name one of you, then, bye"),
        (a_route(pages=["you"]), ("pages",), "these answers lead to you, then. Change the pages' conditions, or this list"),
        (
            a_route(pages=["then", "you"]),
            ("pages",),
            "these answers lead to you, then. Change the pages' conditions, or this list",
        ),
        (a_route(exits=True), ("exits",), "exits must be false: the last page is no exit"),
        (a_route(pages=["you", "bye"], area="south"), ("exits",), "exits must be true: the last page is an exit"),
        (
            a_route(pages=["you", "bye"], exits=True, area="south", depth="yes"),
            ("answers",),
            "these answers lead past one of their own questions. Add the answers that lead to it, or take it away",
        ),
    ],
)
def test_a_route_comes_out_as_written(route, place, sentence):
    assert of_routes(route) == [((0, *place), sentence)]


def test_a_route_has_a_name_of_its_own():
    south = a_route(pages=["you", "bye"], exits=True, area="south")

    assert of_routes(a_route(), south) == [((1, "name"), "'north' is here twice. Give each route a name of its own")]


def test_a_route_is_not_hidden_by_one_before_it():
    sentence = "these answers make the route 'north', which comes first. Put it after this one, or change either"

    assert of_routes(a_route(), a_route("deeper", area="north", depth="yes")) == [((1, "answers"), sentence)]


@hypothesis_settings(max_examples=60, deadline=None)
@given(definitions())
def test_nothing_is_wrong_with_what_is_made_at_random_but_that_it_cannot_be_reached(made):
    assert [fault for fault in faults(made) if "lead" not in fault.sentence] == []


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_read_can_be_judged(data):
    before = data.draw(definitions())
    after = data.draw(edited(before))

    for fault in faults(after, [before, data.draw(edited(before))]):
        assert follows(plain(after), fault.place)


def follows(said, place):
    """Whether a place leads into plain mappings; its last step may lead to what goes without saying."""
    for key in place[:-1]:
        said = said[key]
    return place == () or isinstance(said, dict) or said[place[-1]]


@hypothesis_settings(max_examples=50, deadline=None)
@given(st.data())
def test_nobody_is_led_to_what_cannot_be_reached(data):
    made = data.draw(definitions())
    answers, _ = answers_in(made, data.draw(texts_for(made)))
    walked = path(made, answers)
    assume(all(name in answers or not made.questions[name].required for name in walked.questions))
    pages, questions = places(made)

    reached = {*(pages[name] for name in walked.names), *(questions[name] for name in walked.questions)}

    assert reached & {place for place, _ in unreachable(made)} == set()
