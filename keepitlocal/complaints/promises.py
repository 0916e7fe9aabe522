"""The e-mails about complaints, as they are promised. The kinds are each part's own: `principles.complaint`."""

from keepitlocal.officers.telling import tell
from keepitlocal.outbox.models import Message, cancel, promise

RECEIVED, NOTICE, DECIDED = "complaint", "complaint_notice", "complaint_decided"


def kind(model, what):
    return f"{model._meta.app_label}.{what}"


def received(complaint, *, at):
    """Acknowledge a complaint where there is an address, and tell everybody who decides complaints at once."""
    if complaint.email:
        promise(kind(complaint, RECEIVED), about=complaint, to=complaint.email, at=at)
    tell(kind(complaint, NOTICE), about=complaint, topic=complaint.TOPIC, at=at)


def decided(complaint, *, at):
    """Tell whoever reported it what was decided, where there is an address."""
    if complaint.email:
        promise(kind(complaint, DECIDED), about=complaint, to=complaint.email, at=at)


def forget(complaint, *, by, at):
    """Nothing more goes about a complaint that is erased, and what went says no more to whom."""
    cancel(complaint, by=by, at=at)
    Message.objects.about(complaint).forget()
