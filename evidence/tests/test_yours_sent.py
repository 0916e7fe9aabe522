"""Checking, sending, and what there is to see afterwards."""

import datetime

import pytest
from django.urls import reverse

from evidence.models import Status, Submission
from evidence.tests.makers import (
    NOON,
    YOURS,
    hold,
    latest,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    texts,
)
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_sending_too_late_says_so_and_sends_nothing(client, arrive):
    """D11: the page said open, and the moment of arrival decides."""
    hold(client, make_ready(make_call(closes_at=NOON)))
    arrive(NOON + datetime.timedelta(minutes=15))

    page = client.post(f"{YOURS}check/", {"number": 1})

    assert page.status_code == 403
    assert (latest().status, Message.objects.count()) == (Status.DRAFT, 0)


def test_the_check_names_what_is_missing_with_a_link_to_each(client):
    hold(client, make_draft())

    page = client.post(f"{YOURS}check/", {"number": 1}).content.decode()

    for problem, task in [
        ("Answer a question or add a document", "section-1"),
        ("Tell us who you are", "about-you"),
        ("Tell us your name", "about-you"),
        ("Choose how it may be published", "publication"),
    ]:
        assert f'<a href="{YOURS}{task}/?from=check">{problem}</a>' in page
    assert latest().status == Status.DRAFT


def test_the_check_says_not_provided_for_what_was_skipped(client):
    hold(client, make_ready())

    page = client.get(f"{YOURS}check/").content.decode()

    assert page.count("Not provided") == 6  # three questions of four, documents, role and area
    assert "Nothing is sent yet." in page


def test_the_receipt_goes_to_the_address_that_was_given(client):
    hold(client, make_ready(email="ann@example.org"))

    page = client.post(f"{YOURS}check/", {"number": 1}, follow=True).content.decode()

    assert "We are sending a receipt to ann@example.org" in page


def test_pressing_send_again_shows_the_same_reference(client):
    """F10."""
    hold(client, make_ready())

    pages = [client.post(f"{YOURS}check/", {"number": 1}, follow=True) for _ in range(2)]

    assert [latest().reference in page.content.decode() for page in pages] == [True, True]
    assert Message.objects.count() == 2


def test_going_back_after_sending_shows_what_was_sent_and_begins_nothing(client):
    """F11."""
    hold(client, make_sent())

    goes = [client.get(f"{YOURS}{task}") for task in ["", "section-1/", "about-you/", "publication/", "check/"]]
    begun = client.post(YOURS, {"nonce": "another"}, follow=True)

    assert {response.url for response in goes} == {f"{YOURS}sent/"}
    assert latest().reference in begun.content.decode()
    assert Submission.objects.count() == 1


def test_words_saved_after_sending_are_given_back(client):
    """F11: from a page left open behind the confirmation."""
    hold(client, make_sent(text="As sent."))

    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "One thing more."})

    assert page.status_code == 409
    assert "One thing more." in page.content.decode()
    assert texts(latest()) == {"1.1": "As sent."}


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "", "99999999999999999999"])
def test_a_tampered_revision_number_is_not_found(client, number):
    """F7."""
    hold(client, make_ready())

    response = client.post(f"{YOURS}check/", {"number": number})

    assert (response.status_code, latest().status) == (404, Status.DRAFT)


def test_the_copy_has_every_answer_and_the_words_agreed_to(client):
    hold(client, make_sent(text="Ours <works> & lasts."))

    page = client.get(f"{YOURS}copy/").content.decode()
    file = client.get(f"{YOURS}copy/?as=text")

    assert "Ours &lt;works&gt; &amp; lasts." in page
    assert "What named means." in page
    assert "Ours <works> & lasts." in file.content.decode()
    assert file["Content-Disposition"] == f'attachment; filename="{latest().reference}.txt"'


def test_what_happens_next_is_filled_in_and_nothing_else_of_it_is(client):
    """M17: placeholders are replaced, not formatted."""
    call = make_call(next_steps="Quote {reference} on {call}. {reference.__class__} {0} {call!r} stay.")
    sent = hold(client, make_sent(call))

    page = client.get(reverse("evidence:sent", args=[call.slug])).content.decode()

    assert f"Quote {sent.reference} on Call for evidence. {{reference.__class__}} {{0}} {{call!r}} stay." in page
