"""Pages cost the same however much was sent to the call: in queries, in rows made into objects, and in what is shown."""

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from evidence.models import Answer, Revision, Status, Submission
from evidence.tests.makers import NOON, YOURS, answered, hold, make_call, make_ready, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

FEW, MANY = 100, 10_000
ADDRESSES = [
    "/",
    "/evidence/",
    "/evidence/keep-it-local/",
    *(f"{YOURS}{task}" for task in ["", "section-1/", "reflections/", "about-you/", "publication/", "check/"]),
]


def fill(call, until):
    """Have the call hold so many sent submissions, each with an answer and its revision."""
    numbers = range(call.submissions.count(), until)
    sent = {"call": call, "status": Status.SUBMITTED, "status_since": NOON, "begun_at": NOON}
    made = Submission.objects.bulk_create(Submission(**sent, reference=f"KIL-{number:08}") for number in numbers)
    asked = question(call)
    Answer.objects.bulk_create(answered(each, asked, "Words.") for each in made)
    Revision.objects.bulk_create(Revision(submission=each, number=1, sent_at=NOON, content={}) for each in made)


def cost(client, address):
    """How many queries a page asks, how many rows it makes into objects, and how long it is."""
    objects = []
    client.get(address)

    def count(sender, **signal):
        objects.append(sender)

    post_init.connect(count)
    with CaptureQueriesContext(connection) as captured:
        page = client.get(address)
    post_init.disconnect(count)
    assert page.status_code == 200
    return len(captured), len(objects), len(page.content)


def test_every_page_costs_the_same_with_100_and_with_10_000_submissions_in_the_call(client):
    call = make_call()
    hold(client, make_ready(call))
    fill(call, FEW)
    with_few = {address: cost(client, address) for address in ADDRESSES}
    fill(call, MANY)

    with_many = {address: cost(client, address) for address in ADDRESSES}

    assert call.submissions.count() == MANY
    assert with_many == with_few
