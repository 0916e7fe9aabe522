import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from evidence import reading
from evidence.models import Answer, Revision, Status, Submission
from evidence.models.writing import field_of
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    question,
    say,
    send,
    texts,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import AlreadyMoved, NotReady, TooLate
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from keepitlocal.windows import day_ends

pytestmark = pytest.mark.django_db

GRACE = datetime.timedelta(minutes=15)


def test_every_status_has_its_moves():
    assert set(Submission.MOVES) == set(Status)


def test_sending_gives_a_reference_a_revision_two_promised_mails_and_a_line_in_the_record():
    draft = make_ready()

    send(draft)

    draft.refresh_from_db()
    assert (draft.status, draft.status_since) == (Status.SUBMITTED, NOON)
    assert draft.reference.startswith("KIL-")
    assert [(revision.number, revision.sent_at) for revision in draft.revisions.all()] == [(1, NOON)]
    assert {(message.kind, message.to) for message in Message.objects.all()} == {
        ("evidence.receipt", "ann@example.org"),
        ("evidence.notice", "policy@keepitlocal.example"),
    }
    assert [entry.did for entry in Entry.objects.about(draft)] == ["became submitted"]


def test_sending_without_an_address_promises_nothing_to_the_sender():
    make_sent(email="")

    assert [message.kind for message in Message.objects.all()] == ["evidence.notice"]


def test_a_revision_keeps_the_answers_beside_the_words_that_were_asked():
    sent = make_sent(text="Ours works.")
    asked = question(sent.call)
    asked.text = "Something else?"
    asked.save()

    answer = sent.latest.content["answers"][0]

    assert (answer["code"], answer["asked"], answer["text"]) == ("1.1", "What about 1.1?", "Ours works.")


def test_a_revision_keeps_the_words_of_publication_that_were_agreed_to():
    draft = make_ready()
    draft.call.publication_choices.update(says="Other words.")

    assert reading.agreed(draft.texts()["publication"]).words == "What named means."


def test_a_revision_never_changes():
    revision = make_sent().latest

    with pytest.raises(TypeError):
        revision.save()


@pytest.mark.parametrize(
    ("begun_at", "late_from"),
    [(NOON - MOMENT, NOON + GRACE), (NOON, NOON)],
    ids=["begun the last moment before the close has the grace", "begun at the close has none"],
)
def test_sending_is_in_time_by_a_microsecond_and_late_at_the_deadline(begun_at, late_from):
    """D2."""
    call = make_call(closes_at=NOON)
    in_time, late = (make_ready(call, begun_at=NOON - DAY) for _ in range(2))
    Submission.objects.update(begun_at=begun_at)
    in_time.refresh_from_db()
    late.refresh_from_db()

    send(in_time, at=late_from - MOMENT) if begun_at < late_from - MOMENT else None
    with pytest.raises(TooLate):
        send(late, at=late_from)

    late.refresh_from_db()
    assert (late.status, late.reference) == (Status.DRAFT, None)
    assert not late.revisions.exists()


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-24", "2026-10-25"])
def test_a_bare_day_runs_to_its_end_on_the_nights_that_the_clocks_change(day):
    """D3, D4: a day of 23 or 25 hours ends when people's clocks say midnight."""
    closes_at = day_ends(datetime.date.fromisoformat(day))
    call = make_call(opens_at=closes_at - 9 * DAY, closes_at=closes_at, grace_minutes=0)
    local_midnight = (datetime.datetime.fromisoformat(day) + DAY).replace(tzinfo=ZoneInfo("Europe/London"))
    first, second = (make_ready(call, begun_at=closes_at - DAY) for _ in range(2))

    send(first, at=local_midnight - MOMENT)
    with pytest.raises(TooLate):
        send(second, at=local_midnight)

    assert (first.status, second.status) == (Status.SUBMITTED, Status.DRAFT)


def test_saving_too_late_changes_nothing():
    draft = make_draft(make_call(closes_at=NOON))

    with pytest.raises(TooLate):
        write(draft, {question(draft.call): "Late."}, at=NOON + GRACE)

    assert texts(draft) == {}


