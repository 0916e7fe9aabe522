"""The deadline of one draft, from its own side: given longer, and what is done at the last moment."""

import datetime

import pytest

from evidence import keeping
from evidence.models import Status, Submission
from evidence.tests.clockwork import extend
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    hold,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    question,
    send,
    texts,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady, TooLate
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db

GRACE = datetime.timedelta(minutes=15)


def given_longer(draft, until=NOON + DAY, at=NOON):
    draft.give_longer(until, why="They were ill.", by=make_officer(), at=at)
    return draft


def test_what_was_given_longer_can_be_sent_until_a_microsecond_before_its_own_close_and_grace():
    call = make_call(closes_at=NOON)
    early, late = (given_longer(make_ready(call)) for _ in range(2))

    send(early, at=NOON + DAY + GRACE - MOMENT)
    with pytest.raises(TooLate):
        send(late, at=NOON + DAY + GRACE)

    assert (early.status, late.status) == (Status.SUBMITTED, Status.DRAFT)


def test_giving_longer_is_for_one_and_leaves_the_others():
    """D5: of one draft alone."""
    call = make_call(closes_at=NOON)
    given_longer(make_ready(call))

    with pytest.raises(TooLate):
        send(make_ready(call), at=NOON + GRACE)


@pytest.mark.parametrize(
    ("until", "at"),
    [(NOON, NOON - DAY), (NOON - MOMENT, NOON - DAY), (NOON + DAY, NOON + DAY)],
    ids=["to the close that it has", "to an earlier one", "to this very moment"],
)
def test_it_is_given_longer_or_nothing(until, at):
    """D9: whatever races with a sending only lengthens."""
    draft = make_ready(make_call(closes_at=NOON))

    with pytest.raises(NotAllowed):
        given_longer(draft, until, at=at)

    assert Submission.objects.get(pk=draft.pk).extended_until is None


def test_a_microsecond_longer_is_longer():
    draft = given_longer(make_ready(make_call(closes_at=NOON)), NOON + MOMENT)

    assert draft.deadline == NOON + MOMENT + GRACE


def test_of_two_officers_the_later_moment_counts():
    """D9."""
    draft = make_ready(make_call(closes_at=NOON))
    stale = Submission.objects.get(pk=draft.pk)
    given_longer(draft, NOON + 2 * DAY)

    with pytest.raises(AlreadyMoved):
        given_longer(stale, NOON + DAY)

    assert Submission.objects.get(pk=draft.pk).extended_until == NOON + 2 * DAY


def test_a_reason_is_needed_recorded_and_told():
    """D8: of one draft."""
    draft = make_ready(make_call(closes_at=NOON))
    draft.keep_way_back("ann@example.org", at=NOON - DAY)
    officer = make_officer()

    with pytest.raises(NotReady):
        draft.give_longer(NOON + DAY, why=" ", by=officer, at=NOON)
    draft.give_longer(NOON + DAY, why=" They were ill. ", by=officer, at=NOON)

    entry = Entry.objects.about(draft).get(did="was given longer")
    letter = letters.read(Message.objects.get(kind="evidence.longer"))
    assert entry.details == {"until": "2026-06-02T12:00:00+00:00", "why": "They were ill."}
    assert entry.by == f"officers.officer/{officer.pk}"
    assert "it can be sent until 1pm (UK time) on Tuesday 2 June 2026" in letter.body
    assert "Why: They were ill." in letter.body


def test_what_is_erased_is_not_given_longer():
    draft = make_ready(make_call(closes_at=NOON))
    stale = Submission.objects.get(pk=draft.pk)
    draft.erase(at=NOON)

    with pytest.raises(AlreadyMoved):
        given_longer(stale)


def test_after_the_grace_a_draft_can_be_read_and_nothing_else(client, arrive):
    """D7: kept read-only, told until when, and opened again when its call is extended."""
    call = make_call(closes_at=NOON)
    draft = hold(client, make_ready(call, text="As far as I came."))
    arrive(NOON + GRACE)

    page = client.get(YOURS).content.decode()
    late = client.post(f"{YOURS}section-1/", {"answer-1.1": "Too late."})
    extend(call, NOON + DAY)
    reopened = client.get(YOURS).content.decode()

    assert "Your draft was not sent" in page
    assert "As far as I came." in page
    assert "It is deleted at 1pm on Wednesday 1 July 2026, or soon after." in page
    assert (late.status_code, "Too late." in late.content.decode()) == (403, True)
    assert texts(draft) == {"1.1": "As far as I came."}
    assert "Check your answers and send" in reopened


def test_a_draft_that_was_to_be_deleted_opens_again_when_it_is_given_longer():
    """D7."""
    call = make_call(closes_at=NOON)
    draft = make_ready(call)
    keeping.keep_promises(NOON + 23 * DAY)

    given_longer(draft, NOON + 40 * DAY, at=NOON + 29 * DAY)
    keeping.keep_promises(NOON + 30 * DAY)
    write(draft, {question(call): "At last."}, at=NOON + 35 * DAY)

    assert send(draft, at=NOON + 36 * DAY).status == Status.SUBMITTED


def test_a_newcomer_after_an_extension_has_its_deadline():
    """D5."""
    call = make_call(closes_at=NOON)
    extend(call, NOON + 2 * DAY)

    draft = make_draft(call, begun_at=NOON + DAY)

    assert draft.deadline == NOON + 2 * DAY + GRACE


def test_a_sending_that_began_before_the_close_counts_by_its_arrival():
    """D6: whatever is done to it afterwards."""
    draft = make_ready(make_call(closes_at=NOON))

    send(draft, at=NOON - MOMENT)

    assert draft.latest.sent_at == NOON - MOMENT


def test_an_extension_while_people_type_takes_effect_on_their_next_request(client, arrive):
    """D8."""
    call = make_call(closes_at=NOON)
    hold(client, make_ready(call))
    arrive(NOON + GRACE)
    refused = client.post(f"{YOURS}section-1/", {"answer-1.2": "More."})
    extend(call, NOON + DAY)

    taken = client.post(f"{YOURS}section-1/", {"answer-1.2": "More."})

    assert (refused.status_code, taken.status_code) == (403, 302)


def test_what_was_sent_can_be_changed_again_when_it_is_given_longer():
    sent = make_sent(make_call(closes_at=NOON), at=NOON - MOMENT)
    assert not sent.can_be_changed(NOON + GRACE)

    given_longer(sent)

    assert sent.can_be_changed(NOON + DAY + GRACE - MOMENT)
    assert not sent.can_be_changed(NOON + DAY + GRACE)
