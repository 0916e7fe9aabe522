"""People who share a submission: inviting, taking an address away, and stopping the other links."""

import datetime

import pytest
from django.conf import settings
from django.test import Client

from evidence.models import Submission, Writer
from evidence.tests.makers import DAY, NOON, YOURS, fill, hold, make_draft, make_ready, make_sent, send, texts
from evidence.tests.ways import everything, share, way_to
from keepitlocal import lifecycle
from keepitlocal.drafts.sharing import MOST_WRITERS
from keepitlocal.outbox.addresses import masked
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.tests.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

WAY_BACK, SECTION = f"{YOURS}way-back/", f"{YOURS}section-1/"
MINUTE = datetime.timedelta(minutes=1)


def words(response):
    return response.content.decode()


def links_sent():
    return list(Message.objects.filter(kind="evidence.link").values_list("to", flat=True))


@pytest.mark.parametrize("do", ["", "nonsense", "remove-", "remove-x", "remove-99999999999999999999", "keep_way_back", "erase"])
def test_a_button_that_there_is_not_is_not_found(client, do):
    """F7."""
    hold(client, make_draft())
    before = everything()

    assert client.post(WAY_BACK, {"do": do, "email": "ann@example.org"}).status_code == 404
    assert everything() == before


def test_an_address_is_let_in_once_however_it_is_capitalised(client):
    draft = hold(client, make_draft())

    for email in ["ann@example.org", "Ann@Example.ORG", "ANN@EXAMPLE.ORG"]:
        client.post(WAY_BACK, {"do": "invite", "email": email})

    assert [writer.email for writer in draft.writers.all()] == ["ann@example.org"]
    assert links_sent() == ["ann@example.org"]


def test_asking_again_a_minute_later_sends_another_link():
    draft = make_draft()

    for at in [NOON, NOON, NOON + MINUTE]:
        draft.invite("ben@example.org", at=at)

    assert (Writer.objects.count(), len(links_sent())) == (1, 2)


def test_no_more_than_twenty_addresses_can_come_back(client):
    """M13: nobody has us write to a whole list."""
    draft = hold(client, make_draft())
    for number in range(MOST_WRITERS):
        share(draft, f"person{number}@example.org")

    page = words(client.post(WAY_BACK, {"do": "invite", "email": "one-more@example.org"}))
    again = client.post(WAY_BACK, {"do": "invite", "email": "person3@example.org"})

    assert "20 addresses can come back to it already. Remove one first" in page
    assert (again.status_code, draft.writers.count()) == (302, 20)
    assert "one-more@example.org" not in links_sent()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "spellings", [["ann@example.org"] * 4, ["ann@example.org", "Ann@example.org"] * 2], ids=["same", "cased"]
)
def test_inviting_an_address_several_times_at_once_gives_one_row_and_one_mail(spellings):
    """F10, on connections that start together."""
    draft = make_draft()
    invited = at_once(*(inviting(draft, email) for email in spellings))

    assert (invited, len(links_sent())) == ([Writer.objects.get()] * 4, 1)


@pytest.mark.django_db(transaction=True)
def test_the_twentieth_place_is_given_once():
    draft = make_draft()
    for number in range(MOST_WRITERS - 1):
        share(draft, f"person{number}@example.org")

    outcomes = at_once(*(inviting(draft, f"late{number}@example.org") for number in range(4)))

    refused = [type(each) for each in outcomes if not isinstance(each, Writer)]
    assert (draft.writers.count(), refused) == (MOST_WRITERS, [lifecycle.NotAllowed] * 3)


def inviting(draft, email):
    mine = Submission.objects.get(pk=draft.pk)
    return lambda: mine.invite(email, at=NOON)


def test_stopping_the_other_links_stops_everyone_else_at_once_and_this_browser_goes_on(client):
    """A7."""
    draft = hold(client, make_ready(text="Ours."))
    way = way_to(share(draft))
    other = Client()
    other.post(way)

    page = client.post(WAY_BACK, {"do": "stop", "draft": draft.pk}, follow=True)

    assert "has been stopped" in words(page)
    assert client.get(WAY_BACK).status_code == 200
    assert "Ours." in words(client.get(SECTION))
    assert Client().post(way).status_code == 410
    for path in ["", "section-1/", "documents/", "check/", "way-back/"]:
        gone = words(other.get(f"{YOURS}{path}"))
        assert "This browser can no longer open it" in gone
        assert "Ours." not in gone


