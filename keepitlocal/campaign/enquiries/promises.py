"""The e-mails that enquiries promise: rows, in the transaction of what they tell of. For their words: emails.py.

What the enquirer wrote is in none of them. What an officer answers is an officer's own words, and goes by e-mail.
"""

from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import promise

TOPIC = "enquiries"  # what officers choose to be told of
RECEIPT, NOTICE = "enquiries.receipt", "enquiries.notice"
ANSWER, GIVEN = "enquiries.answer", "enquiries.given"


def received(said, *, at):
    """Acknowledge a message to whoever wrote it, and tell the policy team and its officers."""
    about = {"about": said.enquiry, "revision": said.number, "at": at}
    promise(RECEIPT, to=said.enquiry.email, **about)
    tell(NOTICE, topic=TOPIC, **about)


def answer(said, *, at):
    """Send an officer's answer."""
    promise(ANSWER, about=said.enquiry, revision=said.number, to=said.enquiry.email, at=at)


def given(line, to, *, at):
    """Tell an officer what somebody gave them; `line` is the line of the record that says so."""
    promise(GIVEN, about=line, to=to.email, at=at, to_officers=True)
