"""What a form said that could not be kept is given back as the page asked it, in words."""

import pytest
from django.http import QueryDict

from survey.reading import of_form
from survey.tests.makers import asking, question, the_round


def given_back(definition, data):
    return [(each["label"], each["value"]) for each in of_form(definition, QueryDict(data))]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("seen_fail@0123456789abcdef=unsure", ("Have you seen a large contract fail?", "Not sure")),
        (
            "services=&services=health&services=youth",
            ("Which kinds of service do you have to do with?", "Health and wellbeing, Youth services"),
        ),
        ("contract_count=12", ("How many public service contracts do you hold now?", "12")),
        ("agree.cost=-1", ("How far do you agree or disagree? Large contracts save money", "Not sure")),
        ("help.2=lots", ("Which of these, if any, would help you most? Rank up to three. Place 2", "Smaller lots")),
        (
            "good_example=Hebden+Bridge",
            ("Which place or organisation, if any, should others learn from, and why?", "Hebden Bridge"),
        ),
    ],
    ids=["one of several", "several", "a number", "a row of a grid", "a place of a ranking", "a text"],
)
def test_an_answer_is_given_back_beneath_its_question(data, said):
    assert given_back(the_round(), data) == [said]


def test_what_nobody_answered_is_not_given_back():
    assert given_back(asking(question("area", "many")), "csrfmiddlewaretoken=x&draft=7&turn=1&area=") == []
