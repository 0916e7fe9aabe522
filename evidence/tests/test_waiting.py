import datetime

import pytest

from evidence.models import Document, Status
from evidence.models.documents import DocumentStatus
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    make_call,
    make_draft,
    make_ready,
    make_reviewed,
    make_sent,
    make_sent_with_document,
)
from evidence.waiting import waiting
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
UNREAD, UNCLAIMED, OWN = "submission that you have not read", "new submission that nobody has", "submission of yours in review"
TO_LOOK_AT, ENDING = "document to look at before it is opened", "draft of evidence closes within 3 days"


def words(officer, at=NOON):
    return [each.words for each in waiting(officer, at)]


def test_a_new_submission_waits():
    make_sent()

    assert words(make_officer()) == [UNREAD, UNCLAIMED]


def test_a_new_submission_that_somebody_has_waits_for_no_one_else(officer):
    make_sent().claim(by=officer, at=NOON)

    assert words(make_officer()) == [UNREAD]


def test_what_an_officer_has_in_review_waits_for_them_alone(officer):
    make_reviewed(Status.IN_REVIEW, by=officer)

    assert (words(officer), words(make_officer())) == ([UNREAD, OWN], [UNREAD])


def test_what_an_officer_has_read_waits_for_the_others_alone(officer):
    make_reviewed(Status.IN_REVIEW, by=None).was_read(1, by=officer, at=NOON)

    assert (words(officer), words(make_officer())) == ([], [UNREAD])


def test_nothing_of_evidence_waits_for_a_moderator():
    make_sent()
    make_draft(make_call(slug="another", closes_at=NOON + DAY))

    assert words(make_officer("Moderators")) == []


@pytest.mark.parametrize(
    ("columns", "waits"),
    [
        ({"status": DocumentStatus.INFECTED}, True),
        ({"status": DocumentStatus.UNREADABLE}, True),
        ({"flags": ["It can run something."]}, True),
        ({"status": DocumentStatus.NOT_SCANNED}, False),
        ({"status": DocumentStatus.INFECTED, "removed_at": NOON}, False),
    ],
    ids=["infected", "unreadable", "flagged", "not scanned", "removed"],
)
@pytest.mark.usefixtures("uploads")
def test_a_document_waits_where_there_is_something_about_it(columns, waits):
    document = make_sent_with_document()
    Document.objects.filter(pk=document.pk).update(**columns)

    assert (TO_LOOK_AT in words(make_officer())) == waits


@pytest.mark.usefixtures("uploads")
def test_a_document_waits_no_more_once_its_submission_is_decided_about(officer):
    document = make_sent_with_document()
    Document.objects.filter(pk=document.pk).update(status=DocumentStatus.INFECTED)
    document.submission.take_up(by=officer, at=NOON)
    document.submission.accept(by=officer, at=NOON)

    assert TO_LOOK_AT not in words(officer)


@pytest.mark.parametrize(
    ("closes_at", "waits"),
    [
        (NOON + 3 * DAY, True),
        (NOON + 3 * DAY + MOMENT, False),
        (NOON - datetime.timedelta(minutes=15) + MOMENT, True),
        (NOON - datetime.timedelta(minutes=15), False),
    ],
    ids=["in three days", "a moment later", "in its grace", "past its grace"],
)
def test_a_draft_waits_from_three_days_before_its_close_to_the_end_of_its_grace(closes_at, waits):
    make_draft(make_call(closes_at=closes_at))

    assert (words(make_officer()) == [ENDING]) == waits


def test_a_draft_that_was_given_longer_waits_by_its_own_close(officer):
    draft = make_ready(make_call(closes_at=NOON + DAY))
    draft.give_longer(NOON + 9 * DAY, why="They asked.", by=officer, at=NOON)

    assert words(officer) == []


@pytest.mark.usefixtures("uploads")
def test_every_line_leads_to_as_many_as_it_says(client, officer):
    call = make_call(closes_at=NOON + DAY)
    Document.objects.filter(pk=make_sent_with_document(call).pk).update(status=DocumentStatus.INFECTED)
    make_sent(call, email="bo@example.org")
    make_reviewed(Status.IN_REVIEW, by=officer, call=call, email="cy@example.org")
    make_draft(call)

    listed = [(each, client.get(each.address).context["cl"].queryset) for each in waiting(officer, NOON)]

    assert {each.words: (each.count, rows.count()) for each, rows in listed} == {
        TO_LOOK_AT: (1, 1),
        "submissions that you have not read": (3, 3),
        "new submissions that nobody has": (2, 2),
        OWN: (1, 1),
        ENDING: (1, 1),
    }
