"""What comes late, twice, in another order, or with something forged: a sentence or nothing there, and never a crash."""

import pytest
from django.test import Client

from keepitlocal.officers.tests.makers import make_officer
from principles import confirming
from principles.models import Author, Comment, Consultation
from principles.tests.commenting import SAID, opened, send
from principles.tests.kept import now, shown, told
from principles.tests.makers import DAY, NOON, WEEK, make_comment, make_principle, reword

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"
CLOSE = NOON + WEEK
LIST = "/admin/principles/comment/"


@pytest.fixture
def principle():
    return make_principle()


@pytest.fixture
def after():
    Consultation.objects.update(moderation="after")


def press(client, author, do="confirm"):
    return client.post(confirming.address_of(author), {"do": do})


def moderate(client, comment, verb, **said):
    return client.post(f"{LIST}{comment.pk}/moderate/", {"verb": verb, "revision": 1} | said)


def test_where_moderators_come_after_it_appears_once_its_address_is_confirmed(client, principle, after):
    send(client)
    assert shown() == []

    press(client, Author.objects.get())

    assert shown() == [SAID["text"]]
    assert SAID["text"] in Client().get("/principles/1/").text


def test_where_moderators_come_after_they_take_it_down_again(client, principle, after):
    send(client)
    press(client, Author.objects.get())
    comment, desk = Comment.objects.get(), Client()
    desk.force_login(make_officer("Moderators"))

    moderate(desk, comment, "remove", reason="abusive")

    assert SAID["text"] not in Client().get("/principles/1/").text
    assert told(comment)[-1] == "rejected"


def test_where_moderators_come_after_they_read_what_holds_many_links_first(client, principle, after):
    send(client, text="https://a.org https://b.org https://c.org")
    press(client, Author.objects.get())

    assert (shown(), Comment.objects.get().status) == ([], "waiting")


def test_set_back_to_before_what_waits_for_its_address_then_waits_for_a_moderator(client, principle, after):
    send(client)
    Consultation.objects.update(moderation="before")

    press(client, Author.objects.get())

    assert (shown(), Comment.objects.get().status) == ([], "waiting")


def test_confirmed_after_the_close_it_goes_on(client, principle, arrive):
    send(client)
    arrive(CLOSE + DAY)

    answer = press(Client(), Author.objects.get())

    assert (answer.status_code, Comment.objects.get().status) == (302, "waiting")


def test_confirmed_after_its_time_it_does_not(client, principle, arrive):
    send(client)
    arrive(CLOSE + 30 * DAY)

    answer = press(Client(), Author.objects.get())

    assert (answer.status_code, Comment.objects.get().status) == (410, "unconfirmed")


def test_confirmed_twice_in_two_browsers_it_is_received_once(client, principle):
    send(client)
    author = Author.objects.get()

    answers = [press(each, author).status_code for each in [Client(), Client(), client]]

    assert answers == [302, 302, 302]
    assert told(Comment.objects.get()) == ["receipt"]


def test_disowned_after_it_was_confirmed_it_stays(client, principle):
    send(client)
    author = Author.objects.get()
    press(client, author)

    press(Client(), author, "disown")

    assert Comment.objects.get().status == "waiting"


def test_confirmed_after_it_was_disowned_nothing_comes_back(client, principle):
    send(client)
    author = Author.objects.get()
    link = confirming.address_of(author)
    press(Client(), author, "disown")

    answer = client.post(link, {"do": "confirm"})

    assert answer.status_code < 500
    assert (Comment.objects.get().status, now(author).email) == ("withdrawn", "")


def test_one_who_comments_once_it_is_extended_is_taken(client, principle, arrive):
    said = opened(client) | SAID
    arrive(CLOSE + DAY)
    assert client.post(ADDRESS, said).status_code == 403

    Consultation.objects.get().extend(CLOSE + WEEK, why="The post was late.", by=None, at=CLOSE + DAY)

    assert client.post(ADDRESS, said).status_code == 302
    assert Comment.objects.count() == 1


def test_what_its_author_has_just_taken_back_is_not_approved(client, principle, officer):
    comment = make_comment(is_published=False)
    now(comment).take_back(at=NOON)

    answer = moderate(client, comment, "approve")

    assert answer.status_code == 200
    assert (now(comment).status, shown()) == ("withdrawn", [])
    assert "approved" not in told(comment)


@pytest.mark.parametrize("verb", ["approve", "reject", "ask"])
def test_several_are_decided_but_for_those_just_taken_back_or_erased(client, principle, officer, verb):
    comments = [make_comment(text=f"Text {number}.", is_published=False) for number in range(3)]
    now(comments[0]).take_back(at=NOON)
    now(comments[1]).erase(at=NOON)

    read = [f"{comment.pk}-1" for comment in comments]
    client.post(f"{LIST}decide/", {"verb": verb, "read": read, "reason": "abusive", "words": "Be kind."})

    became = {"approve": "published", "reject": "rejected", "ask": "asked"}[verb]
    assert [now(comment).status for comment in comments] == ["withdrawn", "erased", became]


def test_a_wording_published_while_somebody_writes_leaves_them_with_what_they_read(client, principle):
    said = opened(client) | SAID | {"about": "2", "quote": "everything that the place has to offer"}
    reword(principle, "All of it is another text now.")

    answer = client.post(ADDRESS, said)

    comment = Comment.objects.get()
    assert (answer.status_code, comment.wording.number, comment.quote) == (302, 1, "everything that the place has to offer")


def resent(client, do, *, by=None, **said):
    """The answer to the same page sent again, also by another browser, once this was done to what it had sent."""
    page = opened(client) | SAID
    client.post(ADDRESS, page)
    do(Comment.objects.get())
    return (by or client).post(ADDRESS, page | said)


def reject(comment):
    comment.author.confirm(at=NOON)
    now(comment).reject(revision=1, reason="abusive", by=None, at=NOON)


MEANWHILE = {
    "confirmed": (lambda comment: comment.author.confirm(at=NOON), 302),
    "rejected": (reject, 302),
    "taken back": (lambda comment: comment.take_back(at=NOON), 409),
    "erased": (lambda comment: comment.erase(at=NOON), 409),
    "disowned": (lambda comment: comment.author.disown(at=NOON), 409),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_sent_again_after_anything_a_page_is_one_comment(client, principle, meanwhile):
    do, status = MEANWHILE[meanwhile]

    answer = resent(client, do)

    assert (answer.status_code, Comment.objects.count(), Author.objects.count() <= 1) == (status, 1, True)
    assert status == 302 or SAID["text"] in answer.text


@pytest.mark.parametrize("said", [{}, {"email": "eve@example.org"}, {"text": "Other words."}], ids=str)
def test_once_confirmed_its_page_sent_from_another_browser_opens_nothing(client, principle, said):
    """A14: as by whoever goes back in a browser that somebody else has left."""
    other = Client()

    answer = resent(client, MEANWHILE["confirmed"][0], by=other, **said)

    comment = Comment.objects.get()
    assert answer.status_code == 409
    assert "s…@" not in answer.text
    assert other.get(f"/principles/comments/{comment.pk}/change/").status_code == 404
    assert not Author.objects.exclude(email="sam@example.org").exists()
