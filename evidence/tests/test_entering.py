"""Entering what came by post, by e-mail or by word of mouth."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from evidence import emails
from evidence.entering import EnteredAlready, NotAttached
from evidence.models import Channel, Status, Submission
from evidence.tests.makers import DAY, MOMENT, NOON, arrival, make_call, make_entered, make_sent
from evidence.tests.ways import way_to
from keepitlocal.audit.models import Entry, named
from keepitlocal.drafts.saying import Said
from keepitlocal.lifecycle import NotReady
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
HOUR = datetime.timedelta(hours=1)


def letter(submission, kind):
    message = Message.objects.about(submission).filter(kind=f"evidence.{kind}").first()
    return emails.LETTERS[message.kind](message)


def test_what_is_entered_is_a_submission_like_any_other():
    submission = make_entered()

    submission.refresh_from_db()
    assert (submission.status, submission.name, submission.reference[:4]) == (Status.SUBMITTED, "Ann O’Neill", "KIL-")
    assert [answer["text"] for answer in submission.latest.content["answers"]] == ["It works here."]


def test_how_it_came_and_who_entered_it_are_kept_beside_it():
    officer = make_officer()

    submission = Submission.objects.get(pk=make_entered(by=officer, channel=Channel.TELEPHONE).pk)

    assert (submission.channel, submission.received_at, submission.entered_by) == (Channel.TELEPHONE, NOON - DAY, officer)


def test_that_it_was_entered_is_on_the_record():
    officer = make_officer()

    submission = make_entered(by=officer)

    said = Entry.objects.about(submission).get(did="was entered for somebody")
    details = {"channel": "post", "received_at": (NOON - DAY).isoformat(), "late": False}
    assert (said.by, said.details) == (named(officer), details)


def test_it_is_acknowledged_and_told_to_the_team(settings):
    submission = make_entered()

    assert set(Message.objects.about(submission).values_list("kind", "to")) == {
        ("evidence.receipt", "ann@example.org"),
        ("evidence.notice", settings.POLICY_EMAIL),
    }


def test_the_receipt_says_how_it_came_and_leads_back_to_it():
    receipt = letter(make_entered(), "receipt")

    for words in ["It came by post, and we have entered it for you.", "Received: 1pm on Sunday 31 May 2026", "/return/"]:
        assert words in receipt.body
    assert "change it until the call closes or withdraw it" in receipt.body


def test_the_receipt_of_what_came_late_does_not_say_that_it_can_be_changed():
    receipt = letter(make_entered(at=NOON + 32 * DAY), "receipt")

    assert "To read it, keep a copy or withdraw it" in receipt.body


def test_the_receipt_of_what_is_entered_when_no_link_works_any_more_has_none():
    receipt = letter(make_entered(at=NOON + 61 * DAY), "receipt")

    assert "/return/" not in receipt.body


def test_the_team_is_told_who_entered_it_and_that_it_is_late():
    notice = letter(make_entered(at=NOON + 32 * DAY, by=make_officer(name="Ada Okafor")), "notice")

    assert "Evidence has been entered for somebody. It came by post, late." in notice.body
    assert "by Ada Okafor" in notice.body


def test_without_an_address_nobody_is_written_to_but_the_team(settings):
    submission = make_entered(email="")

    assert list(Message.objects.about(submission).values_list("to", flat=True)) == [settings.POLICY_EMAIL]


def test_its_sender_comes_back_to_it_by_the_link(client, at_noon):
    submission = make_entered()

    client.post(way_to(submission.writers.get()))

    copy = client.get("/evidence/keep-it-local/yours/copy/").content.decode()
    assert "It came by post (received: 1pm on Sunday 31 May 2026), and we entered it for you" in copy


def test_its_sender_can_change_it_while_the_call_is_open():
    submission = make_entered()

    submission.change(at=NOON)
    submission.write({"name": Said("Anne O’Neill", "")}, at=NOON)

    assert submission.is_being_written


def test_pressing_twice_enters_it_once():
    """F10: of the same page, also where its documents were not chosen again."""
    call, officer = make_call(), make_officer()

    first, second = (make_entered(call, by=officer, brought=brought) for brought in [[arrival()], []])

    assert first == second
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"text": "It does."}, {"area": "Leeds"}, {"channel": Channel.EMAIL}, {"received_at": NOON - 2 * DAY}, {"brought": 1}],
    ids=["another answer", "more about them", "another way", "another day", "another document"],
)
def test_what_a_page_says_that_it_has_not_entered_is_never_lost_in_silence(other):
    call, officer = make_call(), make_officer()
    first = make_entered(call, by=officer)
    brought = {"brought": [arrival()]} if "brought" in other else {}

    with pytest.raises(EnteredAlready, match=first.reference):
        make_entered(call, by=officer, **other | brought)

    assert Submission.objects.count() == 1


def test_two_pages_enter_two():
    call, officer = make_call(), make_officer()

    for nonce in ["one", "two"]:
        make_entered(call, by=officer, nonce=nonce)

    assert Submission.objects.count() == 2


def test_it_is_entered_after_the_call_has_closed():
    assert make_entered(at=NOON + 365 * DAY).status == Status.SUBMITTED


@pytest.mark.parametrize(("after", "is_late"), [(-MOMENT, False), (0 * MOMENT, True)], ids=["the last moment", "the close"])
def test_late_is_what_was_received_at_the_close_or_after_it(after, is_late):
    call = make_call()

    submission = make_entered(call, received_at=call.closes_at + after, at=call.closes_at + DAY)

    assert submission.is_late is is_late
    assert list(Submission.objects.late()) == ([submission] if is_late else [])


def test_what_came_online_is_never_late():
    call = make_call()
    sent = make_sent(call)
    call.closes_at = NOON - DAY
    call.save()

    assert not sent.is_late
    assert not Submission.objects.late().exists()


def test_what_was_late_is_in_time_once_the_call_is_extended():
    call = make_call()
    submission = make_entered(call, received_at=call.closes_at, at=call.closes_at + DAY)

    call.extend(call.closes_at + 7 * DAY, why="The post was slow.", by=make_officer(), at=NOON)

    assert not Submission.objects.get(pk=submission.pk).is_late


@pytest.mark.parametrize(
    ("closes_at", "received_at", "days"),
    [
        (datetime.datetime(2026, 7, 1, 16, 30), datetime.datetime(2026, 7, 1, 17), 0),
        (datetime.datetime(2026, 7, 1, 16, 30), datetime.datetime(2026, 7, 4, 9), 3),
        (datetime.datetime(2026, 6, 30, 23), datetime.datetime(2026, 6, 30, 23), 1),
    ],
    ids=["later that day", "three days after", "closed at midnight here, received then"],
)
def test_how_late_is_told_in_days_of_people_here(closes_at, received_at, days):
    call = make_call(closes_at=closes_at.replace(tzinfo=datetime.UTC))

    submission = make_entered(call, received_at=received_at.replace(tzinfo=datetime.UTC), at=NOON + 60 * DAY)

    assert submission.days_late == days


def test_what_is_received_at_this_moment_is_entered():
    assert make_entered(received_at=NOON).received_at == NOON


def test_what_has_not_been_received_yet_is_not_entered():
    with pytest.raises(NotReady):
        make_entered(received_at=NOON + MOMENT)

    assert not Submission.objects.exists()


def test_it_needs_an_answer_or_a_document():
    with pytest.raises(NotReady, match="It says nothing yet."):
        make_entered(text="")

    assert not Submission.objects.exists()


def test_a_document_alone_is_enough():
    submission = make_entered(text="", brought=[arrival("letter.txt", b"We write to say.")])

    assert [each["name"] for each in submission.latest.content["documents"]] == ["letter.txt"]


def test_a_document_that_is_not_taken_keeps_all_of_it_from_being_entered():
    """Nothing is entered in half, and the sentence says which it was."""
    with pytest.raises(NotAttached) as refused:
        make_entered(brought=[arrival("letter.txt"), arrival("letter.exe", b"MZ")])

    assert [sentence for sentence in refused.value.sentences if "letter.exe" in sentence] == refused.value.sentences
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    "half",
    [
        {"channel": Channel.POST},
        {"received_at": NOON},
        {"channel": Channel.POST, "received_at": NOON},
        {"channel": "pigeon", "received_at": NOON, "entered_by": True},
    ],
    ids=["a channel alone", "a moment alone", "nobody entered it", "no such channel"],
)
def test_the_database_keeps_how_it_came_whole(half):
    sent = make_sent()
    if "entered_by" in half:
        half = half | {"entered_by": make_officer()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=sent.pk).update(**half)
