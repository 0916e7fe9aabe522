"""What the portal asks of this part (see keepitlocal/parts.py)."""

from django.urls import reverse

from keepitlocal.campaign.enquiries import emails, keeping, passages
from keepitlocal.campaign.enquiries.models import Enquiry
from keepitlocal.campaign.enquiries.promises import TOPIC
from keepitlocal.officers import groups
from keepitlocal.officers.front import found
from keepitlocal.officers.news import digest_of
from keepitlocal.parts import Public, Topic

LETTERS, LETTER_NAMES = emails.LETTERS, emails.NAMES
DIGEST = {"was received": "New", "was continued by its sender": "Written to again"}
TOPICS = {TOPIC: Topic("Enquiries", "enquiries.view_enquiry", digest_of(Enquiry, DIGEST))}
PASSAGES = passages.PASSAGES
FINDABLE = {"enquiries:contact"}
PERMISSIONS = {
    groups.OFFICERS: ["enquiries.view_enquiry", "enquiries.answer_enquiry"],
    groups.LEADS: ["enquiries.erase_enquiry"],
}
KEPT = {"quiet_enquiries": keeping.QUIET}
keep_promises = keeping.keep_promises


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    if not officer.has_perm("enquiries.answer_enquiry"):
        return []
    words = "enquiry that waits for an answer", "enquiries that wait for an answer"
    return found(Enquiry.objects.open(), *words, reverse("admin:enquiries_enquiry_changelist"))


def public(at):
    return [Public(reverse("enquiries:contact"))]
