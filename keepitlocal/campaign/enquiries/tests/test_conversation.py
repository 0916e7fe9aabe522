"""The page behind the link in our e-mails: what was said on either side, and writing again."""

import logging
from urllib.parse import urlsplit

import pytest
from django.test import Client

from evidence.tests.naughty import STRINGS
from keepitlocal.campaign.enquiries.models import Enquiry, Note, Said, enquiries
from keepitlocal.campaign.enquiries.tests.makers import NOON, make_answered, make_enquiry, texts
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.ways_in import Blanked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


@pytest.fixture
def enquiry():
    return make_answered("Do come to <us>.")


def page_of(enquiry):
    return urlsplit(enquiry.address).path


def words(response):
    return " ".join(response.content.decode().split())


def write(client, enquiry, message="When is <best>?", **said):
    return client.post(page_of(enquiry), {"message": message, "nonce": "x", "website": "", **said}, follow=True)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in [Enquiry, Said, Note, Message]]


def test_it_shows_what_was_said_on_either_side(client, enquiry):
    page = words(client.get(page_of(enquiry)))

    assert [text in page for text in [enquiry.reference, "How can our village hall", "Do come to &lt;us&gt;."]] == [True] * 3


def test_it_shows_nothing_that_officers_say_among_themselves(client, enquiry):
    enquiry.note("She rang twice.", by=make_officer(), at=NOON)

    assert "rang" not in words(client.get(page_of(enquiry)))


def test_opening_it_changes_nothing(client, enquiry):
    """A5."""
    before = everything()

    client.get(page_of(enquiry))
    client.head(page_of(enquiry))

    assert everything() == before


def test_it_is_stored_nowhere_on_the_way_and_found_by_no_search(client, enquiry):
    """A4."""
    response = client.get(page_of(enquiry))

    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")
    assert '<meta name="robots" content="noindex">' in words(response)


def test_a_log_holds_none_of_its_address(enquiry):
    """A4."""
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", page_of(enquiry)), None)

    Blanked().filter(record)

    assert record.getMessage() == "Gone: /contact/…"


def test_who_writes_again_is_shown_it_there(client, enquiry):
    response = write(client, enquiry)

    assert response.redirect_chain == [(f"{page_of(enquiry)}#said-3", 302)]
    assert "When is &lt;best&gt;?" in words(response)


def test_a_double_click_writes_once(client, enquiry):
    """F10."""
    write(client, enquiry)
    write(client, enquiry)

    assert texts(enquiry)[2:] == ["When is <best>?"]


@pytest.mark.parametrize("typed", [{"message": ""}, {"message": "x" * 5_001}, {"website": "spam"}], ids=["empty", "long", "spam"])
def test_what_is_refused_is_given_back(client, enquiry, typed):
    page = words(write(client, enquiry, **typed))

    assert ("There is a problem" in page, typed.get("message", "When is &lt;best&gt;?") in page) == (True, True)
    assert len(texts(enquiry)) == 2


def test_any_string_is_taken_or_refused_and_always_escaped(client, settings):
    """F16."""
    settings.PACE = 0
    for string in STRINGS:
        page = write(client, make_enquiry(), string)

        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_what_would_make_it_endless_is_refused_and_given_back(client, enquiry, monkeypatch):
    monkeypatch.setattr(enquiries, "MOST", 2)
    page = words(write(client, enquiry))

    assert ("This enquiry has become very long" in page, "When is &lt;best&gt;?" in page, len(texts(enquiry))) == (True, True, 2)


def test_a_link_that_is_none_of_ours_leads_nowhere(client, enquiry):
    """A2, A8."""
    forged = page_of(enquiry).replace("/contact/W", "/contact/X")

    assert [client.get(path).status_code for path in [forged, "/contact/1/", f"/contact/{enquiry.confirmation}/"]] == [410] * 3


def test_once_it_is_erased_what_was_typed_is_given_back(client, enquiry):
    enquiry.erase(at=NOON)
    page = write(client, enquiry)

    assert (page.status_code, "When is &lt;best&gt;?" in words(page)) == (410, True)


def test_the_address_in_our_e_mails_needs_no_cookie(enquiry):
    assert Client().get(page_of(enquiry)).status_code == 200


def test_two_enquiries_have_two_links():
    assert make_enquiry().address != make_enquiry().address
