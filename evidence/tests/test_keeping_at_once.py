"""Several workers at once, and crashes in between, leave what time asks for right."""

import datetime

import pytest

from evidence import keeping, sweeping
from evidence.models import Document, Status, Submission
from evidence.tests.clockwork import (
    OVER,
    QUARTER,
    TOLD,
    WEEK,
    make_written,
    reminders,
    run,
    status_of,
    warnings,
)
from evidence.tests.makers import (
    DAY,
    attach,
    make_call,
    make_ready,
    make_sent,
    send,
    texts,
)
from keepitlocal.audit.models import Entry
from keepitlocal.documents import storage
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db


def keep_at_once(at, workers=3):
    kept = at_once(*[lambda: keeping.keep_promises(at)] * workers)
    assert [type(each) for each in kept] == [keeping.Kept] * workers


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_remind_warn_and_delete_once():
    call = make_call()
    drafts = [make_written(call, address=f"{name}@example.org") for name in ["ann", "bo", "cy"]]
    sent = make_sent(call)
    sent.withdraw(at=OVER - 30 * DAY)

    [keep_at_once(at) for at in [WEEK, TOLD, OVER]]

    assert (reminders().count(), warnings().count()) == (3, 3)
    assert {status_of(each) for each in [*drafts, sent]} == {Status.ERASED}
    assert [Entry.objects.about(each).filter(did="became erased").count() for each in [*drafts, sent]] == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_draft_that_is_sent_as_it_is_deleted_is_one_or_the_other():
    """D9: given longer at the last moment, sent, and deleted, all at once."""
    draft = make_written()
    run(TOLD)
    officer = make_officer()
    mine = Submission.objects.get(pk=draft.pk)

    def send_it():
        mine.give_longer(OVER + DAY, why="They were ill.", by=officer, at=OVER)
        send(mine, at=OVER)

    _, deleted = at_once(send_it, lambda: keeping.delete(OVER))

    draft.refresh_from_db()
    whole = {Status.SUBMITTED: ({"1.1": "It works here."}, 1), Status.ERASED: ({}, 0)}
    assert not isinstance(deleted, Refusal)
    assert (texts(draft), draft.revisions.count()) == whole[draft.status]


def make_over_with_document():
    draft = make_ready()
    document = attach(draft)
    run(TOLD)
    return draft, document


def lies_there(document):
    return storage.path_of(document.key).exists()


def test_the_files_of_what_is_deleted_go_with_it(uploads):
    draft, document = make_over_with_document()

    run(OVER)

    document.refresh_from_db()
    assert (document.name, document.gone_at, lies_there(document)) == ("", OVER, False)
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


class Killed(BaseException):
    """As a process that ends there and then."""


@pytest.mark.usefixtures("uploads")
@pytest.mark.parametrize(
    ("place", "verb"),
    [(sweeping, "let_go"), (Document, "let_go")],
    ids=["once the words are gone", "before a row says that its file goes"],
)
def test_what_is_killed_between_the_words_and_the_files_is_finished_the_next_time(monkeypatch, place, verb):
    draft, document = make_over_with_document()

    def die(*said, **more):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(place, verb, die)
        with pytest.raises(Killed):
            run(OVER)
    assert (status_of(draft), lies_there(document)) == (Status.ERASED, True)
    run(OVER + QUARTER)

    document.refresh_from_db()
    assert (document.name, document.gone_at, lies_there(document)) == ("", OVER + QUARTER, False)


@pytest.mark.usefixtures("uploads")
def test_what_is_killed_between_the_row_and_the_file_leaves_an_orphan_for_the_sweep(monkeypatch):
    _, document = make_over_with_document()

    def die(key):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(storage, "path_of", die)
        with pytest.raises(Killed):
            run(OVER)
    assert lies_there(document)
    swept = sweeping.sweep(datetime.datetime.now(tz=datetime.UTC) + 2 * DAY)

    assert (swept.quarantined, swept.missing, lies_there(document)) == ([document.key], [], False)


def test_what_is_killed_in_the_midst_of_erasing_is_whole_again(monkeypatch):
    draft = make_written()
    run(TOLD)

    def die(*said, **more):
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr("keepitlocal.drafts.mail.forget_asking", die)
        with pytest.raises(Killed):
            run(OVER)

    assert (status_of(draft), texts(draft), draft.writers.count()) == (Status.DRAFT, {"1.1": "It works here."}, 1)


def test_mail_about_what_is_deleted_is_cancelled():
    """M16."""
    make_written()

    run(TOLD, OVER)

    assert {message.status for message in Message.objects.all()} == {State.CANCELLED}
