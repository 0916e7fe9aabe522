"""Whom a change touches: who answered what it is about, counted; and what becomes of what is being written."""

import pytest

from survey import touched
from survey.definition import plain, read
from survey.definition.changes import Change, Sort
from survey.models import Response
from survey.tests.makers import definition, page, question
from survey.tests.stored import NOON, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db

CHOICES = [{"value": "north", "label": "North"}, {"value": "other", "label": "Other", "asks_for": "Where?"}]


def asking(**more):
    """A survey with a question of most kinds."""
    asked = [
        question("role", required=True),
        question("area", choices=CHOICES),
        question("ways", "many"),
        question("order", "rank"),
        question("age", "number"),
        question("size", "scale"),
        question("barriers", "grid"),
        question("story", "long"),
        question("day", "date"),
    ]
    return definition(page("you", *asked), **more)


@pytest.fixture
def survey():
    return make_survey(asking())


def keys(survey, *questions, **which):
    return set(touched.sent(survey, questions, **which).values_list("response", flat=True))


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("area", {"area": "north"}),
        ("ways", {"ways": "north south"}),
        ("order", {"order.1": "south"}),
        ("age", {"age": "40"}),
        ("size", {"size": "3"}),
        ("barriers", {"barriers.price": "2"}),
        ("story", {"story": "Once."}),
        ("day", {"day.day": "1", "day.month": "2", "day.year": "2018"}),
    ],
    ids=lambda said: said if isinstance(said, str) else "",
)
def test_whoever_answered_a_question_of_any_kind_is_touched(survey, name, texts):
    make_sent(survey, role="north")
    answered = make_sent(survey, role="north", **{box.replace(".", "__"): text for box, text in texts.items()})

    assert keys(survey, name) == {answered.pk}


def test_each_response_is_counted_once_however_much_of_it_is_touched(survey):
    make_sent(survey, role="north", ways="north south", story="Once.", area="other", area__other__words="Hull")

    assert touched.sent(survey, ["ways", "story", "area"]).count() == 1


@pytest.mark.parametrize(
    ("which", "is_touched"),
    [
        ({"value": "north"}, {"north"}),
        ({"value": "other"}, {"other"}),
    ],
    ids=["one choice", "one with words"],
)
def test_a_change_of_a_choice_touches_who_made_it(survey, which, is_touched):
    made = {"north": make_sent(survey, role="north", area="north")}
    made["other"] = make_sent(survey, role="north", area="other", area__other__words="Hull")

    assert keys(survey, "area", **which) == {made[each].pk for each in is_touched}


def test_a_change_of_a_row_or_a_column_touches_who_answered_there(survey):
    price = make_sent(survey, role="north", barriers__price="1")
    notice = make_sent(survey, role="north", barriers__notice="2")

    assert (keys(survey, "barriers", row="price"), keys(survey, "barriers", value=2)) == ({price.pk}, {notice.pk})


def test_nobody_of_another_survey_is_touched(survey):
    make_sent(make_survey(asking(), slug="other"), role="north")

    assert keys(survey, "role") == set()


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"questions": ("ways",)}, 1),
        ({"questions": ("ways",), "value": "south"}, 1),
        ({"questions": ("ways",), "value": "east"}, 0),
        ({"questions": ("barriers",), "row": "price"}, 1),
        ({"questions": ("barriers",), "row": "notice"}, 0),
        ({"questions": ("barriers",), "value": 2}, 1),
        ({"questions": ("story", "ways")}, 1),
        ({"questions": ("story",)}, 0),
        ({"questions": ("gone",)}, 0),
    ],
    ids=lambda said: str(said) if isinstance(said, int) else " ".join(map(str, said.values())),
)
def test_drafts_are_touched_by_what_their_boxes_say(survey, change, count):
    make_response(survey)
    make_response(survey, ways="north south", barriers__price="2")

    assert touched.by_change(survey, [Change(Sort.WORDING, (), "", **change)]) == [(0, count)]


def test_what_was_sent_and_is_being_changed_counts_as_both(survey):
    make_sent(survey, role="north").change(at=NOON)

    assert touched.by_change(survey, [Change(Sort.WORDING, (), "", ("role",))]) == [(1, 1)]


def test_drafts_that_the_changes_leave_whole_move_on_and_the_others_finish_where_they_are(survey):
    content = plain(asking())
    content["pages"][0]["questions"][0]["text"] = "Who?"
    make_response(survey, role="north")
    make_response(survey)

    worded = touched.fates(survey, read(content))
    without = touched.fates(survey, definition(page("you", question("area", choices=CHOICES))))

    assert (worded, without) == ((2, []), (0, [(1, 2)]))


def test_what_is_said_to_become_of_drafts_becomes_of_them(survey):
    response = make_response(survey, role="north")
    content = plain(asking())
    del content["pages"][0]["questions"][1]
    survey.edit(content, edits=survey.edits, by=None, at=NOON)

    said = touched.fates(survey, survey.drafted)
    survey.publish(edits=survey.edits, by=None, at=NOON, knowingly=True)

    assert said == (0, [(1, 1)])
    assert Response.objects.get(pk=response.pk).asked_under == response.version_id


def test_counting_takes_as_many_queries_however_many_have_answered(survey, django_assert_num_queries):
    found = [
        Change(Sort.WORDING, (), "", ("role",)),
        Change(Sort.BREAKING, (), "", ("role",)),
        Change(Sort.WORDING, (), "", ("age",)),
    ]
    for _ in range(3):
        make_sent(survey, role="north")
        make_response(survey, role="north")

    with django_assert_num_queries(3):  # one for what each is about, and one for the drafts
        touched.by_change(survey, found)
