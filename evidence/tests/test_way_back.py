"""Being asked for an address to come back by, once, after the first save."""

import pytest
from django.test import Client

from evidence.models import Submission
from evidence.tests.makers import DAY, NOON, YOURS, fill, hold, make_call, make_draft
from evidence.tests.ways import share, way_to
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

WAY_BACK, SECTION = f"{YOURS}way-back/", f"{YOURS}section-1/"


def words(response):
    return response.content.decode()


def links_sent():
    return list(Message.objects.filter(kind="evidence.link").values_list("to", flat=True))


def begin(client):
    """A draft that this browser has just begun, and that nobody was asked about yet."""
    make_call()
    client.post(YOURS, {"nonce": "one"})
    return Submission.objects.get()


def test_after_the_first_save_people_are_asked_once_for_an_address(client):
    begin(client)

    goes = [fill(client, SECTION, {"answer-1.1": text}).url for text in ["First.", "Second."]]

    assert goes == [f"{WAY_BACK}?next=section-2", f"{YOURS}section-2/"]


def test_who_gave_an_address_before_the_first_save_is_not_asked_again(client):
    begin(client)
    client.post(WAY_BACK, {"do": "keep", "email": "ann@example.org"})

    assert fill(client, SECTION, {"answer-1.1": "First."}).url == f"{YOURS}section-2/"


def test_an_invited_colleague_is_never_asked(client):
    draft = begin(client)
    ben = Client()
    ben.post(way_to(draft.invite("ben@example.org", at=NOON)))

    assert fill(ben, SECTION, {"answer-1.1": "First."}).url == f"{YOURS}section-2/"


def test_an_address_given_when_asked_leads_on_and_is_sent_a_link(client):
    begin(client)

    response = client.post(f"{WAY_BACK}?next=section-2", {"do": "keep", "email": "ann@example.org"})

    assert response.url == f"{YOURS}section-2/"
    assert links_sent() == ["ann@example.org"]


def test_whoever_gives_none_goes_on_where_they_would_have(client):
    hold(client, make_draft())

    page = words(client.get(f"{WAY_BACK}?next=section-2"))

    assert f'href="{YOURS}section-2/">Continue without an address' in page


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "section-9", "../../../", "sent"])
def test_what_comes_next_is_a_page_of_the_draft_or_the_list(client, to):
    """H8: no address leads elsewhere."""
    hold(client, make_draft())

    page = words(client.get(WAY_BACK, {"next": to}))
    response = client.post(f"{WAY_BACK}?next={to}", {"do": "keep", "email": "ann@example.org"})

    assert f'href="{YOURS}">Continue without an address' in page
    assert response.url == YOURS


def test_once_the_call_has_closed_nobody_is_asked_any_more(client, arrive):
    hold(client, make_draft(make_call(closes_at=NOON)))
    arrive(NOON + DAY)

    page = words(client.get(f"{WAY_BACK}?next=section-2"))

    assert "Do you want a way back?" not in page
    assert "Everybody who has a link can read it, as you can" in page


def test_an_address_that_is_none_says_what_to_do_and_is_kept_in_its_box(client):
    hold(client, make_draft())

    page = words(client.post(f"{WAY_BACK}?next=check", {"do": "invite", "email": "nobody"}))

    assert "<title>Error: " in page
    assert "Enter an email address in the correct format" in page
    assert 'value="nobody"' in page
    assert links_sent() == []


def test_the_address_to_come_back_by_is_proposed_for_the_receipt(client):
    draft = hold(client, make_draft())
    share(draft, "ben@example.org", was_invited=True)
    share(draft, "ann@example.org")

    page = words(client.get(f"{YOURS}about-you/"))

    assert 'value="ann@example.org"' in page
    assert "email" not in draft.texts()
