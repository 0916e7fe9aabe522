"""Rows follow from answers alone, also as a database gives them back."""

import pytest

from survey.definition.wording import in_words
from survey.models import registry
from survey.models.rows import rows_of
from survey.tests.makers import asking, question
from survey.tests.stored import make_survey

GRID = question(kind="grid")


@pytest.mark.django_db
def test_a_grid_makes_the_same_rows_in_whichever_order_its_answers_are_kept():
    version = make_survey(asking(GRID)).latest

    made = [
        rows_of(version.definition, registry.of(version.pk), {"area": answer})
        for answer in [{"price": 1, "notice": 2}, {"notice": 2, "price": 1}]
    ]

    assert made[0] == made[1]


def test_a_grid_is_told_in_the_order_in_which_it_was_asked():
    asked = asking(GRID).questions["area"]

    assert in_words(asked, {"area": {"notice": 2, "price": 1}}) == ["Price: Disagree", "Notice: Agree"]
