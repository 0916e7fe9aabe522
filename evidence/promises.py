"""The e-mails that evidence promises: rows, in the transaction of what they tell of. Their words are in evidence/emails.

Those that bring people back, remind and warn are promised by keepitlocal/drafts/mail.py.
"""

from django.apps import apps

from keepitlocal.drafts import mail
from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import promise

TOPIC = "evidence"
RECEIPT, NOTICE = "evidence.receipt", "evidence.notice"
WITHDRAWAL, WITHDRAWAL_NOTICE = "evidence.withdrawal", "evidence.withdrawal_notice"
LINK, REMINDER = "evidence.link", "evidence.reminder"
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


def extension(call, *, at):
    """Tell everyone with something unsent that the call closes later than it did."""
    written = apps.get_model("evidence", "Submission").objects.being_written().filter(call=call)
    _tell(EXTENSION, written, at=at)


def longer(submission, *, at):
    _tell(LONGER, [submission.pk], at=at)


def _tell(kind, submissions, *, at):
    writers = apps.get_model("evidence", "Writer").objects.filter(submission__in=submissions)
    mail.later(kind, writers, at=at)
