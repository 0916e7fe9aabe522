"""A comment that comes from a page: who says it, and whether they want to be told of replies."""

from django.db import transaction
from django.db.models import F

from keepitlocal import lifecycle
from principles.models import Author, Status, post

GONE = "What this page sent before can no longer be opened from here. To say something else, begin again"


@transaction.atomic
def send(comment, *, email, held, told="", at, **posted):
    """Take it in from an address, and return it as it is stored. `held` are the authors of the browser that it comes from.

    `told`: how to tell them of replies, or "". The rest is for `post`. Raises what that does; and NotAllowed where the same page
    was sent before, and what it sent is no more, or has an author by now who is confirmed and whom this browser does not hold.
    """
    known = held.known_as(email).order_by(F("confirmed_at").desc(nulls_last=True), "pk").first()
    author = comment.author = known or Author.objects.create(email=email, added_at=at)
    sent = post(comment, at=at, **posted)
    if sent.status in {Status.WITHDRAWN, Status.ERASED} or (sent.author.is_confirmed and sent.author not in held):
        raise lifecycle.NotAllowed(GONE)
    if sent.author_id == author.pk and told:
        author.watch(sent, how=told, at=at)
    elif sent.author_id != author.pk and not known:  # the same page was sent before, and its author is another row
        author.delete()
    return sent
