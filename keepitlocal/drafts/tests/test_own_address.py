"""What has one address of its own, and so is its own writer, is come back to as any draft is."""

import pytest

from evidence.tests.makers import NOON, hold
from keepitlocal.drafts import links, mail
from keepitlocal.drafts.tests.postcards import Postcard, make_postcard
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "_postcards")]
ANN = "ann@example.org"


@pytest.fixture
def _postcards(settings):
    settings.PARTS = [*settings.PARTS, "keepitlocal.drafts.tests.postcards"]


def test_its_link_leads_to_it():
    postcard = make_postcard(ANN)

    way = links.way(links.token(postcard), at=NOON)

    assert (way.draft, way.writer) == (postcard, postcard)


def test_its_link_brings_a_browser_back(client):
    postcard = make_postcard(ANN)

    page = client.get(f"/return/{links.token(postcard)}/").content.decode()
    response = client.post(f"/return/{links.token(postcard)}/")

    assert "a…@example.org" in page
    assert response.url == f"/postcards/{postcard.pk}/"


def test_who_asks_for_links_gets_its(client):
    postcard = make_postcard(ANN)

    client.post("/return/", {"email": ANN.upper()})

    written = letters.read(Message.objects.get(kind=mail.LINKS))
    assert written.subject == "Your links to come back to your postcards"
    assert links.address(postcard) in written.body


def test_finishing_says_that_its_address_comes_back_to_it(client):
    hold(client, make_postcard(ANN))

    page = client.get("/return/leave/").content.decode()

    assert "You come back by the links that were sent to you." in page
    assert "Give an address" not in page


def test_finishing_warns_where_it_has_no_address(client):
    postcard = make_postcard()
    hold(client, postcard)

    page = client.get("/return/leave/").content.decode()

    assert f'href="/postcards/{postcard.pk}/address/">Give an address for {postcard}</a>' in page


def test_asking_is_remembered_for_as_long_as_its_address_is():
    make_postcard(ANN)
    mail.links(ANN, at=NOON)

    mail.forget_asking(ANN, at=NOON)
    assert Message.objects.get().to == ANN
    Postcard.objects.update(email="")
    mail.forget_asking(ANN, at=NOON)

    assert Message.objects.get().to != ANN
