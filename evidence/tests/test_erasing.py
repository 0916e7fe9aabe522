"""After erasing, nothing of what anybody wrote is left: in no column of any table, and in no file."""

import pytest
from django.apps import apps
from django.db import connection

from evidence import keeping
from evidence.models import Document, Status, Submission
from evidence.tests.makers import (
    DAY,
    NOON,
    agree,
    attach,
    make_call,
    make_draft,
    make_ready,
    make_reviewed,
    make_sent,
    question,
    say,
    send,
    write,
)
from keepitlocal.audit.models import Entry
from keepitlocal.drafts import mail
from keepitlocal.drafts.saying import Page
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.passages.models import Passage
from keepitlocal.passages.tests.conftest import changed as changed_words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]

CANARY = "xq7finch"  # which is its own stem


def of_canary(place):
    return f"{CANARY} {place}"


def filled():
    """Something that was sent, changed, shared, noted on and withdrawn, with the canary wherever anybody can write."""
    words = {
        **{field: of_canary(field) for field in ["type_other", "name", "organisation", "role", "area"]},
        "email": f"{CANARY}@example.org",
    }
    draft = make_ready(email="")
    say(draft, respondent_type="other", page=Page(CANARY, 1), **words)
    write(draft, {question(draft.call): of_canary("answer"), question(draft.call, "2.1"): of_canary("other answer")})
    attach(draft, f"{CANARY}.txt", of_canary("bytes").encode())
    removed = attach(draft, f"{CANARY} removed.txt", of_canary("removed bytes").encode())
    removed.remove(at=NOON)
    gone = draft.keep_way_back(f"{CANARY}-gone@example.org", at=NOON)
    Message.objects.about(gone).update(status=State.SENT)
    draft.remove_writer(gone, at=NOON)
    draft.invite(f"{CANARY}-colleague@example.org", at=NOON)
    draft.other_texts.create(field="name", text=of_canary("beside"), saved_at=NOON, settled_at=NOON, page=CANARY)
    send(draft)
    changed(draft)
    for number, address in enumerate([f"{CANARY}@example.org", f"{CANARY}-Colleague@example.org"]):
        mail.links(address, at=NOON + number * DAY)
    Message.objects.filter(kind="evidence.receipt").update(status=State.SENT)
    return draft


def changed(sent):
    """Changed twice, and sent once of that."""
    sent.change(at=NOON)
    write(sent, {question(sent.call): of_canary("changed answer")})
    send(sent, number=2)
    sent.change(at=NOON)
    write(sent, {question(sent.call): of_canary("unsent answer")})
    attach(sent, f"{CANARY} unsent.txt", of_canary("unsent bytes").encode())
    officer = make_officer()
    sent.take_up(by=officer, at=NOON)
    sent.note(of_canary("note"), by=officer, at=NOON)
    sent.ask(of_canary("question"), by=officer, at=NOON).reply(of_canary("reply"), at=NOON)


def columns_with_canary():
    """Each table and column of the whole database in which the canary sits, by how often."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                table, column = map(connection.ops.quote_name, [model._meta.db_table, field.column])
                cursor.execute(f"SELECT count(*) FROM {table} WHERE lower(CAST({column} AS text)) LIKE %s", [f"%{CANARY}%"])
                if count := cursor.fetchone()[0]:
                    found[f"{model._meta.label}.{field.name}"] = count
    return found


TABLES = {
    "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm')",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
}


def tables_with_canary():
    """Every table in which it is, whoever made it: models do not know of what search keeps for itself."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES[connection.vendor])
        return {table for (table,) in cursor.fetchall() if CANARY in written_in(table)}


