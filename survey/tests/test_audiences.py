"""An audience asked two ways: of one response, and of many in the database."""

import pytest

from survey import audiences
from survey.models import Response, Version
from survey.tests.makers import definition, page, question, the_round
from survey.tests.stored import NOON, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db


def both_ways(names):
    """What the database says of each audience, and what each response says: dicts of name to keys."""
    versions = list(Version.objects.values_list("pk", flat=True))
    asked = {name: {each.pk for each in Response.objects.filter(audiences.sent_by(name, versions))} for name in names}
    return asked, {name: {each.pk for each in Response.objects.all() if each.audience == name} for name in names}


def test_the_database_says_what_each_response_says_of_the_round():
    survey = make_survey()
    for role in ["delivers", "delivered", "would", "commissions", "councillor", "would"]:
        make_sent(survey, role=role)

    asked, said = both_ways([route.name for route in the_round().routes])

    assert asked == said
    assert len(said["would like to"]) == 2


def test_the_first_route_that_fits_has_it():
    survey = make_survey(
        definition(
            page("you", question("area"), question("topics", "many"), question("size", "scale")),
            routes=[
                {"name": "north and small", "answers": {"area": "north", "size": 1}, "pages": ["you"]},
                {"name": "one topic", "answers": {"topics": ["south"]}, "pages": ["you"]},
                {"name": "two topics", "answers": {"topics": ["north", "south"]}, "pages": ["you"]},
                {"name": "north", "answers": {"area": "north"}, "pages": ["you"]},
            ],
        )
    )
    for texts in [
        {"area": "north", "size": "1", "topics": "south"},
        {"area": "north", "size": "2", "topics": "south"},
        {"area": "north", "topics": "north south"},
        {"area": "north", "topics": "north south east"},
        {"area": "north"},
        {"area": "south", "size": "1"},
    ]:
        make_response(survey, **texts).send(number=1, at=NOON)

    asked, said = both_ways(["north and small", "one topic", "two topics", "north"])

    assert asked == said
    assert [len(keys) for keys in said.values()] == [1, 1, 1, 2]


def test_audiences_that_leave_the_survey_are_not_named():
    make_survey()

    assert audiences.names(Version.objects.values_list("pk", flat=True)) == [
        "delivers contracts",
        "delivered them once",
        "would like to",
        "commissions",
        "councillor",
    ]
