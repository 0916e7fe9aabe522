"""The e-mails about enquiries. What an officer answered is in its own; what the enquirer wrote is in none."""

from django.apps import apps
from django.urls import reverse

from keepitlocal.campaign.enquiries.promises import ANSWER, GIVEN, NOTICE, RECEIPT, TOPIC
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write


def receipt(message):
    """To the enquirer: that their message reached us, and where to write again."""
    said = _said(message)
    subject = "We have your message" if message.revision == 1 else "We have what you added"
    return _written(said, "enquiries/email_receipt.txt", subject)


def notice(message):
    """To the policy team: that a message came, and where to read it."""
    subject = "An enquiry" if message.revision == 1 else "More about an enquiry"
    return _written(_said(message), "enquiries/email_notice.txt", subject)


def answer(message):
    """To the enquirer: what an officer answers."""
    return _written(_said(message), "enquiries/email_answer.txt", "Our answer")


def given(message):
    """To an officer: what somebody gave them, while they have it."""
    line = message.thing()
    enquiry = _enquiries().filter(pk=line.thing.partition("/")[2], assigned_to__email=message.to).first()
    if not enquiry:
        return None
    by = apps.get_model("officers", "Officer").objects.filter(pk=line.by.partition("/")[2]).first()
    said = {"enquiry": enquiry, "by": by, "desk_address": _desk(enquiry)}
    return write("enquiries/email_given.txt", f"Assigned to you: {enquiry}", said)


def _enquiries():
    return apps.get_model("enquiries", "Enquiry").objects.kept()


def _said(message):
    """The message of the conversation that an e-mail is about, or None once that is erased."""
    about = {"enquiry": message.about.partition("/")[2], "number": message.revision}
    return apps.get_model("enquiries", "Said").objects.select_related("enquiry", "by").filter(**about).first()


def _written(said, template, subject):
    if not said:
        return None
    context = {"said": said, "enquiry": said.enquiry, "link": said.enquiry.address, "desk_address": _desk(said.enquiry)}
    return write(template, f"{subject}: {said.enquiry}", context)


def _desk(enquiry):
    return reverse("admin:enquiries_enquiry_change", args=[enquiry.pk])


LETTERS = {RECEIPT: receipt, NOTICE: for_those_told(TOPIC, notice), ANSWER: answer, GIVEN: given}
NAMES = {
    RECEIPT: "Acknowledgement of an enquiry",
    NOTICE: "Notice of an enquiry, to the team",
    ANSWER: "Answer to an enquiry",
    GIVEN: "News that somebody was given an enquiry",
}