def written_in(table):
    """Whatever a table holds, bytes too."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        cells = [cell for row in cursor.fetchall() for cell in row]
    return " ".join(
        bytes(cell).decode("latin-1") if isinstance(cell, (bytes, memoryview)) else str(cell) for cell in cells
    ).lower()


def files_with_canary(uploads):
    return [path for path in uploads.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


PLACES = {
    "evidence.Answer.page",
    "evidence.Answer.text",
    "evidence.Asked.text",
    "evidence.Document.name",
    "evidence.Note.text",
    "evidence.OtherText.page",
    "evidence.OtherText.text",
    "evidence.Reply.text",
    "evidence.Revision.content",
    *(f"evidence.Submission.{name}" for name in Submission.PERSONAL),
    "evidence.Submission.turns",
    "evidence.Writer.email",
    "outbox.Message.to",
}


def test_nothing_that_anybody_wrote_is_left_in_any_column_or_file(uploads):
    """P1. Whatever was withdrawn, once it is erased; what officers find has gone by then."""
    sent = filled()
    assert {f"passages.Passage.{name}" for name in Passage.PERSONAL} < set(columns_with_canary())
    sent.withdraw(why=of_canary("why"), at=NOON)
    assert set(columns_with_canary()) == PLACES
    assert len(files_with_canary(uploads)) == 3

    keeping.delete(NOON + 30 * DAY)

    assert Submission.objects.get(pk=sent.pk).status == Status.ERASED
    assert (columns_with_canary(), files_with_canary(uploads)) == ({}, [])


def test_nothing_is_left_in_any_table_once_search_has_renewed_its_words(uploads):
    """P1. It does so every hour."""
    sent = filled()
    changed_words()
    assert {"passages_passage", "passages_word", "evidence_answer", "outbox_message"} <= tables_with_canary()

    sent.withdraw(why=of_canary("why"), at=NOON)
    keeping.delete(NOON + 30 * DAY)
    changed_words()

    assert tables_with_canary() == set()


def test_every_personal_field_of_evidence_is_among_those_looked_at():
    models = apps.get_app_config("evidence").get_models()
    declared = {
        f"{model._meta.label}.{name}" for model in models if not model._meta.proxy for name in getattr(model, "PERSONAL", ())
    }

    assert declared - PLACES == set()


def test_nothing_of_a_draft_is_left(uploads):
    draft = make_draft(email=f"{CANARY}@example.org", name=of_canary("name"))
    write(draft, {question(draft.call): of_canary("answer")})
    attach(draft, f"{CANARY}.txt", of_canary("bytes").encode())
    draft.keep_way_back(f"{CANARY}@example.org", at=NOON)

    keeping.keep_promises(draft.deadline + 23 * DAY)
    keeping.keep_promises(draft.deadline + 30 * DAY)

    assert Submission.objects.get(pk=draft.pk).status == Status.ERASED
    assert (columns_with_canary(), files_with_canary(uploads)) == ({}, [])


def test_what_is_left_is_the_row_its_reference_and_that_it_was_erased():
    sent = make_sent()
    reference = sent.reference
    sent.withdraw(at=NOON)

    sent.erase(at=NOON + DAY)

    assert (sent.reference, sent.status, sent.status_since) == (reference, Status.ERASED, NOON + DAY)
    assert [revision.number for revision in sent.revisions.all()] == [1]
    assert [entry.did for entry in Entry.objects.about(sent)] == ["became erased", "became withdrawn", "became submitted"]


def test_another_submission_of_the_same_address_keeps_everything():
    call = make_call()
    one, other = (make_sent(call, email="ann@example.org") for _ in range(2))
    mail.links("ann@example.org", at=NOON)
    one.withdraw(at=NOON)
    before = other.latest.content

    one.erase(at=NOON)

    other.refresh_from_db()
    assert (other.name, other.latest.content, other.texts()["name"]) == ("Ann O’Neill", before, "Ann O’Neill")
    assert [writer.email for writer in other.writers.all()] == ["ann@example.org"]
    assert Message.objects.get(kind="drafts.links").status == State.DUE
    assert {message.to for message in Message.objects.about(other)} == {"ann@example.org", "policy@keepitlocal.example"}


def test_mail_that_waits_is_cancelled_and_its_address_forgotten():
    """M16."""
    draft = make_draft()
    writer = draft.keep_way_back("ann@example.org", at=NOON)
    mail.links("ANN@example.org", at=NOON)

    draft.erase(at=NOON)

    messages = Message.objects.all()
    assert {message.kind: message.status for message in messages} == {
        "evidence.link": State.CANCELLED,
        "drafts.links": State.CANCELLED,
    }
    assert all(message.to.endswith("@erased.invalid") for message in messages)
    assert Entry.objects.filter(thing=f"evidence.writer/{writer.pk}").count() == 0


def test_mail_on_its_way_is_cancelled_too_and_is_not_tried_again():
    """M16: a sender has it in its hands."""
    draft = make_draft()
    draft.keep_way_back("ann@example.org", at=NOON)
    taken = Message.objects.take(Message.objects.get().pk, NOON)

    draft.erase(at=NOON)
    taken.retry(error="The line broke.", at=NOON)

    assert Message.objects.get().status == State.CANCELLED


def test_an_address_that_was_taken_off_is_forgotten_at_once():
    draft = make_draft()
    writer = draft.keep_way_back("ann@example.org", at=NOON)
    Message.objects.update(status=State.SENT)

    draft.remove_writer(writer, at=NOON)

    assert not Message.objects.filter(to="ann@example.org").exists()


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED])
def test_what_stands_is_never_erased(status):
    sent = make_reviewed(status, by=make_officer())

    with pytest.raises(NotAllowed):
        sent.erase(at=NOON)

    assert sent.answers.exists()


def test_erasing_twice_is_refused():
    draft = make_draft()
    stale = Submission.objects.get(pk=draft.pk)
    draft.erase(at=NOON)

    with pytest.raises(NotAllowed):
        draft.erase(at=NOON)
    with pytest.raises(AlreadyMoved):
        stale.erase(at=NOON)


def test_what_was_sent_meanwhile_is_not_erased():
    draft = make_ready()
    stale = Submission.objects.get(pk=draft.pk)
    send(draft)

    with pytest.raises(AlreadyMoved):
        stale.erase(at=NOON)

    assert draft.answers.exists()


def test_a_save_into_what_was_erased_meanwhile_saves_nothing():
    draft = make_draft()
    stale = Submission.objects.get(pk=draft.pk)
    draft.erase(at=NOON)

    with pytest.raises(AlreadyMoved):
        say(stale, name=CANARY)
    with pytest.raises(AlreadyMoved):
        attach(stale, f"{CANARY}.txt", b"What we know.")
    with pytest.raises(AlreadyMoved):
        agree(stale, stale.call.publication_choices.get(code="named"))

    assert columns_with_canary() == {}
    assert not Document.objects.exists()
