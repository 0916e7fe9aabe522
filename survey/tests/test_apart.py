"""What is kept apart: once for whoever can be told by it, and for everybody else as often as it is said."""

import pytest

from survey.models import Apart
from survey.tests.makers import definition, page, question
from survey.tests.stored import NOON, fill, make_response, make_survey

pytestmark = pytest.mark.django_db
TO = "ann@example.org"
ASKED = definition(page("you", question(), question("age", "number", apart=True), question("receipt", "email", apart=True)))


def said():
    return sorted(Apart.objects.values_list("answers", flat=True), key=str)


def test_two_who_say_the_same_and_leave_no_address_are_two():
    survey = make_survey(ASKED)

    for _ in range(2):
        make_response(survey, area="north", age="40").send(number=1, at=NOON)

    assert said() == [{"age": 40}, {"age": 40}]


def test_whoever_changes_a_response_and_leaves_the_same_address_again_is_there_once():
    response = make_response(make_survey(ASKED), area="north", receipt=TO)
    response.send(number=1, at=NOON)

    response.change(at=NOON)
    fill(response, {"area": "south", "receipt": TO})
    response.send(number=2, at=NOON)

    assert said() == [{"receipt": TO}]


def test_those_who_leave_other_addresses_are_each_there():
    survey = make_survey(ASKED)

    for address in [TO, "ben@example.org"]:
        make_response(survey, area="north", receipt=address).send(number=1, at=NOON)

    assert said() == [{"receipt": TO}, {"receipt": "ben@example.org"}]
