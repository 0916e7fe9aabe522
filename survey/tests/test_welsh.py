"""The survey in the pages in Welsh: the same response, at addresses that stay in the language."""

import pytest
from django.test import Client

from keepitlocal.tests.marked import english_of, unmarked_of
from survey.models import Response, Status
from survey.tests.browsing import SURVEY, page, press
from survey.tests.makers import AREAS, definition, question
from survey.tests.makers import page as asking
from survey.tests.stored import hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ANSWERS = [
    {"role": "would"},
    {"authority": "Leeds", "services": ["health", "youth"]},
    {"barriers.size": "2", "help.1": "lots"},
    {"agree.quality": "5"},
    {"receipt_email": "ann@example.org"},
    {},  # the check
]


def walk(client, start):
    """Begin at the start page and press the first button of every page, to the end: the addresses that were led to."""
    led = [client.post(start, {"nonce": start})["Location"]]
    for texts in ANSWERS:
        led.append(press(client, led[-1], texts)["Location"])
    return led


def test_a_whole_journey_in_welsh_stays_there(client):
    """F17: by a browser that runs no script."""
    make_survey()

    led = walk(client, f"/cy{SURVEY}")

    assert [address for address in led if not address.startswith(f"/cy{SURVEY}")] == []
    assert (led[-1], Response.objects.get().status) == (f"/cy{page('sent')}", Status.SENT)
    assert Response.objects.get().reference in client.get(led[-1]).text


def test_what_is_sent_in_welsh_is_kept_as_what_is_sent_in_english(client):
    make_survey()
    walk(client, f"/cy{SURVEY}")
    welsh = Response.objects.get()
    walk(Client(), SURVEY)
    english = Response.objects.exclude(pk=welsh.pk).get()

    assert welsh.sealed() == english.sealed()


def test_a_response_that_was_begun_in_english_goes_on_in_welsh(client):
    make_survey()
    at = client.post(SURVEY, {"nonce": "abc"})["Location"]

    on = press(client, f"/cy{at}", {"role": "would"})["Location"]

    assert on == f"/cy{page('area')}"
    assert Response.objects.get().says["role"] == "would"


@pytest.mark.parametrize("name", ["you/", "area/", "check/", "choose/", "way-back/", "questions/", "sent/", "copy/"])
def test_a_page_in_welsh_leads_to_pages_in_welsh(client, name):
    make = make_sent if name in {"sent/", "copy/"} else make_response
    hold(client, make(make_survey(), role="would"))

    shown = client.get(f"/cy{SURVEY}{name}").text.partition("<main")[2].partition("</main>")[0]

    assert 'href="/survey/' not in shown
    assert 'action="/survey/' not in shown


OF_EACH_KIND = [
    question("area", "one", hint="Where you work."),
    question("areas", "many", choices=[{**AREAS[0], "asks_for": "Where exactly?"}, *AREAS[1:]]),
    question("size", "scale"),
    question("views", "grid"),
    question("first", "rank", choices=[{"value": "other", "label": "Otherwise"}, *AREAS]),
    question("staff", "number", unit="people"),
    question("day", "date"),
    question("story", "long"),
]
MARKED = {"What of area?", "Where you work.", "North", "Where exactly?", "Smaller", "Price", "people", "What of day?", "You"}


def test_what_officers_wrote_is_marked_as_english_where_it_is_not_translated(client):
    hold(client, make_response(make_survey(definition(asking("you", *OF_EACH_KIND)))))

    shown = client.get(f"/cy{page('you')}")

    assert set(english_of(shown)) >= MARKED
    assert "What of" not in unmarked_of(shown)


def test_questions_to_read_are_marked_as_english_where_they_are_not_translated(client):
    make_survey(definition(asking("you", *OF_EACH_KIND)))

    shown = client.get(f"/cy{page('questions')}")

    assert set(english_of(shown)) >= MARKED
    assert "What of" not in unmarked_of(shown)


def test_answers_are_marked_as_english_where_their_words_are_officers(client):
    asked = definition(asking("you", *OF_EACH_KIND))
    texts = {"area": "north", "views__price": "2", "first__1": "other", "staff": "12", "story": "O’Neill & Sons"}
    hold(client, make_response(make_survey(asked), **texts))

    shown = client.get(f"/cy{page('check')}")

    assert {"North", "Price", "Agree", "Otherwise", "people"} <= set(english_of(shown))
    assert "O’Neill & Sons" in unmarked_of(shown)


def test_the_file_that_is_kept_has_no_markup(client):
    hold(client, make_sent())

    file = client.get(f"/cy{page('copy', '?as=text')}").text

    assert "Who you are" in file
    assert "<" not in file


def test_an_english_page_marks_nothing(client):
    make_survey()

    assert 'lang="en"' not in client.get(SURVEY).text


def test_the_start_page_says_in_both_languages_that_people_may_write_in_either(client):
    make_survey()

    said = client.get(SURVEY).text

    assert "You can write in English or in Welsh." in said
    assert '<span lang="cy">Gallwch ysgrifennu yn Gymraeg neu yn Saesneg.</span>' in said
