"""Confirming an address by the button behind a link: opened, pressed, pressed twice, pressed elsewhere and denied."""

import pytest
from django.conf import settings
from django.test import Client

from keepitlocal import confirming as portal
from keepitlocal import lifecycle
from keepitlocal.outbox.models import Message
from principles import confirming
from principles.models import Author, Comment, Consultation, Status, Watch
from principles.tests.kept import status_of
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, hold, make_author, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

KEPT_UNTIL = NOON + WEEK + settings.DRAFTS_KEPT


@pytest.fixture
def comment():
    make_principle()
    return make_comment(author=make_author(is_confirmed=False))


def path_of(author):
    return confirming.address_of(author).removeprefix(settings.PORTAL_URL)


def test_opening_the_link_changes_nothing(client, comment):
    """A5."""
    path = path_of(comment.author)

    answer = client.get(path)
    client.head(path)

    assert (answer.status_code, status_of(comment), Author.objects.get().confirmed_at) == (200, Status.UNCONFIRMED, None)
    assert comment.text in answer.text
    assert settings.DRAFTS_COOKIE_NAME not in client.cookies


def test_pressing_the_button_sends_it_on_and_shows_it(client, comment):
    answer = client.post(path_of(comment.author), {"do": "confirm"})

    assert (status_of(comment), Author.objects.get().confirmed_at) == (Status.WAITING, NOON)
    assert answer.headers["Location"] == f"/principles/1/#comment-{comment.pk}"
    assert "Until they have read it, only you are shown it." in client.get("/principles/1/").text


def test_several_that_waited_are_shown_in_one_place(client, comment):
    another = make_comment(author=comment.author, text="And another.")

    answer = client.post(path_of(comment.author), {"do": "confirm"})

    assert [status_of(comment), status_of(another)] == [Status.WAITING, Status.WAITING]
    assert answer.headers["Location"] == "/principles/yours/"


def test_moderated_afterwards_it_is_shown_at_its_permalink(client, comment):
    Consultation.objects.update(moderation="after")

    answer = client.post(path_of(comment.author), {"do": "confirm"})

    assert (status_of(comment), answer.headers["Location"]) == (Status.PUBLISHED, comment.get_absolute_url())


def test_pressed_twice_it_is_done_once(client, comment):
    path = path_of(comment.author)

    answers = [client.post(path, {"do": "confirm"}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [f"/principles/1/#comment-{comment.pk}", "/principles/yours/"]
    assert Message.objects.filter(kind="principles.receipt").count() == 1
    assert "Your address is confirmed" in client.get(path).text


def test_the_same_browsers_next_comment_needs_no_link(client, comment):
    client.post(path_of(comment.author), {"do": "confirm"})

    assert make_comment(author=Author.objects.get(), is_published=False).status == Status.WAITING


def test_whoever_did_not_write_it_has_it_taken_back_and_the_address_forgotten(client, comment):
    comment.author.watch(comment, how="each", at=NOON)
    path = path_of(comment.author)

    answers = [client.post(path, {"do": "disown"}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert ["It is shown to nobody" in answer.text for answer in answers] == [True, True]
    assert (status_of(comment), Author.objects.get().email, Watch.objects.count()) == (Status.WITHDRAWN, "", 0)
    assert not Message.objects.filter(to__icontains="sam@example.org").exists()


def test_with_an_address_that_is_disowned_it_is_forgotten_that_links_were_asked_for(client, comment):
    client.post("/return/", {"email": "Sam@example.org"})

    client.post(path_of(comment.author), {"do": "disown"})

    assert not Message.objects.filter(to__icontains="sam@example.org").exists()


def test_one_who_opened_it_before_it_was_disowned_does_not_confirm_it(comment):
    opened = Author.objects.get()
    comment.author.disown(at=NOON)

    opened.confirm(at=NOON)

    assert Author.objects.get().confirmed_at is None


def test_nothing_more_is_said_with_what_was_disowned_meanwhile(comment):
    writing = Author.objects.get()
    comment.author.disown(at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        make_comment(author=writing)


def test_whoever_typed_anothers_address_holds_it_no_more(client, comment):
    hold(client, comment.author)

    comment.author.disown(at=NOON)

    assert comment.text not in client.get("/principles/yours/").text


def test_what_was_confirmed_is_not_denied_afterwards(client, comment):
    """Whoever says that they did not write it is told so, and not let in to it."""
    path = path_of(comment.author)
    Client().post(path, {"do": "confirm"})

    answer = client.post(path, {"do": "disown"})

    assert (status_of(comment), Author.objects.get().email) == (Status.WAITING, "sam@example.org")
    assert (answer.status_code, "Your address is confirmed" in answer.text) == (200, True)
    assert settings.DRAFTS_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize(("moment", "status"), [(KEPT_UNTIL - MOMENT, 302), (KEPT_UNTIL, 410)], ids=["in time", "too late"])
def test_it_can_be_confirmed_for_some_weeks_after_the_close(client, comment, arrive, moment, status):
    arrive(moment)

    assert client.post(path_of(comment.author), {"do": "confirm"}).status_code == status
    assert (status_of(comment) == Status.WAITING) is (status == 302)


def test_where_nothing_waits_any_more_the_link_is_gone(client, comment):
    comment.take_back(at=NOON)

    assert client.get(path_of(comment.author)).status_code == 410


@pytest.mark.parametrize(("key", "generation"), [(0, 1), (None, 2)], ids=["of nobody", "of another generation"])
def test_a_link_that_leads_nowhere_any_more_is_gone(client, comment, key, generation):
    path = portal.address(confirming.NAME, comment.author.pk if key is None else key, generation).removeprefix(
        settings.PORTAL_URL
    )

    assert client.get(path).status_code == 410


def test_whoever_presses_too_often_is_slowed(client, comment, settings):
    settings.PACE = 1
    path = path_of(comment.author)

    assert [client.post(path, {"do": "confirm"}).status_code for _ in range(2)] == [302, 429]


def test_a_change_before_confirming_is_what_goes_on(client, comment):
    comment.change("In other words.", at=NOON + DAY)

    client.post(path_of(comment.author), {"do": "confirm"})

    assert Comment.objects.get().text == "In other words."
    assert status_of(comment) == Status.WAITING
