"""The words of the e-mails about news. A post is told by its title and summary, and read on the portal."""

from keepitlocal import confirming
from keepitlocal.campaign.news.models import Follower, Post
from keepitlocal.campaign.news.promises import FOLLOW, POST
from keepitlocal.outbox import letters
from keepitlocal.subscriptions import quiet_address


def follow(message):
    """The button, unless the address is gone, or has confirmed meanwhile."""
    follower = _follower(message)
    if not follower or follower.is_awake:
        return None
    said = {"confirm": confirming.address(FOLLOW, follower.pk)}
    return letters.write("news/email_follow.txt", "Confirm that you want news of Keep it Local", said)


def post(message):
    """A post, unless nobody can read it any more, or its follower wants none."""
    follower, post = _follower(message), Post.objects.published(message.due_at).filter(pk=message.revision).first()
    if not post or not follower or not follower.is_awake:
        return None
    quiet = quiet_address(FOLLOW, follower)
    return letters.write("news/email_post.txt", post.title, {"post": post, "quiet": quiet}, unsubscribe=quiet)


def _follower(message):
    return Follower.objects.filter(pk=message.about.partition("/")[2]).first()


LETTERS = {FOLLOW: follow, POST: post}
LETTER_NAMES = {FOLLOW: "Confirmation that somebody wants news", POST: "News"}
