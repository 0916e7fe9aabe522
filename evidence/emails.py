"""The e-mails about evidence. They carry none of its text."""

from django.apps import apps
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from evidence.documents import kinds
from keepitlocal.outbox.letters import write
from keepitlocal.outbox.models import promise
from keepitlocal.prepared import Prepared

RECEIPT, NOTICE = "evidence.receipt", "evidence.notice"


def promise_receipts(revision, *, at):
    """Acknowledge a revision to its sender, where there is an address, and tell the policy team."""
    submission = revision.submission
    about = {"about": submission, "revision": revision.number, "at": at}
    if submission.email:
        promise(RECEIPT, to=submission.email, **about)
    promise(NOTICE, to=settings.POLICY_EMAIL, to_officers=True, **about)


def receipt(message):
    """To the respondent: what reached us, when, and how to keep a copy."""
    if not (revision := _revision(message)):
        return None
    submission = revision.submission
    return write(
        "evidence/email_receipt.txt",
        f"We have your evidence: {submission.reference}",
        {
            **_about(revision),
            "next_steps": submission.call.next_steps_for(submission.reference),
            "copy_address": reverse("evidence:copy", args=[submission.call.slug]),
        },
    )


def notice(message):
    """To the policy team: that something came, from what kind of respondent, and where to read it."""
    if not (revision := _revision(message)):
        return None
    return write(
        "evidence/email_notice.txt",
        f"New evidence: {revision.submission.reference}",
        {**_about(revision), "desk_address": reverse("admin:evidence_submission_change", args=[revision.submission_id])},
    )


def _revision(message):
    key = message.about.partition("/")[2]
    return REVISIONS.first(int(key), message.revision)


def _about(revision):
    return {
        "revision": revision,
        "submission": revision.submission,
        "call": revision.submission.call,
        "codes": [answer["code"] for answer in revision.content["answers"]],
        "documents": [{**each, "told": _told(each)} for each in revision.content.get("documents", [])],
    }


def _told(document):
    """A document by its number, kind and size: its name is the sender's own words."""
    kind = kinds.of(document["kind"])
    size = filesizeformat(document["size"]).replace("\xa0", " ")
    return f"Document {document['number']}, {kind.label}, {size}"


def _revisions(submission, number):
    revisions = apps.get_model("evidence", "Revision").objects.select_related("submission__call")
    return revisions.filter(submission=submission, number=number).order_by()


REVISIONS = Prepared(_revisions)
LETTERS = {RECEIPT: receipt, NOTICE: notice}
