"""The page of every question, kept for everybody: by the version, how the survey appears, and the audience it is for."""

import datetime

import pytest

from keepitlocal.languages.tests.makers import make_translation
from survey.definition import plain
from survey.tests.makers import asking, question
from survey.tests.stored import MOMENT, NOON, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
QUESTIONS = "/survey/landscape/questions/"
WEEK = datetime.timedelta(weeks=1)


def asks(text):
    return asking(question("name", "text", text=text))


def test_what_was_published_since_is_on_it(client):
    survey = make_survey(asks("What are you called?"))
    before = client.get(QUESTIONS).text

    survey.edit(plain(asks("Who are you?")), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON, knowingly=True)

    assert "What are you called?" in before
    assert "Who are you?" in client.get(QUESTIONS).text


def test_a_longer_window_is_on_it(client):
    survey = make_survey()
    client.get(QUESTIONS)

    survey.extend(survey.closes_at + WEEK, why="The post was late.", by=None, at=NOON)

    assert "The post was late." in client.get(QUESTIONS).text


def test_it_says_that_the_survey_has_closed_from_that_moment(client, arrive):
    survey = make_survey()

    arrive(survey.closes_at - MOMENT)
    assert "This survey closed" not in client.get(QUESTIONS).text
    arrive(survey.closes_at)
    assert "This survey closed" in client.get(QUESTIONS).text


def test_a_translation_is_on_it_at_once(client):
    make_survey(asks("What are you called?"))
    client.get(f"/cy{QUESTIONS}")

    make_translation("What are you called?", "Beth yw eich enw?")

    assert "Beth yw eich enw?" in client.get(f"/cy{QUESTIONS}").text


def test_what_one_audience_is_asked_is_led_to_in_welsh(client):
    make_survey()

    assert f'href="/cy{QUESTIONS}?for=2"' in client.get(f"{QUESTIONS}?for=2&utm_source=somewhere").text


@pytest.mark.parametrize("audience", ["", "0", "99", "02", "x"])
def test_an_audience_that_there_is_not_is_not_found(client, audience):
    make_survey()

    assert client.get(QUESTIONS, {"for": audience}).status_code == 404


def test_it_costs_one_query_however_it_is_asked_for(client, django_assert_num_queries):
    make_survey()
    etag = client.get(QUESTIONS)["ETag"]

    with django_assert_num_queries(1):
        assert client.get(QUESTIONS, headers={"If-None-Match": etag}).status_code == 304
