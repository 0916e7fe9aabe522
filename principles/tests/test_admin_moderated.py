"""What a verb at the desk leads to: its author is told, officers' replies appear, and what is hidden is gone at once."""

import pytest

from keepitlocal.officers.groups import LEADS
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles import promises
from principles.models import Comment
from principles.tests.makers import make_author, make_comment, make_principle
from principles.tests.test_admin_comments import text_of
from principles.tests.test_admin_moderating import BEGINS, SAID, act, make, status_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize(
    ("verb", "kind"),
    [
        ("approve", promises.APPROVED),
        ("reject", promises.REJECTED),
        ("ask", promises.ASKED),
        ("hide", promises.HIDDEN),
        ("restore", promises.RESTORED),
        ("remove", promises.REJECTED),
        ("consider", promises.CONSIDERED),
    ],
)
def test_the_author_is_told_each_time(client, officer, verb, kind):
    comment = make(BEGINS.get(verb, "published"), author=make_author("jo@example.org"))

    act(client, comment, verb, **SAID[verb])

    assert Message.objects.about(comment).filter(kind=kind, to="jo@example.org").count() == 1


def test_an_officers_reply_is_shown_at_once_under_their_own_name(client, officer):
    """C7."""
    comment = make("published")

    act(client, comment, "reply", text="We have\r\nread this.", nonce="n", name="Somebody else", organisation="Theirs")

    reply = Comment.objects.get(answers=comment)
    assert (reply.status, reply.officer, reply.name, reply.organisation) == ("published", officer, "Ada Okafor", "")
    assert (reply.text, reply.depth, reply.wording) == ("We have\nread this.", 2, comment.principle.latest)


def test_a_reply_on_the_principles_as_a_whole_is_on_them_too(client, officer):
    comment = make_comment(make_principle() and "whole")

    act(client, comment, "reply", **SAID["reply"])

    assert Comment.objects.get(answers=comment).principle is None


def test_a_reply_that_is_sent_twice_is_one(client, officer):
    comment = make("published")

    act(client, comment, "reply", **SAID["reply"])
    act(client, comment, "reply", **SAID["reply"])

    assert Comment.objects.filter(answers=comment).count() == 1


def test_erasing_asks_whether_one_is_sure(client):
    client.force_login(make_officer(LEADS))
    comment = make("published")

    page = act(client, comment, "erase")

    assert (page.status_code, status_of(comment)) == (200, "published")
    assert "Tick this to erase it" in page.content.decode()


def test_what_is_hidden_leaves_the_page_of_the_principle_at_once_and_its_replies_stay(client, officer):
    """C8 and C10."""
    comment = make("published", text="Quokka-7731.")
    make_comment(answers=comment, text="A reply that stays.")
    assert "Quokka-7731." in text_of(client, "/principles/1/")

    act(client, comment, "hide", reason="private")

    page = text_of(client, "/principles/1/")
    assert ("Quokka-7731." in page, "A reply that stays." in page) == (False, True)
    assert "Quokka-7731." not in text_of(client, "/")
