"""The e-mails about pledges, as they are promised: rows, in the transaction of what they tell of. For their words: letters.py."""

from keepitlocal.drafts.mail import minute
from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import Message, cancel, promise

TOPIC, COMPLAINTS = "pledges", "complaints about pledges"  # what officers choose to be told of
CONFIRM, RECEIPT, NOTICE = "pledges.confirm", "pledges.receipt", "pledges.notice"
REFUSED, HIDDEN, RESTORED = "pledges.refused", "pledges.hidden", "pledges.restored"
WITHDRAWN = "pledges.withdrawn"


def confirm(pledge, *, at):
    """The button behind a link, by which whoever pledges confirms their address."""
    promise(CONFIRM, about=pledge, to=pledge.email, at=at)


def received(pledge, *, at):
    """Acknowledge a pledge, or a change of one, and tell officers."""
    about = {"about": pledge, "revision": pledge.revision, "at": at}
    promise(RECEIPT, to=pledge.email, **about)
    tell(NOTICE, topic=TOPIC, **about)


def decided(pledge, what, *, at):
    """Tell whoever pledged what officers have done."""
    promise(what, about=pledge, revision=minute(at), to=pledge.email, at=at)


def withdrawn(pledge, *, by=None, at):
    """Nothing more goes about a pledge that was taken back, but that it was."""
    cancel(pledge, by=by, at=at)
    promise(WITHDRAWN, about=pledge, revision=minute(at), to=pledge.email, at=at)


def forget(pledge, *, by=None, at):
    """Nothing more goes about a pledge that is gone, and what went says no more to whom."""
    cancel(pledge, by=by, at=at)
    Message.objects.about(pledge).forget()
