"""Documents of a draft: the rows, and the rules below the page."""

import datetime
import hashlib

import pytest
from django.db import IntegrityError, transaction

from evidence.models import Document, DocumentStatus, Submission
from evidence.models.documents import NotTaken
from evidence.tests.makers import DAY, NOON, attach, make_call, make_draft, make_ready, question, send, write
from keepitlocal.audit.models import Entry
from keepitlocal.documents import kinds, storage
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady, TooLate
from keepitlocal.tests.at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]
GRACE = datetime.timedelta(minutes=15)


def numbers(draft):
    return list(draft.documents.current().values_list("number", flat=True))


def test_a_document_is_kept_under_a_random_name_that_nobody_may_write_to():
    document = attach(make_draft(), data=b"What we know.")

    path = storage.path_of(document.key)
    assert path.read_bytes() == b"What we know."
    assert (path.stat().st_mode & 0o777, path.stat().st_nlink) == (0o400, 1)
    assert "notes" not in str(path)
    assert document.sha256 == hashlib.sha256(b"What we know.").hexdigest()


def test_a_document_without_a_scanner_is_not_scanned_and_never_clean():
    assert attach(make_draft()).status == DocumentStatus.NOT_SCANNED


def test_a_document_with_a_scanner_waits_for_it(settings):
    """U13."""
    settings.SCANNER = "clamd:/run/clamd"

    document = attach(make_draft())

    assert (document.status, document.is_downloadable) == (DocumentStatus.WAITING, False)


def test_the_same_bytes_twice_are_kept_and_shown_once():
    """U27."""
    draft = make_draft()
    first = attach(draft)

    again = attach(draft)

    assert (again.pk, numbers(draft)) == (first.pk, [1])


def test_the_same_bytes_under_another_name_are_told_about():
    """U27."""
    draft = make_draft()
    attach(draft, "one.txt")

    with pytest.raises(NotTaken, match="is the same file as document 1, one.txt"):
        attach(draft, "two.txt")

    assert numbers(draft) == [1]


def test_the_same_bytes_in_two_submissions_are_kept_twice():
    """U27: never shared between submissions."""
    call = make_call()

    one, other = attach(make_draft(call)), attach(make_draft(call))

    assert one.key != other.key


def test_the_database_refuses_the_same_bytes_twice():
    """U27: whatever two presses at once do."""
    draft = make_draft()
    document = attach(draft)
    document.pk, document.number, document.key = None, 2, "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        document.save()


def test_what_was_removed_can_be_added_again_and_gets_another_number():
    draft = make_draft()
    first = attach(draft)
    first.remove(at=NOON)

    again = attach(draft)

    assert (again.number, numbers(draft)) == (2, [2])


def test_a_number_is_never_used_again():
    draft = make_draft()
    attach(draft, data=b"one")
    attach(draft, data=b"two").remove(at=NOON)

    attach(draft, data=b"three")

    assert numbers(draft) == [1, 3]


def test_removing_twice_is_removing_once():
    document = attach(make_draft())
    document.remove(at=NOON)

    document.remove(at=NOON + DAY)

    assert document.removed_at == NOON


def test_the_last_document_that_there_is_room_for_is_taken_and_the_next_is_not(monkeypatch):
    monkeypatch.setattr(kinds, "MOST", 2)
    draft = make_draft()
    attach(draft, data=b"one")
    attach(draft, data=b"two")

    with pytest.raises(NotTaken, match="up to 2 documents"):
        attach(draft, data=b"three")

    assert numbers(draft) == [1, 2]


