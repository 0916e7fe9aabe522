"""What is lost on the way: the token, the session, the cookie, or the other tab. The words are not."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from keepitlocal.drafts.saying import hash_of
from survey.tests.browsing import Form, form_of, page, press
from survey.tests.stored import fill, hold, make_response

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

AREA = page("area")
OURS = {"Origin": "http://testserver"}


def says(response):
    response.refresh_from_db()
    return response.says


@pytest.fixture
def response(client):
    return hold(client, make_response(role="would"))


@pytest.fixture
def strict(response):
    """A browser that is asked for the form's token, with the response."""
    browser = Client(enforce_csrf_checks=True)
    hold(browser, response)
    return browser


def test_words_that_came_without_a_token_are_given_back_and_saved_again(strict, response):
    """F12: what the page showed is carried along unseen, so it is saved over that and nothing else."""
    fill(response, {"authority": "Before"})
    said = {f"authority@{hash_of('Before')}": "After", "services": ["health", "youth"], "draft": str(response.pk), "turn": "3"}

    shown = strict.post(AREA, said, headers=OURS)
    answer = strict.post(AREA, form_of(shown).filled({}), headers=OURS)

    assert (shown.status_code, answer.status_code) == (403, 302)
    assert says(response) == {"role": "would", "authority": "After", "services": "health youth"}


def test_words_that_came_without_a_token_never_undo_what_was_saved_meanwhile(strict, response):
    """F12, F14."""
    shown = strict.post(AREA, {f"authority@{hash_of('')}": "Mine"}, headers=OURS)
    fill(response, {"authority": "Somebody else’s"})

    answer = strict.post(AREA, form_of(shown).filled({}), headers=OURS)

    assert (answer.url, says(response)["authority"]) == (page("choose"), "Somebody else’s")
    assert [each["text"] for each in response.beside] == ["Mine"]


def test_a_send_without_its_token_sends_nothing_and_can_be_pressed_again(strict, response):
    """F12: at the deadline."""
    shown = strict.post(page("check"), {"number": "1", "draft": str(response.pk)}, headers=OURS)
    response.refresh_from_db()
    was = response.number

    answer = strict.post(page("check"), form_of(shown).filled({}), headers=OURS)

    assert (shown.status_code, was, answer.url) == (403, 0, page("sent"))


def test_a_response_survives_its_session(client, response):
    """F13."""
    for name in set(client.cookies) - {settings.DRAFTS_COOKIE_NAME}:
        del client.cookies[name]

    assert press(client, AREA, {"authority": "Kept"}).status_code == 302
    assert says(response)["authority"] == "Kept"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_words_from_a_browser_whose_cookie_is_gone_come_back_with_a_way_to_the_response(client, response, accept):
    """F13."""
    shown = form_of(client.get(AREA))
    client.cookies.clear()

    answer = client.post(AREA, shown.filled({"authority": "My words"}), headers={"Accept": accept})

    assert (answer.status_code, answer.text.count("My words")) == (409, 1)
    assert 'href="/return/"' in answer.text
    assert says(response) == {"role": "would"}


@pytest.mark.parametrize("is_script", [False, True], ids=["by button", "by itself"])
def test_of_two_tabs_only_the_same_answer_changed_by_both_conflicts(client, response, is_script):
    """F14."""
    headers = {"Accept": "application/json"} if is_script else {}
    fill(response, {"authority": "A", "designed": "once"})
    first, second = (form_of(client.get(AREA)) for _ in range(2))

    client.post(AREA, first.filled({"authority": "A, by the first"}), headers=headers)
    client.post(AREA, second.filled({"designed": "never"}), headers=headers)
    assert says(response) == {"role": "would", "authority": "A, by the first", "designed": "never"}
    assert response.beside == []

    client.post(AREA, second.filled({"authority": "A, by the second", "designed": "never"}), headers=headers)
    assert says(response)["authority"] == "A, by the first"
    assert [each["text"] for each in response.beside] == ["A, by the second"]


def test_a_page_that_saves_itself_is_told_what_it_may_take_as_seen(client, response):
    shown = form_of(client.get(AREA))

    answer = client.post(AREA, shown.filled({"authority": "  Leeds "}), headers={"Accept": "application/json"})

    assert answer.json() == {"seen": {"authority": hash_of("Leeds")}, "choose": "", "problems": []}
    assert form_of(client.get(AREA)).seen()["authority"] == hash_of("Leeds")


def test_a_page_that_saves_itself_is_not_told_what_is_still_missing(client):
    hold(client, make_response(role="would"))

    answer = client.post(page("you"), {"role": ""}, headers={"Accept": "application/json"})

    assert answer.json()["problems"] == []


def test_a_save_whose_reply_was_lost_is_sent_again_and_changes_nothing(client, response):
    """F10, F14."""
    said = form_of(client.get(AREA)).filled({"authority": "Leeds"}, turn="1")

    replies = [client.post(AREA, said, headers={"Accept": "application/json"}).json() for _ in range(2)]

    assert replies[0] == replies[1] == {"seen": {"authority": hash_of("Leeds")}, "choose": "", "problems": []}
    assert (says(response)["authority"], response.beside) == ("Leeds", [])


def test_a_page_goes_on_after_a_reply_that_it_never_heard(client, response):
    """F14: it still carries the hash of what it had shown, and meets nobody's words but its own."""
    shown = form_of(client.get(AREA))

    for turn, text in enumerate(["L", "Le", "Leeds"], start=1):
        client.post(AREA, shown.filled({"authority": text}, turn=str(turn)), headers={"Accept": "application/json"})

    assert (says(response)["authority"], response.beside) == ("Leeds", [])


def test_what_is_given_back_stands_beneath_its_question(client, response):
    said = form_of(client.get(AREA)).filled({"authority": "My words", "services.other.words": "Allotments"})
    client.cookies.clear()

    labels = re.findall(r'<label[^>]* for="typed-[^"]*">([^<]*)</label>', client.post(AREA, said).text)

    assert [html.unescape(each) for each in labels] == [
        "Which local authority area do you work in or represent?",
        "Which kinds of service do you have to do with? What kind?",
    ]


def test_a_form_shows_what_is_read_from_it():
    form = Form('<form method="post"><input name="a@1" value="x"><textarea name="b@2">\ny\n</textarea></form>')

    assert (form.says(), form.seen()) == ({"a": "x", "b": "y\n"}, {"a": "1", "b": "2"})