def test_where_no_address_was_given_there_are_no_links_to_stop(client):
    hold(client, make_draft())

    assert "Stop the other links" not in words(client.get(WAY_BACK))


def test_taking_an_address_away_stops_its_links_and_its_mail(client):
    draft = hold(client, make_draft())
    gone, stays = share(draft), share(draft, "ben@example.org")
    way, other_way = way_to(gone), way_to(stays)

    page = words(client.post(WAY_BACK, {"do": f"remove-{gone.pk}"}, follow=True))
    client.post("/return/", {"email": "ann@example.org"})

    assert f"{masked('ann@example.org')} cannot come back any more" in page
    assert list(draft.writers.all()) == [stays]
    assert [Client().get(path).status_code for path in [way, other_way]] == [410, 410]
    assert Message.objects.about(f"evidence.writer/{gone.pk}").get().status == State.CANCELLED
    assert client.get(SECTION).status_code == 200


def test_an_address_that_is_gone_already_stays_gone(client):
    """Whoever pressed twice is not told off, and nothing more is stopped."""
    draft = hold(client, make_draft())
    writer = share(draft)
    presses = [client.post(WAY_BACK, {"do": f"remove-{writer.pk}"}) for _ in range(2)]

    draft.refresh_from_db()
    assert ([each.status_code for each in presses], draft.generation) == ([302, 302], 2)


def test_nobody_takes_an_address_off_somebody_elses_draft(client):
    """A1."""
    hold(client, make_draft())
    theirs = share(make_draft(Submission.objects.get().call), "eve@example.org")
    before = everything()

    client.post(WAY_BACK, {"do": f"remove-{theirs.pk}"})

    assert everything() == before


def test_who_is_told_that_a_receipts_address_would_be_let_in_again(client):
    """Sending gives the receipt's address a link: that is said where it was just taken away."""
    draft = hold(client, make_ready(email="ann@example.org"))
    told = client.post(WAY_BACK, {"do": f"remove-{share(draft).pk}"}, follow=True)
    other = client.post(WAY_BACK, {"do": f"remove-{share(draft, 'ben@example.org').pk}"}, follow=True)

    assert "Receipts would still go there" in words(told)
    assert "Receipts would still go there" not in words(other)
    draft.refresh_from_db()
    assert [writer.email for writer in send(draft).writers.all()] == ["ann@example.org"]


def test_the_page_masks_the_addresses_and_says_who_asked_for_quiet(client):
    draft = hold(client, make_draft())
    share(draft, "ann@example.org").unsubscribe(at=NOON)
    share(draft, "ben@example.org", was_invited=True)

    page = words(client.get(WAY_BACK))

    assert masked("ann@example.org") in page
    assert "ann@example.org" not in page
    assert page.count("Gets no reminders, as it asked") == page.count("Invited at") == 1


def test_what_was_sent_can_be_shared_too(client):
    sent = hold(client, make_sent())

    page = words(client.get(WAY_BACK))
    client.post(WAY_BACK, {"do": "invite", "email": "ben@example.org"})

    assert "Everybody who has a link can read, change and withdraw it, as you can" in page
    assert sent.writers.known_as("ben@example.org").get().was_invited
    assert settings.DRAFTS_COOKIE_NAME in client.cookies


def test_two_who_came_back_write_in_one_draft():
    draft = make_draft()
    browsers = [Client(), Client()]
    for browser, name in zip(browsers, ["ann", "ben"], strict=True):
        browser.post(way_to(share(draft, f"{name}@example.org")))

    fill(browsers[0], SECTION, {"answer-1.1": "Ann’s."})
    fill(browsers[1], SECTION, {"answer-1.2": "Ben’s."})

    assert texts(draft) == {"1.1": "Ann’s.", "1.2": "Ben’s."}
    assert Writer.objects.count() == 2


@pytest.mark.parametrize(
    ("make", "at", "can"),
    [
        (make_draft, NOON, "read, write and send it"),
        (make_draft, NOON + 31 * DAY, "read it"),
        (make_sent, NOON, "read, change and withdraw it"),
        (make_sent, NOON + 31 * DAY, "read and withdraw it"),
    ],
    ids=["a draft", "a draft too late", "sent", "sent, and closed"],
)
def test_what_a_link_opens_is_said_as_things_stand(make, at, can):
    assert make().opens(at) == can


def test_what_was_withdrawn_can_be_read_by_its_links():
    sent = make_sent()
    sent.withdraw(at=NOON)

    assert sent.opens(NOON) == "read it"
