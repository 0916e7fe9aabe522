"""Believable posts; a test says only what it is about."""

import datetime
from itertools import count

from keepitlocal.campaign.news import pages
from keepitlocal.campaign.news.models import Post

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)
numbers = count(1)


def forget():
    """Remember nothing: a test's rows are rolled back, and the next test's may get their keys."""
    pages.forget()


def make_post(slug=None, *, is_published=True, moment=None, picture=None, at=NOON, **said):
    """A post, which was published at a moment unless told otherwise."""
    post = Post.objects.create(slug=slug or f"post-{next(numbers)}", status_since=at)
    write(post, picture=picture, at=at, **said)
    if is_published:
        publish(post, moment=moment, at=at)
    return post


def write(post, *, picture=None, at=NOON, **said):
    """Have its draft say this."""
    said = {"title": "A street that plants trees", "summary": "Neighbours took the spade in hand.", "body": "It *grows*."} | said
    if picture:
        said["picture_id"] = picture.pk
    post.edit(post.draft | said, edits=post.edits, by=None, at=at)


def publish(post, *, moment=None, at=NOON):
    post.publish(edits=post.edits, moment=moment, by=None, at=at)
