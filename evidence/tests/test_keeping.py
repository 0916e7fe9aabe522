"""Deleting what was never sent and what was withdrawn: in its time, and once, however often and late the clockwork runs."""

import io

import pytest
from django.core.management import call_command

from evidence import tasks
from evidence.models import Status, Submission
from evidence.models.writing import field_of
from evidence.tests.clockwork import CLOSE, OVER, QUARTER, TOLD, WEEK, extend, make_written, run, status_of, warnings
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
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
from keepitlocal.drafts.saying import Said, hash_of
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_a_draft_is_deleted_thirty_days_after_its_close_and_not_a_moment_sooner():
    draft = make_written()

    run(TOLD, OVER - MOMENT)
    assert (status_of(draft), texts(draft)) == (Status.DRAFT, {"1.1": "It works here."})
    run(OVER)

    assert (status_of(draft), texts(draft)) == (Status.ERASED, {})


def test_the_days_are_a_setting(settings):
    settings.DRAFTS_KEPT = 8 * DAY
    draft = make_written()

    run(CLOSE + DAY, CLOSE + 8 * DAY - MOMENT)
    assert status_of(draft) == Status.DRAFT
    run(CLOSE + 8 * DAY)

    assert status_of(draft) == Status.ERASED


def test_nothing_is_deleted_before_a_week_has_passed_since_the_word_about_it():
    """D7: whatever the clockwork missed."""
    draft = make_written()
    late = OVER + 20 * DAY

    run(late, late + 7 * DAY - MOMENT)
    assert (status_of(draft), Submission.objects.get(pk=draft.pk).kept_until) == (Status.DRAFT, late + 7 * DAY)
    run(late + 7 * DAY)

    assert status_of(draft) == Status.ERASED


def test_an_extension_takes_the_word_back_and_gives_the_days_anew():
    """D7: reopened by an extension."""
    draft = make_written()
    run(TOLD)

    extend(draft.call, CLOSE + 28 * DAY)
    run(OVER, CLOSE + 28 * DAY + 23 * DAY, CLOSE + 58 * DAY - MOMENT)

    assert status_of(draft) == Status.DRAFT
    assert [message.created_at for message in warnings()] == [TOLD, CLOSE + 51 * DAY]
    run(CLOSE + 58 * DAY)
    assert status_of(draft) == Status.ERASED


@pytest.mark.parametrize("at", [OVER - MOMENT, OVER, OVER + MOMENT])
@pytest.mark.parametrize("warned_at", [None, CLOSE - MOMENT, CLOSE, OVER - 7 * DAY, OVER - 7 * DAY + MOMENT])
def test_one_and_many_agree_about_what_may_be_deleted(at, warned_at):
    draft = make_draft()
    Submission.objects.filter(pk=draft.pk).update(warned_at=warned_at)
    draft.refresh_from_db()

    assert Submission.objects.over(at).exists() == (draft.was_warned and at >= draft.kept_until)


def test_changes_that_were_not_sent_are_given_up_and_what_was_sent_stands():
    sent = make_sent()
    sent.change(at=NOON)
    write(sent, {question(sent.call): "Otherwise."})

    run(TOLD, OVER - MOMENT)
    assert texts(sent) == {"1.1": "Otherwise."}
    run(OVER)

    sent.refresh_from_db()
    assert (sent.status, sent.changing_since, texts(sent)) == (Status.SUBMITTED, None, {"1.1": "It works here."})
    assert not sent.other_texts.exists()


def test_what_was_written_beside_an_answer_goes_with_the_drafts_also_of_what_was_sent():
    sent = make_ready()
    field = field_of(question(sent.call))
    sent.write({field: Said("At the same time.")}, at=NOON)
    beside = sent.other_texts.get()
    sent.choose(field, Said(beside.text, hash_of("It works here.")), others={(beside.pk, hash_of(beside.text))}, at=NOON)
    send(sent)

    run(TOLD, OVER - MOMENT)
    assert sent.other_texts.count() == 1
    run(OVER)

    assert not sent.other_texts.exists()


def test_what_was_withdrawn_is_erased_after_its_days_and_not_a_moment_sooner(settings):
    settings.WITHDRAWN_KEPT = 5 * DAY
    sent = make_sent()
    sent.withdraw(at=NOON)

    run(NOON + 5 * DAY - MOMENT)
    assert status_of(sent) == Status.WITHDRAWN
    run(NOON + 5 * DAY)

    assert status_of(sent) == Status.ERASED


def test_what_was_sent_stays_for_as_long_as_it_stands():
    sent = make_sent()

    run(TOLD, OVER, OVER + 3000 * DAY)

    assert (status_of(sent), texts(sent)) == (Status.SUBMITTED, {"1.1": "It works here."})


def test_what_was_found_and_then_extended_is_not_deleted(monkeypatch):
    """D9: an extension that comes between finding a draft and deleting it."""
    draft, other = (make_written(call) for call in [make_call(), make_call(slug="other")])
    run(TOLD)
    erase = Submission.erase

    def erase_and_extend(submission, **said):
        erase(submission, **said)
        extend(other.call if submission.pk == draft.pk else draft.call, OVER + DAY)

    monkeypatch.setattr(Submission, "erase", erase_and_extend)
    run(OVER)

    assert sorted([status_of(draft), status_of(other)]) == [Status.DRAFT, Status.ERASED]


def test_running_again_does_nothing_again():
    make_written()
    run(TOLD, OVER)
    before = Entry.objects.count(), Message.objects.count(), list(Submission.objects.values())

    run(OVER, OVER + QUARTER, OVER + 300 * DAY)

    assert (Entry.objects.count(), Message.objects.count(), list(Submission.objects.values())) == before


def make_long_over():
    """A draft of a call that closed before the machine's own clock."""
    draft = make_written()
    Submission.objects.update(begun_at=NOON - 4000 * DAY)
    draft.call.opens_at = NOON - 4000 * DAY
    extend(draft.call, NOON - 3000 * DAY)


def test_without_celery_a_command_keeps_the_promises_and_says_what_it_did():
    make_long_over()
    out = io.StringIO()

    call_command("keep_promises", stdout=out)

    assert out.getvalue() == "Reminded: 0. Warned: 1. Erased: 0. Unsent changes given up: 0.\n"


def test_the_clockwork_keeps_the_promises(settings):
    make_long_over()

    tasks.keep_promises()

    assert warnings().count() == 1
    assert "evidence.keep_promises" in {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}


@pytest.mark.parametrize("drafts", [1, 3])
def test_where_nothing_is_due_the_clockwork_asks_as_much_of_one_draft_as_of_many(drafts, django_assert_num_queries):
    call = make_call()
    for _ in range(drafts):
        make_written(call)
    run(WEEK)

    with django_assert_num_queries(8):  # when something closes soon, who is due, and of what is to be told or to go
        run(WEEK + QUARTER)
