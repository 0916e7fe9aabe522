"""C11: thousands of times the same, or nearly, and a moderator's pages stay as quick as they are with three."""

import re

import pytest
from django.db.models.signals import post_init

from keepitlocal.outbox.models import Message
from principles.models import Comment
from principles.tests.letters import LETTER, VARIANTS
from principles.tests.makers import make_author, make_comment
from principles.tests.test_admin_comments import COMMENTS, page_of, queries
from principles.tests.test_admin_deciding import DECIDE, make_many

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def rows_read(client, address):
    """How many comments are fetched to show a page."""
    read = []

    def count(instance, **_):
        read.append(instance)

    post_init.connect(count, sender=Comment)
    try:
        assert client.get(address).status_code == 200
    finally:
        post_init.disconnect(count, sender=Comment)
    return len(read)


def test_reading_one_of_thousands_fetches_what_is_beside_it_and_not_all_that_wait(client, officer):
    """C11, C2."""
    comment = make_many(LETTER, 3)
    few = rows_read(client, page_of(comment)), queries(client, page_of(comment))
    make_again(comment, 2_000)

    many = rows_read(client, page_of(comment)), queries(client, page_of(comment))

    assert few[0] < many[0] <= 20  # of others from the same address, the newest
    assert few[1] == many[1]


def make_again(first, count):
    """More that say the same."""
    Comment.objects.bulk_create(
        Comment(
            **{name: getattr(first, name) for name in ["principle", "wording", "author", "likeness", "text", "status_since"]},
            created_at=first.created_at,
            name=f"Another {number}",
            status="waiting",
            place=f"{number:010}",
        )
        for number in range(count)
    )


@pytest.mark.parametrize("address", [COMMENTS, f"{COMMENTS}?status=all", f"{COMMENTS}?alike=several"])
def test_the_queue_of_thousands_fetches_a_page_of_them(client, officer, address):
    """C11, C2."""
    first = make_many(LETTER, 3)
    assert rows_read(client, address) == 3
    few = queries(client, address)
    make_again(first, 2_000)

    assert rows_read(client, address) == 50
    assert queries(client, address) == few


def test_two_hundred_are_decided_at_once_and_each_author_is_told_once(client, officer):
    """C11."""
    first = make_many(LETTER, 190)
    for number, text in enumerate(VARIANTS.values()):
        make_comment(text=text, author=make_author(f"author{number}@example.org"), is_published=False)
    page = client.get(f"{DECIDE}?verb=reject&likeness={first.likeness_id}").content.decode()
    read = re.findall(r'name="read" value="([0-9-]+)"', page)

    client.post(DECIDE, {"verb": "reject", "read": read, "reason": "repeated"})
    client.post(DECIDE, {"verb": "reject", "read": read, "reason": "repeated"})

    about = list(Message.objects.filter(kind="principles.rejected").values_list("about", flat=True))
    assert sorted(about) == sorted(f"principles.comment/{each.partition('-')[0]}" for each in read)
    assert len(read) == 200
