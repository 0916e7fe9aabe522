"""What each officer has read, and what they put by for later."""

import pytest

from evidence.models import Look, Status, Submission
from evidence.tests.makers import DAY, NOON, make_call, make_draft, make_reviewed, make_sent, say, send
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return make_officer()


def change(submission):
    """Have its sender send a second revision."""
    submission.change(at=NOON + DAY)
    say(submission, at=NOON + DAY, name="Ann Other")
    return send(submission, at=NOON + DAY, number=2)


def standing_for(officer):
    """Which of the lists of what is unread, changed and read hold anything for the officer."""
    rows = Submission.objects.sent()
    lists = {"unread": rows.unread_by(officer), "changed": rows.changed_for(officer), "read": rows.read_by(officer)}
    return [name for name, found in lists.items() if found]


def test_what_nobody_has_opened_is_unread(reader):
    make_sent()

    assert standing_for(reader) == ["unread"]


def test_what_one_officer_has_read_is_unread_for_another(reader):
    make_sent().was_read(1, by=reader, at=NOON)

    assert (standing_for(reader), standing_for(make_lead())) == (["read"], ["unread"])


def test_what_was_changed_since_is_to_be_read_again(reader):
    submission = make_sent()
    submission.was_read(1, by=reader, at=NOON)

    change(submission)

    assert standing_for(reader) == ["changed"]
    assert submission.look_of(reader).in_words == "Changed since you read it"


def test_what_was_changed_before_it_was_first_read_is_unread(reader):
    change(make_sent())

    assert standing_for(reader) == ["unread"]


def test_reading_the_change_makes_it_read(reader):
    submission = make_sent()
    submission.was_read(1, by=reader, at=NOON)
    change(submission).was_read(2, by=reader, at=NOON)

    assert standing_for(reader) == ["read"]


def test_reading_it_once_more_writes_nothing(reader, django_assert_num_queries):
    submission = make_sent()
    submission.was_read(1, by=reader, at=NOON)

    with django_assert_num_queries(1):
        submission.was_read(1, by=reader, at=NOON + DAY)

    assert Look.objects.get().at == NOON


def test_two_windows_that_open_it_at_once_make_one_mark(reader):
    one, other = make_sent(), Submission.objects.get()
    looks = [each.look_of(reader) for each in [one, other]]
    for submission, look in zip([one, other], looks, strict=True):
        submission._mark(look, revision=1, at=NOON)

    assert Look.objects.count() == 1


def test_what_is_marked_as_unread_is_unread_and_keeps_its_flag(reader):
    submission = make_sent()
    submission.was_read(1, by=reader, at=NOON)
    submission.flag(by=reader, at=NOON)

    submission.mark_unread(by=reader, at=NOON)

    assert standing_for(reader) == ["unread"]
    assert submission.look_of(reader).in_words == "Unread. Flagged"


def test_a_flag_is_its_officers_own(reader):
    submission = make_sent()
    submission.flag(by=reader, at=NOON)

    rows = Submission.objects.sent()
    assert (list(rows.flagged_by(reader)), list(rows.flagged_by(make_lead()))) == ([submission], [])


def test_a_flag_is_put_on_and_taken_off_once(reader):
    submission = make_sent()

    with pytest.raises(NotAllowed):
        submission.unflag(by=reader, at=NOON)
    submission.flag(by=reader, at=NOON)
    with pytest.raises(NotAllowed):
        submission.flag(by=reader, at=NOON)
    submission.unflag(by=reader, at=NOON)

    assert not submission.look_of(reader).is_flagged


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.ERASED])
def test_what_was_withdrawn_waits_for_nobody(reader, status):
    submission = make_reviewed(status, by=make_lead())

    assert standing_for(reader) == []
    assert submission.look_of(reader).in_words == ""


def test_what_was_changed_and_then_withdrawn_waits_for_nobody(reader):
    submission = make_sent()
    submission.was_read(1, by=reader, at=NOON)

    change(submission).withdraw(at=NOON + DAY)

    assert standing_for(reader) == []


def test_a_draft_is_in_no_list(reader):
    make_draft(make_call())

    assert standing_for(reader) == []
