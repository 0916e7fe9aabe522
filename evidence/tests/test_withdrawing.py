"""Taking back what was sent."""

import datetime

import pytest

from evidence.exports.selection import Selection
from evidence.exports.table import lines
from evidence.models import Status, Submission
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    hold,
    latest,
    make_call,
    make_draft,
    make_ready,
    make_reviewed,
    make_sent,
    question,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.drafts import links
from keepitlocal.exporting import Rules
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, TooLate
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db

STANDING = [Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED]


def told(kind):
    return Message.objects.filter(kind=f"evidence.{kind}")


@pytest.mark.parametrize("status", STANDING)
def test_whatever_stands_can_be_withdrawn_and_both_sides_are_told(status):
    sent = make_reviewed(status, by=make_officer())

    sent.withdraw(why=" We were wrong. ", at=NOON)

    sent.refresh_from_db()
    assert (sent.status, sent.status_since, sent.withdrawn_why) == (Status.WITHDRAWN, NOON, "We were wrong.")
    assert [message.to for message in told("withdrawal")] == ["ann@example.org"]
    assert [message.to for message in told("withdrawal_notice")] == ["policy@keepitlocal.example"]
    assert "We were wrong." not in str(list(Entry.objects.values_list("details", flat=True)))


def test_what_is_withdrawn_is_exported_no_more():
    sent = make_sent()

    sent.withdraw(at=NOON)

    assert len(list(lines(Selection(sent.call, Rules(confidential=True))))) == 2  # the warning, and the columns' names


def test_withdrawing_is_never_too_late():
    sent = make_sent()

    sent.withdraw(at=sent.kept_until + 300 * DAY)

    assert sent.status == Status.WITHDRAWN


def test_a_draft_is_not_withdrawn():
    with pytest.raises(NotAllowed):
        make_draft().withdraw(at=NOON)


def test_withdrawing_twice_is_refused_and_told_once():
    sent = make_sent()
    again = Submission.objects.get(pk=sent.pk)
    sent.withdraw(why="We were wrong.", at=NOON)

    with pytest.raises(NotAllowed):
        again.withdraw(why="Something else.", at=NOON + DAY)

    assert Submission.objects.get(pk=sent.pk).withdrawn_why == "We were wrong."
    assert (told("withdrawal").count(), told("withdrawal_notice").count()) == (1, 1)


def test_an_officer_who_is_quicker_keeps_nobody_from_withdrawing():
    sent = make_sent()
    mine = Submission.objects.get(pk=sent.pk)
    sent.take_up(by=make_officer(), at=NOON)

    mine.withdraw(at=NOON)

    assert Submission.objects.get(pk=sent.pk).status == Status.WITHDRAWN


@pytest.mark.django_db(transaction=True)
def test_withdrawn_by_two_people_at_once_it_is_withdrawn_once():
    sent = make_sent()
    presses = [Submission.objects.get(pk=sent.pk) for _ in range(3)]

    refused = [each for each in at_once(*(lambda mine=mine: mine.withdraw(at=NOON) for mine in presses)) if each]

    assert ([type(each) for each in refused], told("withdrawal").count()) == ([NotAllowed] * 2, 1)
    assert Entry.objects.about(sent).filter(did="became withdrawn").count() == 1


def test_changes_that_are_open_go_with_it():
    sent = make_sent()
    sent.change(at=NOON)
    write(sent, {question(sent.call): "Otherwise."})

    sent.withdraw(at=NOON)

    sent.refresh_from_db()
    assert (sent.changing_since, sent.is_being_written, sent.revisions.count()) == (None, False, 1)
    for refused, verb in [
        (NotAllowed, lambda: sent.change(at=NOON)),
        (AlreadyMoved, lambda: write(sent, {question(sent.call): "More."})),
        (AlreadyMoved, lambda: sent.submit(number=2, at=NOON)),
    ]:
        with pytest.raises(refused):
            verb()


def test_what_is_withdrawn_is_not_given_longer():
    sent = make_sent()
    sent.withdraw(at=NOON)

    with pytest.raises(AlreadyMoved):
        sent.give_longer(NOON + 60 * DAY, why="They asked.", by=make_officer(), at=NOON)


def test_who_withdraws_after_being_given_longer_is_not_told_of_that_any_more():
    sent = make_sent()
    sent.give_longer(NOON + 60 * DAY, why="They asked.", by=make_officer(), at=NOON)
    sent.withdraw(at=NOON)

    assert letters.read(told("longer").get()) is None


@pytest.mark.usefixtures("at_noon")
def test_the_page_asks_first_says_what_follows_and_then_when_its_words_go(client):
    sent = hold(client, make_sent())

    asked = client.get(f"{YOURS}withdraw/").content.decode()
    page = client.post(f"{YOURS}withdraw/", {"draft": sent.pk, "why": "We were wrong."}, follow=True).content.decode()

    assert "What it says is erased 30 days later" in asked
    assert Submission.objects.get(pk=sent.pk).withdrawn_why == "We were wrong."
    assert f"{sent.reference} is withdrawn" in page
    assert "What it says is erased at 1pm on Wednesday 1 July 2026, or soon after." in page


