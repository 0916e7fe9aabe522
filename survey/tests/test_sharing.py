"""Ways back to a response, and people who share it, until it is sent."""

import pytest
from django.test import Client

from evidence.tests.ways import everything
from keepitlocal.drafts import links
from keepitlocal.drafts.sharing import MOST_WRITERS
from keepitlocal.outbox.addresses import masked
from keepitlocal.outbox.models import Message
from survey.models import Response, Writer
from survey.tests.browsing import SURVEY, form_of, page, press
from survey.tests.stored import NOON, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

WAY_BACK, ANN, BEN = page("way-back"), "ann@example.org", "ben@example.org"


@pytest.fixture
def response(client):
    return hold(client, make_response(role="would", authority="Ours"))


def way_to(writer):
    """The path of the link of this address, as things stand."""
    writer.response.refresh_from_db()
    return f"/return/{links.token(writer)}/"


def links_sent():
    return list(Message.objects.filter(kind="survey.link").values_list("to", flat=True))


def test_whoever_saves_to_come_back_later_is_asked_for_an_address(client, response):
    answer = press(client, page("area"), {"designed": "once"}, then="later")
    press(client, answer.url, email=ANN, do="keep")

    assert answer.url == f"{WAY_BACK}?next=area"
    assert links_sent() == [ANN]


def test_a_link_opens_the_response_in_another_browser_where_they_stopped(client, response):
    press(client, page("area"), {"designed": "once"})
    other = Client()

    answer = other.post(way_to(response.keep_way_back(ANN, at=NOON)), follow=True)

    assert form_of(answer).says()["authority"] == "Ours"


def test_a_link_works_twice_and_to_open_it_changes_nothing(response):
    """A5, A6."""
    way = way_to(response.keep_way_back(ANN, at=NOON))
    before = everything()

    opened = [getattr(Client(), method)(way, follow=True).status_code for method in ["get", "head"]]
    is_unchanged = everything() == before
    held = [Client().post(way, follow=True) for _ in range(2)]

    assert (opened, is_unchanged) == ([200, 200], True)
    assert [form_of(each).says() for each in held] == [{"role": "would"}] * 2


def test_an_address_is_let_in_once_however_it_is_capitalised(client, response):
    for email in [ANN, "Ann@Example.ORG", ANN.upper()]:
        client.post(WAY_BACK, {"do": "invite", "email": email})

    assert [writer.email for writer in response.writers.all()] == [ANN]


def test_no_more_than_twenty_addresses_can_come_back(client, response):
    """M13: nobody has us write to a whole list."""
    for number in range(MOST_WRITERS):
        response.keep_way_back(f"person{number}@example.org", at=NOON)

    shown = client.post(WAY_BACK, {"do": "invite", "email": BEN}).text

    assert "20 addresses can come back to it already" in shown
    assert BEN not in links_sent()


@pytest.mark.parametrize("do", ["", "nonsense", "remove-", "remove-x", "remove-99999999999999999999", "keep_way_back", "erase"])
def test_a_button_that_there_is_not_is_not_found(client, response, do):
    """F7."""
    before = everything()

    assert client.post(WAY_BACK, {"do": do, "email": ANN}).status_code == 404
    assert everything() == before


def test_stopping_the_other_links_stops_every_other_browser_and_this_one_goes_on(client, response):
    """A7."""
    other = Client()
    way = way_to(response.keep_way_back(ANN, at=NOON))
    other.post(way)

    client.post(WAY_BACK, {"do": "stop"})

    assert "This browser can no longer open it" in other.get(page("area")).text
    assert other.post(page("area"), {"authority": "After"}).status_code == 409
    assert form_of(client.get(page("area"))).says()["authority"] == "Ours"


def test_an_address_is_shown_masked(client, response):
    """A7."""
    response.keep_way_back(ANN, at=NOON)

    shown = client.get(WAY_BACK).text

    assert (ANN in shown, masked(ANN) in shown) == (False, True)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "nothing", "../../../", "sent"])
def test_what_comes_next_is_a_page_of_the_survey(client, response, to):
    """H8."""
    answer = client.post(f"{WAY_BACK}?next={to}", {"do": "keep", "email": ANN})

    assert answer.url == page("you")


def test_what_two_people_write_at_once_is_kept_from_both(client, response):
    """F14."""
    ben = Client()
    ben.post(way_to(response.invite(BEN, at=NOON)))
    pages = [form_of(browser.get(page("area"))) for browser in [client, ben]]

    for browser, form, text in zip([client, ben], pages, ["Ann’s", "Ben’s"], strict=True):
        browser.post(page("area"), form.filled({"authority": text}))

    response.refresh_from_db()
    assert (response.says["authority"], [each["text"] for each in response.beside]) == ("Ann’s", ["Ben’s"])


def test_once_it_is_sent_its_links_lead_nowhere_and_nobody_is_known_by_an_address(client, response):
    """Answers are anonymous: what led back to the draft is forgotten."""
    way = way_to(response.keep_way_back(ANN, at=NOON))
    press(client, page("check"))

    answer = Client().post(way, follow=True)

    assert Response.objects.get().reference not in answer.text
    assert not Writer.objects.exists()
    assert ANN not in str(list(Message.objects.values_list()))


def test_what_was_sent_has_no_page_of_ways_back(client):
    hold(client, make_sent())

    assert client.get(WAY_BACK).url == client.post(WAY_BACK, {"do": "keep", "email": ANN}).url == page("sent")
    assert links_sent() == []


def test_an_address_that_is_none_says_what_to_do_and_is_kept_in_its_box(client, response):
    shown = client.post(WAY_BACK, {"do": "invite", "email": "nobody"}).text

    assert "Enter an email address in the correct format" in shown
    assert 'value="nobody"' in shown
    assert links_sent() == []


def test_no_mail_says_what_anybody_answered(client):
    """M13: nor any word that somebody typed."""
    survey = make_survey()
    response = make_response(survey, role="would", authority="canary", receipt_email=ANN)
    response.keep_way_back(BEN, at=NOON)
    client.get(SURVEY)
    response.send(number=1, at=NOON)

    assert "canary" not in str(list(Message.objects.values_list()))
