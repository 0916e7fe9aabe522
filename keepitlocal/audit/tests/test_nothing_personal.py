"""Erasing leaves the record as it is, so nothing that erasing would have to remove may ever be in it."""

import pytest

from evidence.tests import makers as evidence
from keepitlocal.audit.models import Entry
from keepitlocal.officers.tests.makers import make_lead
from principles.models import Outcome, Reason, report
from principles.tests import makers as principles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
CANARY = "Zzyzx"  # in whatever is personal, and in nothing else
ADDRESS = f"{CANARY}@example.org"


@pytest.fixture
def at_noon(arrive):
    arrive(evidence.NOON)


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def recorded():
    """Everything that the record says."""
    assert Entry.objects.count() > 5
    return [list(row) for row in Entry.objects.values_list("by", "did", "thing", "details") if CANARY.lower() in str(row).lower()]


def test_a_submission_leaves_no_word_of_its_own(client, lead):
    draft = evidence.make_ready(email=ADDRESS, text=CANARY)
    about = dict.fromkeys(["name", "organisation", "role", "area", "type_other"], CANARY)
    evidence.say(draft, at=draft.begun_at, **about)
    sent = evidence.send(draft)
    sent.take_up(by=lead, at=evidence.NOON)
    sent.note(CANARY, by=lead, at=evidence.NOON)
    sent.assign(lead, by=lead, at=evidence.NOON)
    client.get(f"/admin/evidence/submission/{sent.pk}/change/")
    said = {"call": sent.call.pk, "format": "csv", "personal": "on"}
    client.post("/admin/evidence/submission/export/", said, query_params={"_changelist_filters": f"q={CANARY}"}).getvalue()
    sent.withdraw(why=CANARY, at=evidence.NOON)
    sent.erase(at=evidence.NOON)

    assert recorded() == []


def test_a_comment_and_a_complaint_leave_no_word_of_their_own(client, lead):
    author = principles.make_author(ADDRESS)
    said = {"author": author, "name": CANARY, "organisation": CANARY, "role": CANARY}
    comment = principles.make_comment(text=CANARY, **said)
    comment.change(f"{CANARY}, again.", at=principles.NOON)
    comment.reject(revision=2, reason=Reason.OTHER, words=CANARY, by=lead, at=principles.NOON)
    comment.consider(outcome=Outcome.ACCEPTED, why="It is clearer so.", by=lead, at=principles.NOON)
    report(comment, says=CANARY, email=ADDRESS, at=principles.NOON).uphold(
        reason=Reason.PRIVATE, words=CANARY, by=lead, at=principles.NOON
    )
    asked = {"format": "csv", "unpublished": "on", "personal": "on"}
    client.post("/admin/principles/comment/export/", asked, query_params={"_changelist_filters": f"q={ADDRESS}"}).getvalue()
    comment.erase(by=lead, at=principles.NOON)

    assert recorded() == []


def test_what_somebody_looked_for_in_the_record_is_not_in_it(client, lead):
    for _ in range(6):
        client.post("/admin/audit/entry/export/", query_params={"thing": CANARY, "by": CANARY})

    assert recorded() == []
