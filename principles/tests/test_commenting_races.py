"""The same done several times at the same moment: one comment, one author, one e-mail; and nobody's words lost."""

import pytest
from django.test import Client

from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from principles.models import Author, Comment, Status, Text, Watch
from principles.tests.commenting import SAID, form_of, opened
from principles.tests.makers import hold, make_author, make_comment, make_principle

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"


def posted(path, said, cookies=None):
    """Four browsers, each with these cookies, that post the same at the same moment: their answers."""
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.cookies.update(cookies or {})
    return at_once(*(lambda client=client: client.post(path, said) for client in clients))


def test_one_page_sent_four_times_at_once_is_one_comment(client):
    """F10."""
    make_principle()

    answers = posted(ADDRESS, opened(client) | SAID | {"told": "each"})

    comment = Comment.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/principles/1/#comment-{comment.pk}"}
    assert (Author.objects.get(), Text.objects.count(), Watch.objects.count()) == (comment.author, 1, 1)
    assert Message.objects.filter(kind="principles.confirm").count() == 1


def test_one_change_sent_four_times_at_once_is_one_change(client):
    """F15."""
    make_principle()
    hold(client, make_author())
    comment = make_comment()
    path = f"/principles/comments/{comment.pk}/change/"

    answers = posted(path, form_of(client.get(path)) | {"text": "In other words."}, client.cookies)

    comment.refresh_from_db()
    assert {answer.status_code for answer in answers} == {302}
    assert (comment.revision, comment.proposed) == (2, "In other words.")


def test_taken_back_four_times_at_once_it_is_taken_back_once(client):
    principle = make_principle()
    hold(client, make_author())
    comment = make_comment()

    answers = posted(f"/principles/comments/{comment.pk}/take-back/", {}, client.cookies)

    comment.refresh_from_db()
    principle.refresh_from_db()
    assert {answer.status_code for answer in answers} <= {302, 409}
    assert (comment.status, principle.comments_shown) == (Status.WITHDRAWN, 0)
