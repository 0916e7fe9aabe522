"""The button behind a link, by which a pledge counts."""

import pytest
from django.test import Client

from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.campaign.pledges.tests.makers import MOMENT, NOON, make_pledge
from keepitlocal.campaign.pledges.tests.test_pledging import counted, page, path_of, press, send
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_opening_the_link_changes_nothing(client):
    """Machines that look through mail open links."""
    made = make_pledge(is_confirmed=False)

    assert "Is this your pledge?" in page(client, path_of(made))
    assert (counted(), Pledge.objects.get().status) == (0, "unconfirmed")


def test_pressing_twice_confirms_once(client):
    made = make_pledge(is_confirmed=False)

    press(client, made)
    press(Client(), made)

    assert counted() == 1
    assert Message.objects.filter(kind="pledges.receipt").count() == 1
    assert "Thank you for your pledge" in page(client, path_of(made))


def test_who_did_not_write_it_has_it_deleted(client):
    made = make_pledge(is_confirmed=False)

    press(client, made, "disown")

    assert not Pledge.objects.exists()
    assert client.get(path_of(made)).status_code == 410
    assert not Message.objects.filter(to="ada@example.org").exists()


def test_disowning_what_is_confirmed_changes_nothing(client):
    made = make_pledge()

    press(client, made, "disown")

    assert counted() == 1


def test_a_second_pledge_of_an_address_replaces_nothing_until_it_is_confirmed(client):
    make_pledge(place="Leeds")

    send(client, name="Ada O.", email="ADA@example.org", place="York", listed="on")

    assert ["Ada Okafor" in page(client), "Ada O.<" in page(client), "York" in page(client)] == [True, False, False]


def test_confirmed_it_changes_the_first_and_leaves_one(client):
    first = make_pledge(place="Leeds")
    send(client, name="Ada O.", email="ADA@example.org", place="York", listed="on")
    second = Pledge.objects.latest("pk")

    press(client, second)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.place, first.revision, counted()) == ("Ada O.", "York", 2, 1)
    assert [second.name, second.email, second.place, second.words] == [""] * 4
    assert first.reference in page(client, path_of(second))


def test_a_link_is_confirmed_until_the_last_moment(client, arrive, settings):
    made = make_pledge(is_confirmed=False)
    arrive(NOON + settings.PLEDGES_UNCONFIRMED_KEPT - MOMENT)

    press(client, made)

    assert counted() == 1


def test_from_the_moment_at_which_it_may_go_a_link_confirms_nothing(client, arrive, settings):
    made = make_pledge(is_confirmed=False)
    arrive(NOON + settings.PLEDGES_UNCONFIRMED_KEPT)

    assert (press(client, made).status_code, counted()) == (410, 0)
