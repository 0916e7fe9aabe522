"""Giving out many submissions at once."""

import pytest

from evidence import assigning, emails
from evidence.models import Status, Submission
from evidence.tests.makers import NOON, make_call, make_reviewed, make_sent
from keepitlocal.audit.models import Entry
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers():
    return [make_officer(name=name) for name in ["Cy", "ann", "Bo"]]


def made(count):
    call = make_call()
    return [make_sent(call) for _ in range(count)]


def gets(spread):
    return [(str(share.officer), len(share.gets)) for share in spread]


def given():
    return Message.objects.filter(kind="evidence.given")


def test_it_is_spread_evenly_and_of_equals_the_first_by_name_comes_first(officers):
    assert gets(assigning.shares(made(5), officers)) == [("ann", 2), ("Bo", 2), ("Cy", 1)]


def test_whoever_has_fewest_in_hand_comes_first(officers):
    held = made(6)
    for submission in held[:3]:
        submission.assign(officers[1], by=officers[1], at=NOON)

    spread = assigning.shares(held[3:], officers)

    assert gets(spread) == [("ann", 0), ("Bo", 2), ("Cy", 1)]
    assert [share.will_have for share in spread] == [3, 2, 1]


def test_what_is_decided_is_in_nobodys_hand(officers):
    make_reviewed(Status.ACCEPTED, by=officers[0])

    assert assigning.in_hand(officers) == {}


def test_what_is_given_anew_counts_for_nobody(officers):
    held = made(3)
    for submission in held:
        submission.assign(officers[0], by=officers[0], at=NOON)

    assert gets(assigning.shares(held, officers)) == [("ann", 1), ("Bo", 1), ("Cy", 1)]


def test_each_is_recorded_and_whoever_is_given_some_has_one_email(officers):
    lead, submissions = make_lead(), made(4)

    told = assigning.give(assigning.shares(submissions, officers[:2]), by=lead, at=NOON)

    assert told == (4, {})
    assert Entry.objects.filter(did="was assigned").count() == 4
    assert sorted(given().values_list("to", flat=True)) == sorted(each.email for each in officers[:2])


def test_nobody_is_told_of_what_they_gave_themselves(officers):
    assigning.give(assigning.shares(made(2), officers[:1]), by=officers[0], at=NOON)

    assert not given().exists()


def test_what_is_refused_is_counted_and_the_rest_is_given(officers):
    submissions = made(2)
    spread = assigning.shares(submissions, officers[:1])
    Submission.objects.filter(pk=submissions[0].pk).update(assigned_to=officers[2])

    told = assigning.give(spread, by=make_lead(), at=NOON)

    assert told == (1, {"It was given to somebody else, or withdrawn, in the meantime.": 1})
    assert spread[0].gets == [submissions[1]]


def test_what_is_withdrawn_in_between_is_not_given(officers):
    submission = make_sent()
    spread = assigning.shares([submission], officers[:1])
    Submission.objects.get(pk=submission.pk).withdraw(at=NOON)

    told = assigning.give(spread, by=make_lead(), at=NOON)

    assert told == (0, {"It was given to somebody else, or withdrawn, in the meantime.": 1})
    assert Submission.objects.get(pk=submission.pk).assigned_to is None


def test_the_email_names_what_they_still_have_and_nothing_of_what_it_says(officers):
    submissions = made(3)
    assigning.give(assigning.shares(submissions, officers[:1]), by=make_lead(), at=NOON)
    submissions[0].assign(None, by=officers[1], at=NOON)

    letter = emails.LETTERS["evidence.given"](given().get())

    assert letter.subject == "Assigned to you: 2 submissions"
    references = [each.reference in letter.body for each in submissions]
    assert references == [False, True, True]
    assert "O’Neill" not in letter.body


def test_of_what_was_withdrawn_since_no_email_is_written(officers):
    submission = make_sent()
    assigning.give(assigning.shares([submission], officers[:1]), by=make_lead(), at=NOON)
    submission.withdraw(at=NOON)

    assert emails.LETTERS["evidence.given"](given().get()) is None


def test_of_what_nobody_has_any_more_no_email_is_written(officers):
    submission = make_sent()
    assigning.give(assigning.shares([submission], officers[:1]), by=make_lead(), at=NOON)
    submission.assign(None, by=officers[0], at=NOON)

    assert emails.LETTERS["evidence.given"](given().get()) is None
