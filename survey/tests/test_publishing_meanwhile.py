"""Publishing while people answer: a draft moves on where all that it says stands, and else is finished as it was begun."""

import pytest

from survey.definition import plain
from survey.models import Response
from survey.tests.browsing import form_of, page, press
from survey.tests.makers import definition, question
from survey.tests.makers import page as asked
from survey.tests.stored import NOON, fill, hold, make_response, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

AREA, WORDS = question("area", required=True), question("words", "text")


def publish(survey, *pages):
    """Publish these pages as the survey's next version, whatever that breaks."""
    survey.refresh_from_db()
    survey.edit(plain(definition(*pages)), edits=survey.edits, by=None, at=NOON)
    return survey.publish(edits=survey.edits, by=None, at=NOON, knowingly=True)


def begun(client, *pages, **texts):
    """A response in the browser to a survey of these pages."""
    return hold(client, make_response(make_survey(definition(*pages)), **texts))


def sent_in(*pages, **texts):
    response = make_response(make_survey(definition(*pages)), **texts)
    response.send(number=1, at=NOON)
    return response


def test_other_words_show_at_once_and_the_answers_stay(client):
    response = begun(client, asked("you", AREA, WORDS), area="north")

    publish(response.survey, asked("you", {**AREA, "text": "Where do you live?"}, WORDS))

    shown = client.get(page("you"))
    assert "Where do you live?" in shown.text
    assert form_of(shown).says() == {"area": "north", "words": ""}


def test_a_draft_moves_on_to_what_was_added_and_is_sent_under_it(client):
    response = begun(client, asked("you", AREA), area="north")
    latest = publish(response.survey, asked("you", AREA, WORDS), asked("more", question("more", "text")))

    at = press(client, page("you"), {"words": "Begun before"}).url
    press(client, press(client, at, {"more": "And more"}).url)

    response.refresh_from_db()
    assert (at, response.version) == (page("more"), latest)
    assert response.answers == {"area": "north", "words": "Begun before", "more": "And more"}


def test_a_draft_is_finished_as_it_was_begun_where_what_it_says_would_not_stand(client):
    response = begun(client, asked("you", AREA, WORDS), area="north", words="Mine")
    publish(response.survey, asked("you", question("area", choices=[{"value": "west", "label": "West"}, *AREA["choices"][1:]])))

    shown = client.get(page("you"))
    press(client, press(client, page("you"), {"words": "Still mine"}).url)

    response.refresh_from_db()
    assert form_of(shown).says() == {"area": "north", "words": "Mine"}
    assert (response.version.number, response.answers) == (1, {"area": "north", "words": "Still mine"})


def test_what_is_begun_afterwards_is_asked_the_latest_version(client):
    survey = make_survey(definition(asked("you", AREA, WORDS)))
    publish(survey, asked("you", WORDS))

    assert make_response(survey).version == survey.latest


def test_what_was_sent_stays_as_it_was_sent(client):
    sent = hold(client, sent_in(asked("you", AREA, WORDS), area="north", words="Mine"))
    sealed = sent.sealed()

    publish(sent.survey, asked("you", {**AREA, "text": "Where do you live?"}, WORDS, question("new", "text")))

    sent = Response.objects.get()
    assert (sent.sealed(), sent.version.number) == (sealed, 1)
    assert "What of area?" in client.get(page("copy")).text


def test_what_was_sent_and_is_changed_is_asked_what_was_added(client):
    sent = hold(client, sent_in(asked("you", AREA), area="north"))
    latest = publish(sent.survey, asked("you", AREA, WORDS))

    client.post(page("change"))
    press(client, press(client, page("you", "?from=check"), {"words": "Added"}).url)

    sent.refresh_from_db()
    assert (sent.version, sent.number, sent.answers) == (latest, 2, {"area": "north", "words": "Added"})


@pytest.mark.parametrize("accept", ["text/html", "application/json"], ids=["by button", "by itself"])
def test_what_was_typed_is_saved_though_its_question_moved_to_another_page_meanwhile(client, accept):
    """F8."""
    response = begun(client, asked("you", AREA, WORDS), asked("more", question("more", "text")), area="north")
    shown = form_of(client.get(page("you")))
    publish(response.survey, asked("you", AREA), asked("more", question("more", "text"), WORDS))

    client.post(page("you"), shown.filled({"words": "Typed before"}), headers={"Accept": accept})

    response.refresh_from_db()
    assert response.says == {"area": "north", "words": "Typed before"}


def test_a_save_and_a_publishing_that_cross_lose_nothing(client):
    """The response was read before, and saves after: under the version that it was read with."""
    response = begun(client, asked("you", AREA, WORDS), area="north")
    mine = Response.objects.select_related("survey").get(pk=response.pk)
    publish(response.survey, asked("you", AREA))

    fates = fill(mine, {"words": "Mine"})

    response.refresh_from_db()
    assert (set(fates), response.says, response.version.number) == ({"words"}, {"area": "north", "words": "Mine"}, 1)


def test_words_typed_on_a_page_that_was_taken_away_are_given_back(client):
    response = begun(client, asked("you", AREA))
    publish(response.survey, asked("you", AREA), asked("more", question("more", "text")))
    fill(response, {"area": "north"})
    Response.objects.update(version=response.survey.versions.first())
    publish(response.survey, asked("you", AREA))

    answer = client.post(page("more"), {"more": "Typed while it was taken away"})

    assert answer.status_code == 409
    assert "Typed while it was taken away" in answer.text
