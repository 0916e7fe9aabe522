"""Counting: every response is in exactly one of four counts, whatever version it answered and whichever way it took."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from survey import tallies
from survey.counting import counted
from survey.models import Response
from survey.models.registry import forget
from survey.models.responses import begin
from survey.tests.crowds import by_chance, republish, sent
from survey.tests.makers import AGREE, AREAS, asking, question, the_round
from survey.tests.makers import definition as defined
from survey.tests.makers import page as paged
from survey.tests.stored import NOON, fill, make_survey

pytestmark = pytest.mark.django_db
WEST = {"value": "west", "label": "West"}


def one(survey, name):
    (found,) = counted(survey, name)
    return found


def told(found):
    return {each.value: each.count for each in found.answers}


def four(found):
    return found.answered, found.left_empty, found.off_path, found.not_asked


def test_each_choice_is_counted_and_so_is_one_that_nobody_made():
    survey = make_survey(asking(question()))
    for area in ["north", "south", "north"]:
        sent(survey, area=area)

    assert told(one(survey, "area")) == {"north": 2, "south": 1, "east": 0}


def test_who_chooses_several_has_answered_once():
    survey = make_survey(asking(question(kind="many")))
    sent(survey, area="north south")
    sent(survey, area="south")
    sent(survey)

    found = one(survey, "area")

    assert told(found) == {"north": 1, "south": 2, "east": 0}
    assert four(found) == (2, 1, 0, 0)


def test_a_rank_is_counted_by_place_and_overall():
    survey = make_survey(asking(question(kind="rank")))
    sent(survey, area__1="south", area__2="north")
    sent(survey, area__1="south")

    found = {each.value: (each.count, each.places) for each in one(survey, "area").answers}

    assert found == {"north": (1, (0, 1)), "south": (2, (2, 0)), "east": (0, (0, 0))}


def test_a_grid_is_counted_row_by_row():
    survey = make_survey(asking(question(kind="grid")))
    sent(survey, area__price="2", area__notice="1")
    sent(survey, area__price="2")

    price, notice = counted(survey, "area")

    assert (told(price), four(price)) == ({1: 0, 2: 2, -1: 0}, (2, 0, 0, 0))
    assert (told(notice), four(notice)) == ({1: 1, 2: 0, -1: 0}, (1, 1, 0, 0))


def test_not_sure_is_counted_and_never_averaged():
    survey = make_survey(asking(question(kind="grid", rows=[{"value": "price", "label": "Price"}], columns=AGREE)))
    for column in ["1", "2", "2", "-1"]:
        sent(survey, area__price=column)

    found = one(survey, "area")

    assert (found.answered, told(found)[-1]) == (4, 1)
    assert (found.sized, found.mean, found.median) == (3, 5 / 3, 2)


def test_a_number_below_nought_is_averaged_like_any_other():
    survey = make_survey(asking(question(kind="number")))
    for number in ["-1", "-1", "4", "10"]:
        sent(survey, area=number)

    found = one(survey, "area")

    assert (found.mean, found.median, found.sizes) == (3, 1.5, ((-1, 2), (4, 1), (10, 1)))


def test_what_has_no_answer_has_no_mean():
    survey = make_survey(asking(question(kind="number")))
    sent(survey)

    assert (one(survey, "area").mean, one(survey, "area").median) == (None, None)


def test_texts_and_words_beside_a_choice_are_counted_apart():
    other = {"value": "other", "label": "Other", "asks_for": "What?"}
    survey = make_survey(asking(question(choices=[*AREAS, other]), question("why", "long")))
    sent(survey, area="other", area__other__words="Words.", why="A text.")
    sent(survey, area="other")

    beside = {each.value: each.with_words for each in one(survey, "area").answers}

    assert beside == {"north": 0, "south": 0, "east": 0, "other": 1}
    assert four(one(survey, "why")) == (1, 1, 0, 0)


def test_an_answer_is_missing_because_the_path_led_past_it():
    survey = make_survey(defined(paged("you", question()), paged("more", show_if={"area": {"in": ["north"]}})))
    sent(survey, area="north", more_words="Said.")
    sent(survey, area="north")
    sent(survey, area="south")
    sent(survey)

    assert four(one(survey, "more_words")) == (1, 1, 2, 0)


def test_an_answer_is_missing_because_its_version_does_not_ask_it():
    survey = make_survey(asking(question()))
    sent(survey, area="north")
    republish(survey, asking(question(), question("why", "text")))
    sent(survey, why="Because.")

    assert four(one(survey, "why")) == (1, 0, 0, 1)
    assert four(one(survey, "area")) == (1, 1, 0, 0)


def test_a_choice_that_is_gone_keeps_its_count_and_says_so():
    survey = make_survey(asking(question()))
    sent(survey, area="north")
    reworded = {**AREAS[1], "label": "The South"}
    republish(survey, asking(question(choices=[reworded, WEST])))
    sent(survey, area="west")

    labels = {each.label: each.count for each in one(survey, "area").answers}

    assert labels == {"North (no longer offered)": 1, "The South": 0, "East (no longer offered)": 0, "West": 1}


def test_what_is_kept_apart_is_not_counted():
    survey = make_survey(asking(question(), question("secret", apart=True)))
    sent(survey, area="north", secret="south")

    assert [each.question.name for each in counted(survey)] == ["area"]


def test_a_draft_is_not_counted_and_neither_is_what_was_erased():
    survey = make_survey(asking(question()))
    sent(survey, area="north")
    fill(begin(survey, nonce="", at=NOON), {"area": "south"})
    sent(survey, area="east").erase(at=NOON)

    assert told(one(survey, "area")) == {"north": 1, "south": 0, "east": 0}
    assert one(survey, "area").sent == 1


def test_another_surveys_responses_are_not_counted():
    survey, other = make_survey(asking(question())), make_survey(asking(question()), slug="other")
    sent(other, area="north")

    assert (one(survey, "area").sent, one(other, "area").sent) == (0, 1)


def test_what_is_sent_again_is_counted_at_once():
    survey = make_survey(asking(question()))
    response = sent(survey, area="north")
    before = told(one(survey, "area"))
    response.change(at=NOON)
    fill(response, {"area": "south"})
    response.send(number=2, at=NOON)

    assert (before["north"], told(one(survey, "area"))) == (1, {"north": 0, "south": 1, "east": 0})


def test_one_erased_and_one_sent_are_no_state_that_was_before():
    survey = make_survey(asking(question()))
    response = sent(survey, area="north")
    counted(survey)
    response.erase(at=NOON)
    sent(survey, area="south")

    assert told(one(survey, "area")) == {"north": 0, "south": 1, "east": 0}


def test_counts_are_kept_until_somebody_sends():
    survey = make_survey(asking(question()))
    sent(survey, area="north")
    counted(survey)

    with CaptureQueriesContext(connection) as queries:
        counted(survey)

    assert not any("choicerow" in each["sql"] for each in queries)


@pytest.mark.parametrize("count", [1, 30])
def test_counting_costs_the_same_queries_for_one_and_for_thirty(count, django_assert_num_queries):
    survey, random = make_survey(), Random(1)
    for _ in range(count):
        by_chance(survey, random, role="would")
    counted(survey)
    tallies.forget()
    forget()

    with django_assert_num_queries(6):
        counted(survey)


def random_definition(random):
    """A few questions from one stock, some of them shown to some alone: several of these are versions of one survey."""
    stock = [question(f"a_{kind}", kind) for kind in ["many", "rank", "grid", "scale", "number", "text", "yes_no", "date"]]
    picked = random.sample(stock, random.randint(1, len(stock)))
    lead = paged("first", question("lead"))
    conditions = [{"lead": {"in": ["north"]}}, {"lead": {"not_in": ["north", "south"]}}, None]
    shown = [{**each, **({"show_if": shown} if (shown := random.choice(conditions)) else {})} for each in picked]
    return defined(lead, paged("second", *shown))


@pytest.mark.parametrize("seed", range(8))
def test_the_four_counts_make_all_that_were_sent_in_any_survey(seed):
    random = Random(seed)
    survey = make_survey(random_definition(random))
    total = 0
    for _ in range(3):
        for _ in range(5):
            total += by_chance(survey, random) is not None
        if (another := random_definition(random)) != survey.latest.definition:
            republish(survey, another)

    found = counted(survey)

    assert {each.sent for each in found} == {total}
    assert min(min(four(each)) for each in found) >= 0


@pytest.mark.parametrize("seed", range(2))
def test_counts_are_what_counting_the_answers_gives(seed):
    survey, random = make_survey(), Random(seed)
    for role in ["would", "delivers", "councillor", "delivered"] * 4:
        by_chance(survey, random, role=role)
    answers = [each.answers for each in Response.objects.sent()]

    for each in counted(survey):
        name, row = each.asked.key
        given = [said[name] if not row else said[name].get(row) for said in answers if name in said]
        given = [said for said in given if said is not None]
        assert each.answered == len(given)
        for value, count in told(each).items():
            assert count == sum(value in said if isinstance(said, list) else value == said for said in given)
    assert {each.question.name for each in counted(survey)} == set(the_round().questions) - the_round().apart
