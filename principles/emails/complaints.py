"""The e-mails about complaints: to whoever reported a comment, and to those who decide."""

from django.urls import reverse

from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write
from principles.models import Complaint
from principles.promises import COMPLAINT, COMPLAINT_DECIDED, COMPLAINT_NOTICE, COMPLAINTS


def _is_decided(complaint):
    return not complaint.is_open


def _letter(template, subject, holds=lambda complaint: True):
    def letter(message):
        complaints = Complaint.objects.select_related("comment__principle")
        complaint = complaints.filter(pk=message.about.partition("/")[2]).first()
        if not complaint or not holds(complaint):
            return None
        said = {"complaint": complaint, "comment": complaint.comment}
        said["desk_address"] = reverse("admin:principles_complaint_change", args=[complaint.pk])
        return write(f"principles/{template}", f"{subject}: {complaint.reference}", said)

    return letter


LETTERS = {
    COMPLAINT: _letter("email_complaint.txt", "We have what you reported"),
    COMPLAINT_NOTICE: for_those_told(COMPLAINTS, _letter("email_complaint_notice.txt", "A comment was reported")),
    COMPLAINT_DECIDED: _letter("email_complaint_decided.txt", "What we decided about the comment you reported", _is_decided),
}
