"""The e-mails that the principles promise: rows, in the transaction of what they tell of. For their words: principles/emails/.

None carries what the public wrote. What officers write to people, or for everybody, some do.
"""

from django.apps import apps
from django.db.models import Value

from keepitlocal.drafts.mail import minute
from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import Message, cancel, promise, promise_all

TOPIC, COMPLAINTS = "comments", "complaints"  # what officers choose to be told of
CONFIRM, RECEIPT, NOTICE = "principles.confirm", "principles.receipt", "principles.notice"
LINK, EXTENSION = "principles.link", "principles.extension"  # a way back to one's comments; and that there is longer
APPROVED, REJECTED, ASKED = "principles.approved", "principles.rejected", "principles.asked"
HIDDEN, RESTORED, CHANGE_REJECTED = "principles.hidden", "principles.restored", "principles.change_rejected"
CONSIDERED, LED = "principles.considered", "principles.led"
WATCH, APPEARED, REWORDED, DIGEST = "principles.watch", "principles.appeared", "principles.reworded", "principles.digest"
COMPLAINT, COMPLAINT_NOTICE, COMPLAINT_DECIDED = (
    "principles.complaint",
    "principles.complaint_notice",
    "principles.complaint_decided",
)
DECISIONS = [APPROVED, REJECTED, ASKED, HIDDEN, RESTORED, CHANGE_REJECTED, CONSIDERED, LED]


def confirm(author, *, at):
    """The button behind a link, by which an author confirms their address."""
    promise(CONFIRM, about=author, revision=minute(at), to=author.email, at=at)


def received(comment, *, at):
    """Acknowledge a comment, or a change of one, to its author, and tell officers."""
    about = {"about": comment, "revision": comment.revision, "at": at}
    promise(RECEIPT, to=comment.author.email, **about)
    tell(NOTICE, topic=TOPIC, **about)


def decided(comment, what, *, at):
    """Tell an author what was decided about their comment. Officers know what they decide about their own."""
    if comment.author_id:
        promise(what, about=comment, revision=comment.stamp, to=comment.author.email, at=at)


def published(comment, *, at):
    """Tell those who watch that a comment has appeared, unless they are told once a day."""
    _promise_watching(APPEARED, _model("Watch").of(comment).each_time(), revision=comment.pk, at=at)


def reworded(wording, *, at):
    """Tell those who watch a principle, or all of them, that its wording has changed."""
    _promise_watching(REWORDED, _model("Watch").of_wordings(wording.principle_id).each_time(), revision=wording.pk, at=at)


def _promise_watching(kind, watches, *, revision, at):
    """To each address once, however many of the watches are its."""
    told = {watch.email.lower(): watch for watch in watches.order_by("pk")}
    promise_all(kind, [(watch, watch.email) for watch in told.values()], revision=revision, at=at)


def extension(*, at):
    """Tell authors of whom something is still asked that the consultation closes later than it did."""
    waiting = _model("Author").reachable().filter(comments__in=_model("Comment").unfinished()).distinct()
    promise_all(EXTENSION, [(author, author.email) for author in waiting], revision=minute(at), at=at)


def watch(watch, *, at):
    """The button behind a link, by which an address confirms that it wants to be told."""
    promise(WATCH, about=watch, revision=minute(at), to=watch.email, at=at)


def take_back(comment, *, at):
    """Nothing more goes about a comment that is no more."""
    cancel(comment, at=at)


def forget(thing, *, by=None, at):
    """Nothing more goes about a thing that is erased, and what went says no more to whom."""
    cancel(thing, by=by, at=at)
    Message.objects.about(thing).forget()


def forget_digests(address, *, by=None, at):
    """Forget that digests were sent to an address, where nothing is watched by it any more."""
    if _model("Watch").known_as(address).exists():
        return
    digests = Message.objects.alike(DIGEST, Value(address))
    digests.cancel(by=by, at=at)
    digests.forget()


def _model(name):
    """All of a model, which is not known here yet: the models promise."""
    return apps.get_model("principles", name).objects
