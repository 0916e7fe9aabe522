"""Being e-mailed news: asked for with an address, confirmed by whoever reads its mail, ended by one press."""

import datetime

import pytest

from keepitlocal.campaign.news.keeping import UNANSWERED, keep_promises
from keepitlocal.campaign.news.models import Follower
from keepitlocal.outbox.letters import read
from keepitlocal.outbox.models import Message
from keepitlocal.tests.world import NOON

pytestmark = pytest.mark.django_db

ADDRESS = "ann@example.org"
SECOND = datetime.timedelta(seconds=1)
PORTAL = "http://portal.example"


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


def ask(client, email=ADDRESS):
    return client.post("/news/follow/", {"email": email})


def letters():
    return [read(message) for message in Message.objects.order_by("pk")]


def link_in(letter):
    return next(word for word in letter.body.split() if "/confirm/" in word).removeprefix(PORTAL)


def follow(client, email=ADDRESS):
    """Ask, and press the button behind the link."""
    ask(client, email)
    client.post(link_in(letters()[-1]))
    return Follower.objects.known_as(email).get()


def test_asking_sends_a_link_and_nothing_else(client):
    page = ask(client).content.decode()

    assert "Check your email" in page
    assert [(each.is_awake, each.email) for each in Follower.objects.all()] == [(False, ADDRESS)]
    assert [letter.subject for letter in letters()] == ["Confirm that you want news of Keep it Local"]


def test_opening_the_link_changes_nothing(client):
    """A5: machines that look through mail open links."""
    ask(client)

    assert "Do you want news?" in client.get(link_in(letters()[0])).content.decode()
    assert not Follower.objects.get().is_awake


def test_pressing_its_button_starts_the_news(client):
    assert follow(client).is_awake


def test_pressing_it_twice_is_pressing_it_once(client):
    ask(client)
    link = link_in(letters()[0])
    pages = [client.post(link).content.decode() for _ in range(2)]

    assert (["You will get news" in page for page in pages], Follower.objects.count()) == ([True, True], 1)


def test_asking_again_says_the_same_and_writes_nothing(client):
    """A9: nobody learns whether an address gets the news."""
    first = ask(client).content
    follower = Follower.objects.get()
    follower.confirm(at=NOON)
    Message.objects.all().delete()

    assert ask(client, ADDRESS.upper()).content.replace(ADDRESS.upper().encode(), ADDRESS.encode()) == first
    assert Message.objects.count() == 0


def test_one_press_ends_it(client):
    follower = follow(client)
    follower.unsubscribe(at=NOON)

    assert not Follower.objects.get().is_awake


def test_whoever_asks_again_after_that_gets_a_new_link(client, arrive):
    follow(client).unsubscribe(at=NOON)
    arrive(NOON + datetime.timedelta(minutes=2))
    ask(client)
    client.post(link_in(letters()[-1]))

    assert Follower.objects.get().is_awake


@pytest.mark.parametrize("typed", ["", "nobody", "a@b", "ann@example.org, bea@example.org", "ann@[127.0.0.1]"])
def test_what_is_no_address_is_kept_and_said(client, typed):
    """M2, M3: and nothing is written to."""
    page = ask(client, typed).content.decode()

    assert ("There is a problem" in page, Follower.objects.count()) == (True, 0)


@pytest.mark.parametrize(("waited", "left"), [(UNANSWERED - SECOND, 1), (UNANSWERED, 0)])
def test_what_was_never_confirmed_is_forgotten_after_a_fortnight(client, waited, left):
    """P2: and not a moment before."""
    ask(client)
    keep_promises(NOON + waited)

    assert Follower.objects.count() == left


def test_what_was_confirmed_stays(client):
    follow(client)
    keep_promises(NOON + 10 * UNANSWERED)

    assert Follower.objects.count() == 1


@pytest.mark.parametrize(("waited", "left"), [(-SECOND, 1), (datetime.timedelta(), 0)])
def test_who_wants_no_more_is_forgotten_after_some_time(client, settings, waited, left):
    follow(client).unsubscribe(at=NOON)
    keep_promises(NOON + settings.WITHDRAWN_KEPT + waited)

    assert Follower.objects.count() == left


def test_what_is_forgotten_leaves_no_address_anywhere(client):
    """P1: nor in the e-mails that went."""
    follow(client).forget(at=NOON)

    assert not Message.objects.filter(to__icontains="ann@").exists()
