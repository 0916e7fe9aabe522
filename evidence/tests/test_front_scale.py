"""The desk's front page costs the same queries however much came."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.models import Revision, Status, Submission
from evidence.models.writing import field_of
from evidence.tests.makers import NOON, make_call, make_draft, make_sent, question
from keepitlocal.officers import counted
from keepitlocal.passages.models import Passage, Quoting, Visibility

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
ADDRESSES = [reverse("admin:index"), reverse("officers:coverage")]


def fill(call, until):
    """Have the call hold so many submissions, each found by its answer to the first question."""
    asked, kind, at = question(call), call.respondent_types.first(), NOON
    agreed = call.publication_choices.first().statement()
    sent = {"call": call, "status": Status.SUBMITTED, "status_since": at, "begun_at": at, "respondent_type": kind}
    numbers = range(Submission.objects.count(), until)
    made = Submission.objects.bulk_create(Submission(**sent, publication=agreed, reference=f"KIL-{each:08}") for each in numbers)
    Revision.objects.bulk_create(Revision(submission=each, number=1, sent_at=at, content={}) for each in made)
    said = {"said_by": "Somebody", "visibility": Visibility.OFFICERS, "quoting": Quoting.NAMED, "said_at": at}
    Passage.objects.bulk_create(
        Passage(kind="evidence.answer", thing=f"evidence.submission/{each.pk}", owner=each.pk, place=field_of(asked), **said)
        for each in made
    )


def queries(client):
    """How many queries each page asks that counts anew, and how many once it has counted."""
    found = []
    for address in ADDRESSES:
        counted.forget()
        client.get(address)  # what a call asks is remembered from here on
        counted.forget()
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
    return found


def test_the_front_page_asks_as_much_for_one_as_for_three(client, officer):
    call = make_call()
    make_sent(call)
    make_draft(call)
    with_one = queries(client)
    for number in range(2):
        make_sent(call, email=f"person{number}@example.org")
        make_draft(call, begun_at=NOON)

    assert queries(client) == with_one


def test_the_front_page_asks_as_much_for_100_as_for_10_000(client, officer):
    call = make_call()
    fill(call, 100)
    with_few = queries(client)
    fill(call, 10_000)

    assert queries(client) == with_few
