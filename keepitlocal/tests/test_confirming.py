"""Confirming by a link: handed over to the part that offers it, as it was said."""

import pytest
from django.conf import settings
from django.core import signing

from keepitlocal import confirming, parts, subscriptions
from keepitlocal.tests import part
from keepitlocal.ways_in import without_ways_in

pytestmark = pytest.mark.usefixtures("waving")


def path_of(*said):
    return confirming.address(*said).removeprefix(settings.PORTAL_URL)


def test_a_link_hands_over_to_the_view_of_its_part_what_was_said(client):
    page = client.get(path_of("test.wave", "Ann", 3))

    assert (page.status_code, page.content.decode()) == (200, "Ann, 3 times: a button")


def test_opening_it_changes_nothing_and_pressing_its_button_twice_does_it_once(client):
    """A5."""
    path = path_of("test.wave", "Ann", 3)

    client.get(path), client.head(path)
    assert part.waved == []
    pages = [client.post(path).content.decode() for _ in range(2)]

    assert (pages, part.waved) == (["Ann, 3 times: done"] * 2, ["Ann"])


def test_made_twice_it_is_the_same_link():
    assert path_of("test.wave", "Ann", 3) == path_of("test.wave", "Ann", 3)


def signed(said, **options):
    return signing.Signer(**{"salt": confirming.SALT, **options}).sign_object(said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token",
    [
        lambda: "nonsense",
        lambda: signed(["test.wave", "Ann", 3], salt=subscriptions.SALT),
        lambda: signed(["test.wave", "Ann", 3], key="another"),
        lambda: signed(["test.wave", "Ann", 3])[:-1],
        lambda: signed(["test.poem"]),
        lambda: signed(["test.wave", "nobody", 3]),
    ],
    ids=["nonsense", "of another sort", "of another key", "cut short", "of no part", "of what is gone"],
)
def test_what_is_no_link_gets_a_page_that_helps(client, token):
    """A8."""
    for page in [client.get(f"/confirm/{token()}/"), client.post(f"/confirm/{token()}/")]:
        assert page.status_code == 410
        assert "copy the whole of it from the e-mail" in page.content.decode()
    assert part.waved == []


def test_a_link_is_shown_to_nobody_else():
    """A4."""
    words = without_ways_in(f"Confirm it: {confirming.address('test.wave', 'Ann', 3)}\nThank you.")

    assert words == f"Confirm it: {settings.PORTAL_URL}/confirm/…\nThank you."


def test_what_two_parts_have_confirmed_by_one_name_is_a_mistake(settings):
    settings.PARTS = [*settings.PARTS, "keepitlocal.tests.part"]
    parts.confirms.cache_clear()

    with pytest.raises(ValueError, match="Two parts have confirmed 'test.wave'."):
        parts.confirms()
