"""What is counted is what was sent: whatever differs is found, and mended on demand."""

import io
from random import Random

import pytest
from django.core.management import call_command

from survey.models import ChoiceRow, NumberRow, Response, TextRow
from survey.models.rows import stored
from survey.proving import prove
from survey.tests.crowds import by_chance, sent
from survey.tests.makers import asking, question
from survey.tests.stored import make_survey

pytestmark = pytest.mark.django_db


def command(**options):
    """What the command said, and with which code it ended."""
    said = io.StringIO()
    try:
        call_command("rebuild_rows", stdout=said, **options)
    except SystemExit as ended:
        return said.getvalue(), ended.code
    return said.getvalue(), 0


@pytest.fixture
def survey():
    survey, random = make_survey(), Random(3)
    for role in ["would", "delivers", "councillor"]:
        by_chance(survey, random, role=role)
    return survey


def test_what_was_sent_is_right(survey):
    assert command() == ("3 of 3 responses are right.\n", 0)


@pytest.mark.parametrize("model", [ChoiceRow, NumberRow, TextRow], ids=["a choice", "a number", "a text"])
def test_a_row_that_is_missing_is_found(survey, model):
    row = model.objects.first()
    row.delete()

    assert prove().differed == [row.response_id]


def test_a_row_that_says_something_else_is_found(survey):
    row = NumberRow.objects.first()
    NumberRow.objects.filter(pk=row.pk).update(value=row.value + 1)

    assert command() == (f"2 of 3 responses are right.\n1 had other rows than their answers make: {row.response_id}.\n", 1)


def test_only_looking_changes_nothing(survey):
    ChoiceRow.objects.all().delete()

    prove()

    assert ChoiceRow.objects.count() == 0


def test_what_differs_is_mended(survey):
    before = {each.pk: stored(each.pk) for each in Response.objects.all()}
    ChoiceRow.objects.all().delete()
    NumberRow.objects.update(value=0)

    said, code = command(mend=True)

    assert (said.splitlines()[0], code) == ("0 of 3 responses are right.", 0)
    assert {each.pk: stored(each.pk) for each in Response.objects.all()} == before
    assert prove().right == 3


def test_answers_that_are_not_what_was_sealed_are_found_and_never_mended():
    response = sent(make_survey(asking(question(kind="text"))), area="Said.")
    Response.objects.update(answers={"area": "Never said."})

    said, code = command(mend=True)

    assert f"1 do not say what they were sealed with: {response.pk}." in said
    assert code == 1


def test_drafts_and_what_was_erased_are_not_looked_at(survey):
    Response.objects.first().erase(at=survey.opens_at)
    Response.objects.create(survey=survey, version=survey.latest, begun_at=survey.opens_at, status_since=survey.opens_at)

    assert prove().seen == 2


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_costs_the_same_queries_for_one_and_for_thirty(count, django_assert_num_queries):
    survey = make_survey(asking(question()))
    for _ in range(count):
        sent(survey, area="north")

    with django_assert_num_queries(5):
        prove()
