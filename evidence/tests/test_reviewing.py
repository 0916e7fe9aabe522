"""What may become of a submission once it is sent, who has it, and what officers say among themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from evidence.models import Note, Status, Submission, reviewing
from evidence.tests.makers import DAY, NOON, make_draft, make_reviewed, make_sent, send
from keepitlocal.audit.models import Entry, named
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.models import Officer
from keepitlocal.officers.tests.makers import make_lead, make_officer, make_superuser
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db

SENT = [status for status in Status if status != Status.DRAFT]
LATER = NOON + DAY
WHY = {"take_up": {}, "accept": {}, "decline": {"why": "Sent twice."}, "restore": {"why": "It was not."}}
LEADS_TO = {
    "take_up": {Status.SUBMITTED: Status.IN_REVIEW},
    "accept": {Status.IN_REVIEW: Status.ACCEPTED},
    "decline": {Status.IN_REVIEW: Status.DECLINED},
    "restore": {Status.ACCEPTED: Status.IN_REVIEW, Status.DECLINED: Status.IN_REVIEW},
}


@pytest.fixture
def officer():
    return make_officer()


def stored(submission):
    return Submission.objects.values("status", "status_since", "assigned_to").get(pk=submission.pk)


def lines(submission):
    """What the record says of it since it was sent, oldest first."""
    return list(Entry.objects.about(submission).order_by("pk").values_list("did", "by", "details"))[1:]


@pytest.mark.parametrize(("verb", "begins"), [(verb, begins) for verb, ways in LEADS_TO.items() for begins in ways])
def test_a_verb_leads_from_where_it_begins_to_where_it_says(officer, verb, begins):
    submission = make_reviewed(begins, by=officer)
    could = submission.can(verb)

    getattr(submission, verb)(by=officer, at=LATER, **WHY[verb])

    assert could
    assert stored(submission) == {
        "status": LEADS_TO[verb][begins],
        "status_since": LATER,
        "assigned_to": officer.pk,
    }


@pytest.mark.parametrize(
    ("verb", "status"), [(verb, status) for verb, ways in LEADS_TO.items() for status in SENT if status not in ways]
)
def test_a_verb_is_refused_from_anywhere_else(officer, verb, status):
    submission = make_reviewed(status, by=officer)
    before = stored(submission)

    with pytest.raises(NotAllowed):
        getattr(submission, verb)(by=officer, at=LATER, **WHY[verb])

    assert not submission.can(verb)
    assert stored(submission) == before


@pytest.mark.parametrize("verb", [*LEADS_TO, "claim"])
def test_nothing_is_done_to_a_draft(officer, verb):
    draft = make_draft()
    before = stored(draft)

    with pytest.raises(NotAllowed):
        getattr(draft, verb)(by=officer, at=LATER, **WHY.get(verb, {}))

    assert stored(draft) == before
    assert Entry.objects.about(draft).count() == 0


def test_a_draft_is_not_noted_on(officer):
    with pytest.raises(NotAllowed):
        make_draft().note("Soon?", by=officer, at=NOON)

    assert Note.objects.count() == 0


def test_each_move_names_who_when_and_from_what(officer):
    submission = make_reviewed(Status.ACCEPTED, by=officer)

    assert lines(submission) == [
        ("became in review", named(officer), {"was": "submitted"}),
        ("was assigned", named(officer), {"to": named(officer)}),
        ("became accepted", named(officer), {"was": "in review"}),
    ]


@pytest.mark.parametrize(("verb", "status"), [("decline", Status.IN_REVIEW), ("restore", Status.DECLINED)])
def test_a_reason_is_kept_in_the_record(officer, verb, status):
    submission = make_reviewed(status, by=officer)

    getattr(submission, verb)(by=officer, at=LATER, why="  Out of scope.\n")

    assert submission.moves().first().details == {"was": status.value, "why": "Out of scope."}


@pytest.mark.parametrize(("verb", "status"), [("decline", Status.IN_REVIEW), ("restore", Status.ACCEPTED)])
@pytest.mark.parametrize("why", ["", " \n\t"], ids=["nothing", "blanks"])
def test_without_a_reason_nothing_moves(officer, verb, status, why):
    submission = make_reviewed(status, by=officer)

    with pytest.raises(NotReady):
        getattr(submission, verb)(by=officer, at=LATER, why=why)

    assert stored(submission)["status"] == status


def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(officer):
    mine = make_reviewed(Status.IN_REVIEW, by=officer)
    theirs = Submission.objects.get(pk=mine.pk)
    theirs.decline(by=officer, at=NOON, why="Sent twice.")

    with pytest.raises(AlreadyMoved):
        mine.accept(by=officer, at=LATER)

    assert stored(mine)["status"] == Status.DECLINED


@pytest.mark.django_db(transaction=True)
def test_four_who_take_it_up_at_once_are_one_who_has_it():
    submission, officers = make_sent(), [make_officer() for _ in range(4)]

    def taking_up(officer):
        mine = Submission.objects.get(pk=submission.pk)
        return lambda: mine.take_up(by=officer, at=LATER)

    told = at_once(*map(taking_up, officers))

    won = [officer.pk for officer, refusal in zip(officers, told, strict=True) if refusal is None]
    assert (len(won), [type(each) for each in told if each]) == (1, [AlreadyMoved] * 3)
    assert stored(submission)["assigned_to"] == won[0]
    assert [did for did, *_ in lines(submission)] == ["became in review", "was assigned"]


def test_who_takes_it_up_has_it(officer):
    submission = make_reviewed(Status.IN_REVIEW, by=officer)

    assert stored(submission)["assigned_to"] == officer.pk


def test_taking_it_up_takes_it_from_nobody(officer):
    submission, other = make_sent(), make_lead()
    submission.claim(by=other, at=NOON)

    submission.take_up(by=officer, at=LATER)

    assert stored(submission)["assigned_to"] == other.pk


def test_it_is_given_to_another_and_to_nobody(officer):
    submission, other = make_reviewed(Status.IN_REVIEW, by=officer), make_lead()

    submission.assign(other, by=officer, at=LATER)
    submission.assign(None, by=other, at=LATER)

    assert stored(submission)["assigned_to"] is None
    assert lines(submission)[-2:] == [
        ("was assigned", named(officer), {"to": named(other)}),
        ("was assigned", named(other), {"to": "nobody"}),
    ]


def test_giving_it_to_who_has_it_changes_nothing(officer):
    submission = make_reviewed(Status.IN_REVIEW, by=officer)
    before = lines(submission)

    submission.claim(by=officer, at=LATER)

    assert lines(submission) == before


def test_of_two_who_are_given_it_at_once_the_second_is_told(officer):
    mine = make_sent()
    theirs = Submission.objects.get(pk=mine.pk)
    theirs.claim(by=officer, at=NOON)

    with pytest.raises(AlreadyMoved):
        mine.claim(by=make_lead(), at=NOON)

    assert stored(mine)["assigned_to"] == officer.pk


@pytest.mark.parametrize(
    ("make", "may"),
    [
        (make_officer, True),
        (make_lead, True),
        (make_superuser, True),
        (lambda: make_officer(MODERATORS), False),
        (lambda: make_officer(None), False),
        (lambda: make_officer(is_active=False), False),
        (lambda: make_superuser(is_active=False), False),
    ],
    ids=["officer", "lead", "superuser", "moderator", "in no group", "has left", "superuser who has left"],
)
def test_it_is_given_to_those_alone_who_may_review(officer, make, may):
    submission, to = make_sent(), make()

    if may:
        submission.assign(to, by=officer, at=LATER)
    else:
        with pytest.raises(NotAllowed):
            submission.assign(to, by=officer, at=LATER)

    assert (to in reviewing.reviewers()) is may is Officer.objects.get(pk=to.pk).has_perm("evidence.review_submission")
    assert stored(submission)["assigned_to"] == (to.pk if may else None)


def test_an_officer_in_two_groups_is_one_reviewer():
    officer = make_lead()
    officer.groups.add(make_officer().groups.get())

    assert list(reviewing.reviewers().filter(pk=officer.pk)) == [officer]


def test_notes_are_kept_in_their_order_with_who_and_when(officer):
    submission, lead = make_sent(), make_lead()

    submission.note(" First. ", by=officer, at=NOON)
    submission.note("Second.", by=lead, at=LATER)

    kept = list(submission.notes.values_list("text", "by", "at"))
    assert kept == [("First.", officer.pk, NOON), ("Second.", lead.pk, LATER)]
    assert lines(submission) == [("was noted on", named(officer), {}), ("was noted on", named(lead), {})]


@pytest.mark.parametrize("text", [" \n", "x" * 10_001], ids=["empty", "too long"])
def test_a_note_out_of_bounds_is_refused_below_the_form_too(officer, text):
    submission = make_sent()

    with pytest.raises(ValidationError):
        submission.note(text, by=officer, at=NOON)

    assert Note.objects.count() == 0


def test_a_note_never_changes_and_is_never_taken_away(officer):
    note = make_sent().note("As written.", by=officer, at=NOON)
    note.text = "Otherwise."

    with pytest.raises(TypeError):
        note.save()
    with pytest.raises(TypeError):
        note.delete()

    assert Note.objects.get().text == "As written."


def test_the_database_refuses_a_status_that_there_is_not():
    submission = make_sent()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(status="lost")


@pytest.mark.parametrize("status", [Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED])
def test_sending_again_leaves_what_was_decided(officer, status):
    """F10."""
    submission = make_reviewed(status, by=officer)

    send(submission, at=LATER)

    assert stored(submission)["status"] == status
