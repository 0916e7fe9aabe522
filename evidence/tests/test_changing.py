"""Changing what was sent, and sending the changes."""

import pytest

from evidence.models import Need, Question, Status, Submission
from evidence.tests.changes import changed, changing
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    fill,
    hold,
    make_call,
    make_ready,
    make_reviewed,
    make_sent,
    question,
    send,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import NotAllowed, NotReady, TooLate
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_sending_the_changes_promises_one_receipt_and_one_notice_more():
    sent = changed()

    [send(sent, number=2) for _ in range(2)]

    kinds = sorted((message.kind, message.revision) for message in Message.objects.all())
    assert kinds == [("evidence.notice", 1), ("evidence.notice", 2), ("evidence.receipt", 1), ("evidence.receipt", 2)]


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (Status.SUBMITTED, Status.SUBMITTED),
        (Status.IN_REVIEW, Status.IN_REVIEW),
        (Status.ACCEPTED, Status.IN_REVIEW),
        (Status.DECLINED, Status.IN_REVIEW),
    ],
)
def test_what_was_decided_goes_back_to_review_and_stays_with_its_officer(status, becomes):
    sent = make_reviewed(status, by=make_officer())
    had = sent.assigned_to_id

    send(changed(sent), number=2)

    sent.refresh_from_db()
    assert (sent.status, sent.assigned_to_id) == (becomes, had)


@pytest.mark.parametrize("is_reworded", [False, True], ids=["as it was asked", "where the question was reworded"])
def test_nothing_changed_cannot_be_sent(is_reworded):
    sent = changing()
    if is_reworded:
        Question.objects.update(text="Other words?")

    with pytest.raises(NotReady):
        send(sent, number=2)

    assert (sent.needs(), sent.revisions.count()) == ([Need.CHANGE], 1)


def test_what_is_changed_and_changed_back_is_not_changed():
    sent = changed()
    assert sent.needs() == []

    write(sent, {question(sent.call): "It works here."})

    assert sent.needs() == [Need.CHANGE]


@pytest.mark.usefixtures("at_noon")
def test_the_check_says_that_nothing_was_changed_and_leads_to_the_list(client):
    sent = hold(client, changing())

    page = client.get(f"{YOURS}check/").content.decode()

    assert f'<a href="{YOURS}">Change something first: it says exactly what you sent</a>' in page
    assert "Nothing changed" in client.get(YOURS).content.decode()
    assert "Send the changes" not in page
    assert client.post(f"{YOURS}check/", {"number": 2}).status_code == 200
    assert sent.revisions.count() == 1


@pytest.mark.parametrize(("at", "closes_at"), [(NOON, NOON), (NOON + DAY, NOON)], ids=["at the close", "a day after"])
def test_after_the_deadline_nothing_is_begun_to_be_changed(at, closes_at):
    sent = make_sent(make_call(closes_at=closes_at, grace_minutes=0), at=NOON - MOMENT)

    with pytest.raises(TooLate):
        sent.change(at=at)

    assert sent.changing_since is None


@pytest.mark.usefixtures("at_noon")
def test_after_the_close_the_confirmation_says_why_it_cannot_be_changed(client, arrive):
    sent = hold(client, make_sent(make_call(closes_at=NOON + MOMENT)))
    arrive(NOON + DAY)

    page = client.post(f"{YOURS}change/", {"draft": sent.pk}, follow=True).content.decode()

    assert "It can no longer be changed: the call closed at" in page


@pytest.mark.usefixtures("at_noon")
def test_changes_that_were_not_sent_can_be_read_after_the_close(client, arrive):
    """D7: of what was sent before."""
    sent = hold(client, changed(make_sent(make_call(closes_at=NOON + MOMENT))))
    arrive(NOON + DAY)

    page = client.get(YOURS, follow=True).content.decode()
    changes = client.get(f"{YOURS}copy/?of=changes").content.decode()

    assert "The changes were not sent before the call closed" in page
    assert f'href="{YOURS}copy/?of=changes"' in page
    assert "Your changes were not sent" in changes
    assert "Otherwise." in changes
    assert "Otherwise." not in client.get(f"{YOURS}copy/").content.decode()
    assert sent.revisions.count() == 1


def test_beginning_to_change_twice_is_beginning_once():
    sent = changing()

    sent.change(at=NOON + MOMENT)

    assert sent.changing_since == NOON
    assert Entry.objects.about(sent).filter(did="is being changed by its sender").count() == 1


def test_a_draft_cannot_be_changed_only_written():
    with pytest.raises(NotAllowed):
        make_ready().change(at=NOON)


def test_a_replay_of_the_first_sending_sends_no_changes():
    """F10: the page of the first sending, pressed while it is being changed."""
    sent = changed()

    send(sent, number=1)

    assert (sent.revisions.count(), sent.latest.content["answers"][0]["text"]) == (1, "It works here.")
    assert Submission.objects.get(pk=sent.pk).changing_since == NOON


def test_a_replay_of_the_second_sending_sends_nothing_during_the_next_change():
    """F10."""
    sent = send(changed(), number=2)
    changed(sent, text="A third time.")

    send(sent, number=2)

    assert [revision.content["answers"][0]["text"] for revision in sent.revisions.all()] == ["It works here.", "Otherwise."]


@pytest.mark.usefixtures("at_noon")
def test_going_back_after_sending_changes_shows_what_stands(client):
    """F11: and a save from a page left open is given back."""
    hold(client, send(changed(), number=2))

    goes = [client.get(f"{YOURS}{task}") for task in ["", "section-1/", "check/"]]
    late = client.post(f"{YOURS}section-1/", {"answer-1.1": "One thing more."})

    assert {response.url for response in goes} == {f"{YOURS}sent/"}
    assert "We have your changes" in client.get(f"{YOURS}sent/").content.decode()
    assert (late.status_code, "One thing more." in late.content.decode()) == (409, True)


@pytest.mark.usefixtures("at_noon")
def test_changing_goes_by_pages_from_the_confirmation_to_the_next(client):
    sent = hold(client, make_sent())

    opened = client.post(f"{YOURS}change/", {"draft": sent.pk})
    fill(client, f"{YOURS}section-1/", {"answer-1.1": "Otherwise."})
    page = client.post(f"{YOURS}check/", {"number": 2, "draft": sent.pk}, follow=True).content.decode()

    assert opened.url == YOURS
    assert "We have your changes" in page
    assert sent.reference in page


@pytest.mark.django_db(transaction=True)
def test_two_people_who_send_the_changes_at_once_send_them_once():
    """F10, of the second revision."""
    sent = changed()
    presses = [Submission.objects.get(pk=sent.pk) for _ in range(3)]

    assert at_once(*(lambda mine=mine: send(mine, number=2) for mine in presses)) == [sent] * 3
    assert (sent.revisions.count(), Message.objects.filter(revision=2).count()) == (2, 2)