def test_saving_after_sending_changes_nothing():
    draft = make_ready(text="As sent.")
    same = Submission.objects.get(pk=draft.pk)
    send(draft)

    with pytest.raises(AlreadyMoved):
        write(same, {question(draft.call): "Afterwards."}, at=NOON)

    assert texts(draft) == {"1.1": "As sent."}


def test_an_emptied_answer_is_taken_away():
    draft = make_draft()
    write(draft, {question(draft.call): "Something."}, at=NOON)

    write(draft, {question(draft.call): ""}, at=NOON)

    assert texts(draft) == {}


def test_saving_again_replaces_the_answer_and_leaves_the_others():
    draft = make_draft()
    write(draft, {question(draft.call, "1.1"): "One.", question(draft.call, "1.2"): "Two."}, at=NOON)

    write(draft, {question(draft.call, "1.1"): "Another."}, at=NOON + MOMENT)

    assert texts(draft) == {"1.1": "Another.", "1.2": "Two."}


@pytest.mark.parametrize("what", ["answer", "name", "publication", "respondent_type"])
def test_sending_with_something_missing_changes_nothing(what):
    draft = make_ready()
    field = field_of(question(draft.call)) if what == "answer" else what
    say(draft, **{field: ""})

    with pytest.raises(NotReady):
        send(draft)

    draft.refresh_from_db()
    assert (draft.status, draft.reference, Message.objects.count()) == (Status.DRAFT, None, 0)


def test_words_of_publication_that_have_changed_must_be_chosen_again():
    draft = make_ready()
    draft.call.publication_choices.update(says="Other words.")
    draft.call.changed(by=None, at=NOON)

    with pytest.raises(NotReady):
        send(draft)


def test_sending_again_is_the_same_sending():
    """F10: one reference, one revision, no second mail."""
    draft = make_ready()
    again = Submission.objects.get(pk=draft.pk)
    send(draft)

    send(again)

    assert again.reference == draft.reference
    assert (Revision.objects.count(), Message.objects.count()) == (1, 2)


def test_sending_again_after_the_close_still_shows_the_same_reference():
    draft = make_sent()
    reference = draft.reference

    send(draft, at=NOON + 300 * DAY)

    assert draft.reference == reference


@pytest.mark.django_db(transaction=True)
def test_sending_twice_at_once_gives_one_reference():
    """F10, on two connections that start together."""
    draft = make_ready()
    presses = [Submission.objects.get(pk=draft.pk) for _ in range(4)]

    references = at_once(*(lambda mine=mine: send(mine).reference for mine in presses))

    draft.refresh_from_db()
    assert references == [draft.reference] * 4
    assert (Revision.objects.count(), Message.objects.count()) == (1, 2)


def test_an_answer_over_the_bound_is_refused_below_the_form_too():
    """F2."""
    draft = make_draft()

    with pytest.raises(ValidationError):
        write(draft, {question(draft.call): "x" * 100_001}, at=NOON)

    assert texts(draft) == {}


def test_a_name_over_the_bound_is_refused_below_the_form_too():
    """F2: SQLite would store it."""
    draft = make_draft()

    with pytest.raises(ValidationError):
        say(draft, name="x" * 201)

    draft.refresh_from_db()
    assert draft.name == ""


def test_describing_sets_only_what_is_about_the_respondent():
    """F6."""
    draft = make_draft()

    with pytest.raises(ValueError, match="status"):
        say(draft, status=Status.SUBMITTED)


def test_a_question_with_answers_cannot_be_deleted():
    draft = make_ready()

    with pytest.raises(ProtectedError):
        question(draft.call).delete()


def test_the_database_refuses_two_answers_to_one_question():
    draft = make_ready()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(submission=draft, field=field_of(question(draft.call)), text="Twice.", saved_at=NOON)


def test_the_database_refuses_a_sent_submission_without_a_reference():
    draft = make_ready()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=draft.pk).update(status=Status.SUBMITTED)
