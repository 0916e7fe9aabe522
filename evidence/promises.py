"""The e-mails that evidence promises: rows, in the transaction of what they tell of. Their words are in evidence/emails.

Those that bring people back, remind and warn are promised by keepitlocal/drafts/mail.py.
"""

from django.apps import apps

from keepitlocal.drafts import mail
from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import cancel, promise, promise_all

TOPIC = "evidence"
RECEIPT, NOTICE = "evidence.receipt", "evidence.notice"
WITHDRAWAL, WITHDRAWAL_NOTICE = "evidence.withdrawal", "evidence.withdrawal_notice"
LINK, REMINDER = "evidence.link", "evidence.reminder"
GIVEN, MENTION = "evidence.given", "evidence.mention"
ASKED, ANSWERED, ANSWERED_NOTICE = "evidence.asked", "evidence.answered", "evidence.answered_notice"
EXTENSION, LONGER, WARNING = "evidence.extension", "evidence.longer", "evidence.warning"


def receipts(revision, *, at):
    """Acknowledge a revision to its sender, where there is an address, and tell the policy team and its officers."""
    submission = revision.submission
    about = {"about": submission, "revision": revision.number, "at": at}
    if submission.email:
        promise(RECEIPT, to=submission.email, **about)
    tell(NOTICE, topic=TOPIC, **about)


def withdrawal(submission, *, at):
    """Tell the sender, where there is an address, and the policy team and its officers, that it was withdrawn."""
    if submission.email:
        promise(WITHDRAWAL, about=submission, to=submission.email, at=at)
    tell(WITHDRAWAL_NOTICE, about=submission, at=at, topic=TOPIC)


def given(line, to, *, at):
    """Tell an officer what somebody gave them at that moment; `line` is the first line of the record that says so."""
    promise(GIVEN, about=line, to=to.email, at=at, to_officers=True)


def mentions(note, officers, *, at):
    """Tell the officers whom a note names."""
    promise_all(MENTION, [(note, officer.email) for officer in officers], revision=0, at=at, to_officers=True)


def asked(asked, *, at):
    """Ask the sender a question."""
    promise(ASKED, about=asked, to=asked.submission.email, at=at)


def answered(asked, *, number, at):
    """Acknowledge a question's answer, the so-maniest, and tell the policy team, its officers and whoever asked."""
    about = {"about": asked, "revision": number, "at": at}
    if asked.submission.email:
        promise(ANSWERED, to=asked.submission.email, **about)
    tell(ANSWERED_NOTICE, topic=TOPIC, **about)
    promise(ANSWERED_NOTICE, to=asked.by.email, to_officers=True, **about)


def taken_back(asked, *, by, at):
    """Whatever was to ask it does not go."""
    cancel(asked, at=at, by=by)


def extension(call, *, at):
    """Tell everyone with something unsent that the call closes later than it did."""
    written = apps.get_model("evidence", "Submission").objects.being_written().filter(call=call)
    _tell(EXTENSION, written, at=at)


def longer(submission, *, at):
    _tell(LONGER, [submission.pk], at=at)


def _tell(kind, submissions, *, at):
    writers = apps.get_model("evidence", "Writer").objects.filter(submission__in=submissions)
    mail.later(kind, writers, at=at)
