"""The e-mails that evidence promises: rows, in the transaction of what they tell of. Their words are in evidence/emails."""

from django.apps import apps
from django.conf import settings
from django.db.models import Value

from keepitlocal import lifecycle
from keepitlocal.outbox.models import Message, cancel, promise, promise_all
from keepitlocal.outbox.queue import State

RECEIPT, NOTICE = "evidence.receipt", "evidence.notice"
WITHDRAWAL, WITHDRAWAL_NOTICE = "evidence.withdrawal", "evidence.withdrawal_notice"
LINK, LINKS, REMINDER = "evidence.link", "evidence.links", "evidence.reminder"
EXTENSION, LONGER, WARNING = "evidence.extension", "evidence.longer", "evidence.warning"
ASKED = f"{LINKS}/0"  # about no row: it goes to an address, for whatever we hold for that


def receipts(revision, *, at):
    """Acknowledge a revision to its sender, where there is an address, and tell the policy team."""
    submission = revision.submission
    about = {"about": submission, "revision": revision.number, "at": at}
    if submission.email:
        promise(RECEIPT, to=submission.email, **about)
    promise(NOTICE, to=settings.POLICY_EMAIL, to_officers=True, **about)


def withdrawal(submission, *, at):
    """Tell the sender, where there is an address, and the policy team that it was withdrawn."""
    if submission.email:
        promise(WITHDRAWAL, about=submission, to=submission.email, at=at)
    promise(WITHDRAWAL_NOTICE, about=submission, to=settings.POLICY_EMAIL, to_officers=True, at=at)


def minute(at):
    """What tells one e-mail from the next of its kind: asking twice within a minute is asking once."""
    return int(at.timestamp() // 60)


def link(writer, *, at):
    """A link to one who has just given an address, or was invited."""
    promise(LINK, about=writer, revision=minute(at), to=writer.email, at=at)


def links(address, *, at):
    """The links to everything that an address can come back to. It is promised, and costs the same, where there is nothing."""
    promise(LINKS, about=ASKED, revision=minute(at) // 10, to=address, at=at)


def reminder(writer, *, at):
    promise(REMINDER, about=writer, revision=minute(at), to=writer.email, at=at)


def warning(writer, *, at):
    promise(WARNING, about=writer, revision=minute(at), to=writer.email, at=at)


def extension(call, *, at):
    """Tell everyone with something unsent that the call closes later than it did."""
    written = apps.get_model("evidence", "Submission").objects.being_written().filter(call=call)
    _tell(EXTENSION, written, at=at)


def longer(submission, *, at):
    _tell(LONGER, [submission.pk], at=at)


def _tell(kind, submissions, *, at):
    writers = apps.get_model("evidence", "Writer").objects.reachable().filter(submission__in=submissions)
    promise_all(kind, [(writer, writer.email) for writer in writers], revision=minute(at), at=at)
    writers.update(reminded_at=at)  # this tells them of the close, and they need no reminder of it at once


def take_back_links(writer, *, at):
    """Whatever was to go to an address that comes back no more does not go, and what went there says no more where."""
    cancel(writer, at=at)
    Message.objects.about(writer).forget()


def forget_asking(address, *, at, by=None):
    """Forget that links were asked for with an address, which leads to nothing any more."""
    asked = Message.objects.alike(LINKS, Value(address))
    for message in asked.unsent():
        lifecycle.advance(message, State.CANCELLED, at=at, by=by)
        message.release()
    asked.forget()
