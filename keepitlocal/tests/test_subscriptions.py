"""Being told no more: what any part offers, and the links that people have had since only drafts did."""

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from evidence.models import Writer
from evidence.tests.makers import NOON, make_draft
from evidence.tests.ways import everything, share
from keepitlocal import parts, subscriptions
from keepitlocal.drafts import kinds
from keepitlocal.tokens import NoLink
from keepitlocal.ways_in import without_ways_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "waving")]


def path_of(writer, name="test.waves"):
    return subscriptions.quiet_address(name, writer).removeprefix(settings.PORTAL_URL)


def token_of(writer, name="test.waves"):
    return path_of(writer, name).split("/")[2]


def test_a_link_names_a_subscription_and_its_row():
    writer = share(make_draft())

    assert subscriptions.found(token_of(writer)) == (parts.subscriptions()["test.waves"], writer)


def test_opening_it_changes_nothing_and_its_button_does(client):
    """A5."""
    writer = share(make_draft())
    before = everything()

    asked = client.get(path_of(writer)).content.decode()
    client.head(path_of(writer))
    assert everything() == before
    done = client.post(path_of(writer)).content.decode()

    assert "Send no more</button>" in asked
    assert "We send no more news of this" in done
    assert Writer.objects.get().unsubscribed_at == NOON


def test_one_press_in_a_mail_program_is_enough():
    program = Client(enforce_csrf_checks=True)

    reply = program.post(path_of(share(make_draft())), {"List-Unsubscribe": "One-Click"})

    assert (reply.status_code, reply.content, Writer.objects.get().unsubscribed_at) == (200, b"", NOON)


def test_the_page_is_about_what_the_part_says_and_masks_the_address(client):
    writer = share(make_draft())

    page = client.get(path_of(writer)).content.decode()

    assert f"Waves for {writer.pk}" in page
    assert "a…@example.org" in page
    assert "everybody" not in page


def test_the_links_in_peoples_mail_keep_working(client):
    writer = share(make_draft())
    token = signing.Signer(salt="drafts.unsubscribe").sign_object(["evidence", writer.pk])

    client.post(f"/unsubscribe/{token}/")

    assert path_of(writer, "evidence") == f"/unsubscribe/{token}/"
    assert Writer.objects.get().unsubscribed_at == NOON


def test_every_kind_of_drafts_has_news_to_unsubscribe_from():
    assert {kind.name for kind in kinds.all_kinds()} <= set(parts.subscriptions())


def test_what_there_is_no_more_or_never_was_gets_a_page_that_helps(client):
    invited = share(make_draft(), was_invited=True)  # nobody who gets these waves

    for path in [path_of(invited), path_of(invited, "poetry"), "/unsubscribe/nonsense/"]:
        with pytest.raises(NoLink):
            subscriptions.found(path.split("/")[2])
        for page in [client.get(path), client.post(path)]:
            assert page.status_code == 410
            assert "copy the whole of it from the e-mail" in page.content.decode()


def test_a_link_is_shown_to_nobody_else():
    """A4."""
    address = subscriptions.quiet_address("test.waves", share(make_draft()))

    assert without_ways_in(f"To stop: {address} now") == f"To stop: {settings.PORTAL_URL}/unsubscribe/… now"


def test_what_two_parts_tell_of_by_one_name_is_a_mistake(settings):
    settings.PARTS = [*settings.PARTS, "keepitlocal.tests.part"]
    parts.subscriptions.cache_clear()

    with pytest.raises(ValueError, match="Two parts are unsubscribed from as 'test.waves'."):
        parts.subscriptions()
