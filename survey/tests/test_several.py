"""Several responses in one browser, and responses that it does not hold."""

import re

import pytest
from django.conf import settings
from django.test import Client

from evidence.tests.ways import everything
from survey.models import Response, Status
from survey.tests.browsing import SURVEY, form_of, page, press
from survey.tests.stored import NOON, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

PAGES = ["you", "area", "check", "choose", "way-back", "sent", "copy", "change"]
SAYS = {
    "authority": "Not theirs to write",
    "role": "delivers",
    "number": "1",
    "do": "stop",
    "use": "stored",
    "field": "authority",
}


def says(response):
    response.refresh_from_db()
    return response.says


@pytest.fixture
def two(client):
    """Two responses in the test's browser; the second was chosen last."""
    survey = make_survey()
    return [hold(client, make_response(survey, role="would")) for _ in range(2)]


@pytest.mark.parametrize("kind", ["draft", "sent"])
@pytest.mark.parametrize("name", PAGES)
def test_what_another_browser_holds_is_neither_shown_nor_changed(client, name, kind):
    """A1, F7: by no address, not by the page's hidden field, and not by what the address names."""
    survey = make_survey()
    theirs = (make_sent if kind == "sent" else make_response)(survey, role="would", authority="Theirs alone")
    hold(client, make_response(survey))
    before = everything()

    named = page(name, f"?draft={theirs.pk}")
    visits = [client.get(named), client.post(named, SAYS), client.post(page(name), SAYS | {"draft": theirs.pk})]

    for visit in visits:
        assert visit.status_code in {200, 404, 405, 409}
        assert "Theirs alone" not in visit.text
    assert everything() == before


@pytest.mark.parametrize("named", ["0", "-1", "x", "1 OR 1=1", "9" * 30, ""])
def test_a_response_that_there_is_not_is_not_held(client, named):
    """F7: and nothing is written into the one that is."""
    response = hold(client, make_response())

    shown = client.post(page("area"), {"draft": named, "authority": "Lost?"})

    assert shown.status_code == 409
    assert "Lost?" in shown.text
    assert says(response) == {}


def test_a_form_of_a_response_that_is_held_no_more_writes_into_no_other(client, two):
    """F7, A1, A7: stopped elsewhere while its page was open here."""
    stopped, other = two
    shown = form_of(client.get(page("area", f"?draft={stopped.pk}")))
    stopped.stop_links(at=NOON)

    answer = client.post(page("area"), shown.filled({"authority": "For the first"}))

    assert answer.status_code == 409
    assert "For the first" in answer.text
    assert says(stopped) == says(other) == {"role": "would"}
    assert f"It holds Draft {other.pk}" in answer.text


def test_a_browser_that_holds_several_names_each_with_its_own_address(client, two):
    shown = client.get(SURVEY).text

    assert re.findall(rf'href="{SURVEY}[a-z]+/\?draft=(\d+)"', shown) == [str(two[1].pk), str(two[0].pk)]


def test_two_tabs_of_two_responses_never_mix(client, two):
    """F14: each goes on with its own, however they take turns."""
    first, second = (page("area", f"?draft={each.pk}") for each in two)

    press(client, first, {"authority": "One"})
    press(client, second, {"authority": "Two"})
    press(client, first, {"designed": "once"})
    # A form alone says which, too: of a page that was opened before there were several.
    client.post(page("area"), {"draft": two[1].pk, "designed": "never"})

    assert [(says(each)["authority"], says(each)["designed"]) for each in two] == [("One", "once"), ("Two", "never")]


@pytest.mark.parametrize("name", ["you", "area", "check", "choose", "way-back"])
def test_every_link_of_a_page_leads_on_with_its_own_response(client, two, name):
    """In the tab of the one that was not chosen last, too."""
    found = re.findall(rf'href="({SURVEY}[a-z-]+/[^"]*)"', client.get(page(name, f"?draft={two[0].pk}")).text)

    assert [link for link in found if f"draft={two[0].pk}" not in link] == []


@pytest.mark.parametrize("name", ["sent", "copy"])
def test_every_link_of_what_was_sent_leads_on_with_its_own(client, name):
    survey = make_survey()
    sent = hold(client, make_sent(survey))
    hold(client, make_response(survey))

    found = re.findall(rf'href="((?:{SURVEY}|\?)[^"]+)"', client.get(page(name, f"?draft={sent.pk}")).text)

    assert found
    assert [link for link in found if f"draft={sent.pk}" not in link] == []


def test_an_exit_leads_back_into_its_own(client, two):
    at = press(client, page("you", f"?draft={two[0].pk}"), {"role": "none"}).url

    shown = client.get(at).text

    assert re.findall(rf'href="({SURVEY}[^"]+)"', shown) == [page("you", f"?draft={two[0].pk}")] * 2


def test_every_page_leads_to_the_next_of_its_own(client, two):
    at, seen = page("area", f"?draft={two[0].pk}"), []

    for _ in range(4):
        at = press(client, at).url
        client.get(page("area", f"?draft={two[1].pk}"))
        seen.append(at)

    assert seen == [page(name, f"?draft={two[0].pk}") for name in ["obstacles", "local", "receipt", "check"]]


def test_sending_one_shows_that_one_and_leaves_the_other(client, two):
    shown = client.post(page("check"), {"number": 1, "draft": two[0].pk}, follow=True)

    sent, other = (Response.objects.get(pk=each.pk) for each in two)
    assert sent.reference in shown.text
    assert (sent.status, other.status) == (Status.SENT, Status.DRAFT)


def test_another_can_be_begun_for_somebody_else(client):
    """F10: once, however often it is pressed."""
    first = hold(client, make_response(role="would"))

    for _ in range(2):
        client.post(SURVEY, {"nonce": "one", "another": "1"})

    assert Response.objects.count() == 2
    assert Response.objects.exclude(pk=first.pk).get().says == {}


def test_responses_to_two_surveys_are_held_side_by_side(client):
    here, there = (hold(client, make_response(make_survey(slug=slug), role="would")) for slug in ["landscape", "elsewhere"])

    press(client, page("area"), {"authority": "Here"})

    assert (says(here)["authority"], says(there)) == ("Here", {"role": "would"})


def test_a_browser_that_holds_nothing_learns_of_no_response():
    """A1: the same page, whether or not there is one of that number."""
    response = make_response()
    stranger = Client()

    pages = [stranger.get(page("you", f"?draft={number}")).text for number in [response.pk, response.pk + 1000]]

    own = re.compile(r'(csrfmiddlewaretoken|nonce)" value="[^"]+"|\?draft=[0-9]+')
    assert own.sub("", pages[0]) == own.sub("", pages[1])
    assert settings.DRAFTS_COOKIE_NAME not in stranger.cookies
