"""The e-mails about what was sent, changed or withdrawn."""

from django.apps import apps
from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from evidence import comparing
from evidence.promises import NOTICE, RECEIPT, TOPIC, WITHDRAWAL, WITHDRAWAL_NOTICE
from keepitlocal.documents import kinds
from keepitlocal.drafts import links
from keepitlocal.officers.telling import for_those_told
from keepitlocal.outbox.letters import write
from keepitlocal.prepared import Prepared


def receipt(message):
    """To the respondent: what reached us, when, and how to keep a copy."""
    if not (revision := _revision(message)):
        return None
    submission = revision.submission
    return write(
        "evidence/email_receipt.txt",
        f"We have your {'changes' if revision.number > 1 else 'evidence'}: {submission.reference}",
        {
            **_about(revision),
            "next_steps": submission.call.next_steps_for(submission.reference),
            "link": _link(submission) if revision.sent_at < submission.kept_until else "",
            "can_be_changed": submission.can_be_changed(revision.sent_at),
        },
    )


def notice(message):
    """To the policy team: that something came or was changed, from what kind of respondent, and where to read it."""
    if not (revision := _revision(message)):
        return None
    return write(
        "evidence/email_notice.txt",
        f"{'Changed' if revision.number > 1 else 'New'} evidence: {revision.submission.reference}",
        {
            **_about(revision),
            **_changes(revision),
            "desk_address": reverse("admin:evidence_submission_change", args=[revision.submission_id]),
            "compare_address": reverse("admin:evidence_submission_compare", args=[revision.submission_id]),
        },
    )


def withdrawal(message):
    """To the respondent: that it is withdrawn, and when its words will be gone."""
    return _withdrawn(message, "evidence/email_withdrawal.txt", "Your evidence is withdrawn")


def withdrawal_notice(message):
    """To the policy team: what may no longer be used."""
    return _withdrawn(message, "evidence/email_withdrawal_notice.txt", "Withdrawn evidence")


def _withdrawn(message, template, subject):
    submission = message.thing()
    if not submission or not submission.reference:
        return None
    said = {"submission": submission, "call": submission.call, "until": submission.erased_from}
    said["desk_address"] = reverse("admin:evidence_submission_change", args=[submission.pk])
    return write(template, f"{subject}: {submission.reference}", said)


def _link(submission):
    """The address where its sender's address brings them back; empty where that address was taken off it."""
    writer = next((each for each in WRITERS.all(submission.pk) if each.email.lower() == submission.email.lower()), None)
    if not writer:
        return ""
    writer.submission = submission
    return links.address(writer)


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


def _changes(revision):
    """The revision that this one replaced, and in short phrases what changed; nothing of the first."""
    replaced = revision.submission.revisions.filter(number__lt=revision.number).last() if revision.number > 1 else None
    if not replaced:
        return {}
    return {"replaced": replaced, "changes": comparing.difference(replaced.content, revision.content).phrases()}


def _told(document):
    """A document by its number, kind and size: its name is the sender's own words."""
    kind = kinds.of(document["kind"])
    size = filesizeformat(document["size"]).replace("\xa0", " ")
    return f"Document {document['number']}, {kind.label}, {size}"


def _revisions(submission, number):
    revisions = apps.get_model("evidence", "Revision").objects.select_related("submission__call")
    return revisions.filter(submission=submission, number=number).order_by()


REVISIONS = Prepared(_revisions)
WRITERS = Prepared(lambda submission: apps.get_model("evidence", "Writer").objects.filter(submission=submission).order_by())
LETTERS = {
    RECEIPT: receipt,
    NOTICE: for_those_told(TOPIC, notice),
    WITHDRAWAL: withdrawal,
    WITHDRAWAL_NOTICE: for_those_told(TOPIC, withdrawal_notice),
}
