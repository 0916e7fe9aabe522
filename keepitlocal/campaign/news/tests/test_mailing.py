"""E-mailing a post to those who follow the news: once, to those who want it, and never what nobody can read."""

import datetime

import pytest

from keepitlocal import lifecycle
from keepitlocal.campaign.news.keeping import keep_promises
from keepitlocal.campaign.news.models import Follower, Mailing
from keepitlocal.campaign.news.models.mailing import mail, recall
from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.officers.groups import LEADS, OFFICERS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.letters import read
from keepitlocal.outbox.models import Message
from keepitlocal.tests.world import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + datetime.timedelta(minutes=15)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


def make_follower(email="ann@example.org"):
    return Follower.objects.begin(email, is_confirmed=True, at=NOON)


def posts():
    return Message.objects.filter(kind="news.post").order_by("pk")


def test_it_goes_to_everybody_who_follows_the_news():
    make_follower("ann@example.org")
    make_follower("bea@example.org")
    mail(make_post(), by=make_officer(LEADS), at=NOON)
    keep_promises(LATER)

    assert [message.to for message in posts()] == ["ann@example.org", "bea@example.org"]


def test_it_says_what_the_post_says_in_short_and_how_to_get_no_more():
    make_follower()
    post = make_post()
    mail(post, by=make_officer(LEADS), at=NOON)
    keep_promises(LATER)

    letter = read(posts().get())
    assert (letter.subject, post.summary in letter.body, letter.unsubscribe in letter.body) == (post.title, True, True)
    assert f"http://portal.example{post.get_absolute_url()}" in letter.body


def test_it_goes_once_however_often_the_clockwork_comes_round():
    """F10: and however often it is asked for."""
    make_follower()
    post, lead = make_post(), make_officer(LEADS)
    for _ in range(2):
        mail(post, by=lead, at=NOON)
        keep_promises(LATER)

    assert posts().count() == 1


@pytest.mark.parametrize("end", ["unsubscribe", "forget"])
def test_it_goes_to_nobody_who_wants_it_no_more_by_then(end):
    """M16: also where it was promised already."""
    follower = make_follower()
    mail(make_post(), by=make_officer(LEADS), at=NOON)
    keep_promises(LATER)
    getattr(follower, end)(at=LATER)

    assert [read(message) for message in posts().unsent()] in ([None], [])


def test_nobody_is_written_to_who_did_not_confirm():
    Follower.objects.begin("ann@example.org", at=NOON)
    mail(make_post(), by=make_officer(LEADS), at=NOON)
    keep_promises(LATER)

    assert not posts().exists()


def test_what_is_withdrawn_meanwhile_is_e_mailed_to_nobody():
    """A14: nothing of it leaves us."""
    make_follower()
    post, lead = make_post(), make_officer(LEADS)
    mail(post, by=lead, at=NOON)
    keep_promises(LATER)
    post.withdraw(by=lead, at=LATER)

    assert read(posts().get()) is None


@pytest.mark.parametrize(("wait", "gone"), [(DAY - datetime.timedelta(seconds=1), 0), (DAY, 1)])
def test_what_appears_later_goes_when_it_has_appeared(wait, gone):
    make_follower()
    mail(make_post(moment=NOON + DAY), by=make_officer(LEADS), at=NOON)
    keep_promises(NOON + wait)

    assert posts().count() == gone


def test_a_draft_is_e_mailed_to_nobody():
    with pytest.raises(lifecycle.NotAllowed):
        mail(make_post(is_published=False), by=make_officer(LEADS), at=NOON)


def test_it_can_be_thought_better_of_before_it_goes():
    make_follower()
    post, lead = make_post(), make_officer(LEADS)
    mail(post, by=lead, at=NOON)
    recall(post, by=lead, at=NOON)
    keep_promises(LATER)

    assert (Mailing.objects.count(), posts().count()) == (0, 0)


def test_what_has_gone_cannot_be_taken_back():
    post, lead = make_post(), make_officer(LEADS)
    mail(post, by=lead, at=NOON)
    keep_promises(LATER)

    with pytest.raises(lifecycle.NotAllowed):
        recall(post, by=lead, at=LATER)


def test_a_lead_has_it_e_mailed_from_its_page(client):
    make_follower()
    post = make_post()
    client.force_login(make_officer(LEADS))
    address = f"/admin/news/post/{post.pk}/mailing/"
    before = client.get(address).content.decode()
    client.post(address)

    assert "1 address asked for news" in before
    assert "It goes out within a quarter of an hour" in client.get(address).content.decode()


def test_an_officer_sees_whether_it_is_e_mailed_and_has_no_button(client):
    """A12."""
    post = make_post()
    client.force_login(make_officer(OFFICERS))
    address = f"/admin/news/post/{post.pk}/mailing/"

    assert "A policy lead has it e-mailed." in client.get(address).content.decode()
    assert (client.post(address).status_code, Mailing.objects.count()) == (403, 0)
