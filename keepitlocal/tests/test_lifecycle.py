import datetime

import pytest

from keepitlocal import lifecycle
from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.tests.makers import NOON, make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State

pytestmark = pytest.mark.django_db
LATER = NOON + datetime.timedelta(hours=1)


def make_message(status=State.DUE):
    """Something with a status, and moves from each to others."""
    moments = {"due_at": NOON, "created_at": NOON, "status_since": NOON}
    return Message.objects.create(kind="a.kind", about="a.thing/1", to="ada@example.org", status=status, **moments)


def stored(message):
    row = Message.objects.get(pk=message.pk)
    return row.status, row.status_since


def test_a_thing_moves_to_a_status_that_its_table_allows():
    message = make_message(State.DUE)

    lifecycle.advance(message, State.DEAD, at=LATER)

    assert stored(message) == (message.status, message.status_since) == (State.DEAD, LATER)


def test_a_move_is_recorded_with_who_when_and_from_what():
    officer, message = make_officer(), make_message(State.DUE)

    lifecycle.advance(message, State.DEAD, at=LATER, by=officer, why="came back")

    line = Entry.objects.values("at", "by", "did", "thing", "details").get()
    assert line == {
        "at": LATER,
        "by": named(officer),
        "did": "became dead",
        "thing": named(message),
        "details": {"was": "due", "why": "came back"},
    }


def test_a_move_without_a_reason_records_none():
    lifecycle.advance(make_message(), State.DEAD, at=LATER)

    assert Entry.objects.get().details == {"was": "due"}


@pytest.mark.parametrize("to", [State.DUE, State.SENDING, State.SENT, State.DEAD, State.CANCELLED])
def test_a_move_that_the_table_does_not_allow_changes_nothing(to):
    message = make_message(State.CANCELLED)

    with pytest.raises(lifecycle.NotAllowed):
        lifecycle.advance(message, to, at=LATER)

    assert stored(message) == (message.status, message.status_since) == (State.CANCELLED, NOON)
    assert Entry.objects.count() == 0


def test_of_two_who_move_it_at_once_one_wins_and_the_other_is_told():
    mine = make_message(State.DUE)
    theirs = Message.objects.get(pk=mine.pk)
    lifecycle.advance(theirs, State.DEAD, at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        lifecycle.advance(mine, State.CANCELLED, at=LATER)

    assert stored(mine) == (State.DEAD, NOON)
    assert [entry.did for entry in Entry.objects.all()] == ["became dead"]


def test_a_move_whose_record_cannot_be_written_does_not_happen(monkeypatch):
    message = make_message(State.DUE)

    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr(lifecycle, "record", full)

    with pytest.raises(OSError, match="no space"):
        lifecycle.advance(message, State.DEAD, at=LATER)

    assert stored(message) == (message.status, message.status_since) == (State.DUE, NOON)


@pytest.mark.parametrize("refusal", [lifecycle.NotAllowed, lifecycle.AlreadyMoved, lifecycle.TooLate, lifecycle.NotReady])
def test_every_refusal_can_be_caught_as_one(refusal):
    assert issubclass(refusal, lifecycle.Refusal)