def test_documents_may_have_so_many_bytes_together_and_not_one_more(monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST_TOGETHER", 10)
    draft = make_draft()
    attach(draft, data=b"12345")
    attach(draft, data=b"54321")

    with pytest.raises(NotTaken, match="together"):
        attach(draft, data=b"6")

    assert numbers(draft) == [1, 2]


def test_what_is_not_taken_leaves_no_file(monkeypatch, uploads):
    monkeypatch.setattr(kinds, "MOST", 0)

    with pytest.raises(NotTaken):
        attach(make_draft())

    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_a_document_that_comes_too_late_is_not_taken(uploads):
    draft = make_draft(make_call(closes_at=NOON))

    with pytest.raises(TooLate):
        attach(draft, at=NOON + GRACE)

    assert numbers(draft) == []
    assert [path for path in uploads.rglob("*") if path.is_file()] == []


def test_after_sending_nothing_is_added_or_removed():
    draft = make_ready()
    document = attach(draft)
    send(draft)

    with pytest.raises(AlreadyMoved):
        attach(draft, data=b"more")
    with pytest.raises(AlreadyMoved):
        document.remove(at=NOON)

    assert numbers(draft) == [1]


def test_documents_alone_are_enough_to_send():
    draft = make_ready()
    write(draft, {question(draft.call): ""}, at=NOON)
    attach(draft)

    send(draft)

    assert draft.latest.content["answers"] == []
    assert len(draft.latest.content["documents"]) == 1


def test_a_removed_document_is_not_enough_to_send():
    draft = make_ready()
    write(draft, {question(draft.call): ""}, at=NOON)
    attach(draft).remove(at=NOON)

    with pytest.raises(NotReady):
        send(draft)


def test_a_revision_lists_its_documents_by_number_kind_size_hash_and_name():
    draft = make_ready()
    document = attach(draft, "Our notes.txt", b"What we know.")
    attach(draft, data=b"removed").remove(at=NOON)

    send(draft)

    assert draft.latest.content["documents"] == [
        {"pk": document.pk, "number": 1, "kind": "txt", "size": 13, "sha256": document.sha256, "name": "Our notes.txt"}
    ]
    assert list(Document.objects.listed(draft.latest.content)) == [document]


def test_what_a_revision_holds_is_held_and_what_it_does_not_is_not():
    draft = make_ready()
    kept, removed = attach(draft, data=b"kept"), attach(draft, data=b"removed")
    removed.remove(at=NOON)
    send(draft)

    assert (kept.is_held, removed.is_held) == (True, False)


def test_a_revision_made_before_there_were_documents_lists_none():
    assert list(Document.objects.listed({"answers": []})) == []


def test_what_is_held_cannot_be_let_go():
    draft = make_ready()
    document = attach(draft)
    send(draft)

    with pytest.raises(NotAllowed):
        document.let_go(at=NOON)


def test_a_row_stays():
    document = attach(make_draft())

    with pytest.raises(TypeError):
        document.delete()


def test_what_the_scanner_finds_is_a_status_with_a_line_in_the_record(settings):
    settings.SCANNER = "clamd:/run/clamd"
    document = attach(make_draft())

    document.found_clean(at=NOON)
    document.scan_again(at=NOON)
    document.found_infected(at=NOON)

    dids = [entry.did for entry in Entry.objects.about(document).order_by("pk")]
    assert dids == ["became clean", "became waiting", "became infected"]
    assert not document.is_downloadable


def test_nothing_becomes_clean_without_having_waited_for_the_scanner():
    document = attach(make_draft())

    with pytest.raises(NotAllowed):
        document.found_clean(at=NOON)


@pytest.mark.parametrize("verb", ["found_clean", "found_infected", "found_unreadable"])
def test_each_finding_leaves_waiting_behind(settings, verb):
    settings.SCANNER = "clamd:/run/clamd"
    document = attach(make_draft())

    getattr(document, verb)(at=NOON)

    assert document.status != DocumentStatus.WAITING


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_from_four_tabs_at_once_are_kept_once(uploads):
    """U27, on four connections that start together."""
    draft = make_draft()
    tabs = [Submission.objects.get(pk=draft.pk) for _ in range(4)]

    assert at_once(*(lambda mine=mine: attach(mine).number for mine in tabs)) == [1, 1, 1, 1]
    assert len([path for path in uploads.rglob("*") if path.is_file()]) == 1
