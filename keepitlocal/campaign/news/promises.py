"""The e-mails that the news promises: rows, in the transaction of what they tell of. For their words: emails.py."""

from keepitlocal.drafts.mail import minute
from keepitlocal.outbox.models import Message, cancel, promise, promise_all

FOLLOW, POST = "news.follow", "news.post"


def follow(follower, *, at):
    """The button behind a link, by which an address confirms that it wants news."""
    promise(FOLLOW, about=follower, revision=minute(at), to=follower.email, at=at)


def post(post, followers, *, at):
    """A post, to each of its followers."""
    promise_all(POST, [(each, each.email) for each in followers.order_by("pk")], revision=post.pk, at=at)


def forget(follower, *, by=None, at):
    """Nothing more goes to an address that is forgotten, and what went says no more to whom."""
    cancel(follower, by=by, at=at)
    Message.objects.about(follower).forget()
