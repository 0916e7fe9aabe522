"""What the database holds after something was done to a comment, for tests to compare."""

from keepitlocal.audit.models import Entry
from keepitlocal.outbox.models import Message
from principles.models import Comment


def now(thing):
    """The thing as it is stored now."""
    return type(thing).objects.get(pk=thing.pk)


def status_of(comment):
    return now(comment).status


def told(about, *, to="sam@example.org"):
    """The kinds of e-mail that an address was promised about a thing, in order."""
    messages = Message.objects.about(about).filter(to=to).order_by("pk")
    return [kind.removeprefix("principles.") for kind in messages.values_list("kind", flat=True)]


def recorded(thing):
    """What the record says was done to a thing, in order."""
    return list(Entry.objects.about(thing).order_by("pk").values_list("did", flat=True))


def shown(*, principle=None):
    """The texts that everybody can read, in the order of their threads."""
    rows = Comment.objects.public().order_by("place")
    return list((rows.on(principle) if principle else rows).values_list("text", flat=True))


def counts(*comments):
    """How many replies each says are shown below it."""
    return [now(comment).replies for comment in comments]