@pytest.mark.usefixtures("at_noon")
def test_a_reason_that_is_too_long_is_shown_again_and_nothing_is_withdrawn(client):
    sent = hold(client, make_sent())

    page = client.post(f"{YOURS}withdraw/", {"draft": sent.pk, "why": "x" * 2_001})

    assert "must be 2000 characters or fewer. It has 2001" in page.content.decode()
    assert Submission.objects.get(pk=sent.pk).status == Status.SUBMITTED


@pytest.mark.usefixtures("at_noon")
def test_withdrawing_again_by_the_page_shows_that_it_is_withdrawn(client):
    sent = hold(client, make_sent())

    pages = [client.post(f"{YOURS}withdraw/", {"draft": sent.pk, "why": ""}, follow=True) for _ in range(2)]

    assert [f"{sent.reference} is withdrawn" in page.content.decode() for page in pages] == [True, True]
    assert told("withdrawal").count() == 1


@pytest.mark.usefixtures("at_noon")
def test_a_draft_has_no_page_to_withdraw_it(client):
    hold(client, make_ready())

    assert client.get(f"{YOURS}withdraw/").status_code == 404


@pytest.mark.usefixtures("at_noon")
def test_the_copy_of_what_is_withdrawn_says_so(client):
    sent = hold(client, make_sent())
    sent.withdraw(at=NOON)

    for copy in [f"{YOURS}copy/", f"{YOURS}copy/?as=text"]:
        page = client.get(copy).content.decode()
        assert "ithdrawn at 1pm on Monday 1 June 2026" in page
        assert "It works here." in page


@pytest.mark.usefixtures("at_noon")
def test_whoever_withdrew_can_begin_another_while_the_call_is_open(client):
    sent = hold(client, make_sent())
    sent.withdraw(at=NOON)

    assert "Begin another" in client.get(f"{YOURS}sent/").content.decode()
    page = client.post(YOURS, {"nonce": "new", "another": "1"}, follow=True).content.decode()

    assert "Your submission" in page
    assert (latest().status, latest().pk != sent.pk) == (Status.DRAFT, True)
    assert sent.reference in client.get(f"{YOURS}sent/?draft={sent.pk}").content.decode()


@pytest.mark.usefixtures("at_noon")
def test_of_several_in_a_browser_the_one_on_the_page_is_withdrawn(client):
    call = make_call()
    one, other = (hold(client, make_sent(call)) for _ in range(2))

    page = client.get(f"{YOURS}withdraw/?draft={one.pk}").content.decode()
    response = client.post(f"{YOURS}withdraw/", {"draft": one.pk, "why": ""})

    assert f'href="{YOURS}sent/?draft={one.pk}"' in page
    assert response.url == f"{YOURS}sent/?draft={one.pk}"
    assert [Submission.objects.get(pk=each.pk).status for each in [one, other]] == [Status.WITHDRAWN, Status.SUBMITTED]


def test_links_lead_to_what_was_withdrawn_until_they_expire():
    sent = make_sent()
    link = links.token(sent.writers.get())
    sent.withdraw(at=NOON)

    assert links.way(link, at=sent.kept_until - MOMENT).draft == sent
    with pytest.raises(links.Expired):
        links.way(link, at=sent.kept_until)


@pytest.mark.usefixtures("at_noon")
def test_words_typed_into_a_page_of_what_a_colleague_withdrew_are_given_back(client):
    sent = hold(client, make_sent())
    sent.change(at=NOON)
    sent.withdraw(at=NOON)

    page = client.post(f"{YOURS}section-1/", {"answer-1.1": "One thing more."})

    assert page.status_code == 409
    assert f"{sent.reference} has been withdrawn" in page.content.decode()
    assert "One thing more." in page.content.decode()


def test_the_mails_carry_no_reason_and_say_until_when_it_can_be_contested():
    sent = make_sent()
    sent.withdraw(why="We were wrong.", at=NOON)

    ours, theirs = (letters.read(told(kind).get()) for kind in ["withdrawal", "withdrawal_notice"])

    assert "will be erased after 1pm on Wednesday 1 July 2026" in ours.body
    assert "It may no longer be used, quoted or published" in theirs.body
    assert "We were wrong." not in ours.body + theirs.body


def test_a_change_that_is_sent_as_it_is_withdrawn_is_not_sent():
    sent = make_sent()
    sent.change(at=NOON)
    write(sent, {question(sent.call): "Otherwise."})
    mine = Submission.objects.get(pk=sent.pk)
    sent.withdraw(at=NOON)

    with pytest.raises(AlreadyMoved):
        mine.submit(number=2, at=NOON)
    with pytest.raises((TooLate, AlreadyMoved)):
        mine.submit(number=2, at=NOON + datetime.timedelta(days=60))
