"""The documents of submissions as one archive: what may go into it, and the list of all of them."""

import csv
import hashlib
import io
import tracemalloc
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.exports.archive import Archive
from evidence.exports.selection import Selection
from evidence.models import Revision
from evidence.models.documents import Document, DocumentStatus
from evidence.tests.exported import EXPORT
from evidence.tests.makers import NOON, make_call, make_sent
from keepitlocal.audit.models import Entry
from keepitlocal.documents import storage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "kept")]


@pytest.fixture
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.SCANNER = "a scanner"


def attach(sent, data=b"%PDF-1.7 ours", status=DocumentStatus.CLEAN, kind="pdf", is_sent=True):
    """A document of a submission that was sent, with its bytes in storage."""
    with storage.stage() as file:
        file.write(data)
        storage.settle(file)
        key = storage.keep(file)
    document = Document.objects.create(
        submission=sent,
        number=1 + sent.documents.count(),
        name="../=Ours.pdf",
        kind=kind,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        key=key,
        status=status,
        status_since=NOON,
        arrived_at=NOON,
    )
    revision = sent.latest
    held = [*revision.content.get("documents", []), {"pk": document.pk}] if is_sent else []
    Revision.objects.filter(pk=revision.pk).update(content={**revision.content, "documents": held})
    return document


def archive_of(response):
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def listed(archive):
    text = archive.read("manifest.csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def export(client, call, **ticks):
    return archive_of(client.post(EXPORT, {"call": call.pk, "format": "zip", **ticks}))


def test_documents_come_under_their_submissions_reference_with_a_list(client, officer):
    sent = make_sent()
    document = attach(sent)

    archive = export(client, sent.call)

    name = f"{sent.reference}/document-1.pdf"
    assert archive.testzip() is None
    assert archive.namelist() == [name, "manifest.csv"]
    assert archive.read(name) == b"%PDF-1.7 ours"
    assert listed(archive) == [
        ["reference", "document", "file", "kind", "bytes", "SHA-256", "state"],
        [sent.reference, "1", name, "PDF", "13", document.sha256, "Clean"],
    ]


@pytest.mark.parametrize("status", [status for status in DocumentStatus if status != DocumentStatus.CLEAN])
def test_what_is_not_clean_is_listed_and_left_out(client, officer, status):
    sent = make_sent()
    attach(sent, status=status)

    archive = export(client, sent.call, unscanned="on")

    assert archive.namelist() == ["manifest.csv"]
    assert listed(archive)[1][2::4] == ["", status.label]


@pytest.mark.parametrize(("ticks", "files"), [({}, 0), ({"unscanned": "on"}, 1)], ids=["not asked for", "asked for"])
def test_without_a_scanner_what_was_not_scanned_comes_only_when_asked_for(client, officer, settings, ticks, files):
    settings.SCANNER = ""
    sent = make_sent()
    attach(sent, status=DocumentStatus.NOT_SCANNED)

    archive = export(client, sent.call, **ticks)

    assert len(archive.namelist()) == 1 + files
    assert Entry.objects.filter(did="documents that were not scanned were exported").count() == files


def test_where_there_is_a_scanner_nobody_is_offered_what_it_has_not_seen(client, officer):
    assert "Unscanned" not in client.get(EXPORT).content.decode()


def test_a_document_that_was_removed_before_sending_is_not_there(client, officer):
    sent = make_sent()
    attach(sent, is_sent=False)

    assert len(listed(export(client, sent.call))) == 1


def test_a_document_that_is_damaged_is_listed_so_and_the_others_come(client, officer, caplog):
    sent = make_sent()
    damaged, missing, whole = attach(sent, b"one"), attach(sent, b"two"), attach(sent, b"three", kind="txt")
    storage.path_of(damaged.key).chmod(0o600)
    storage.path_of(damaged.key).write_bytes(b"eno")
    storage.path_of(missing.key).unlink()

    archive = export(client, sent.call)

    assert archive.namelist() == [f"{sent.reference}/document-{whole.number}.txt", "manifest.csv"]
    assert [line[6] for line in listed(archive)[1:]] == ["Damaged in storage", "Damaged in storage", "Clean"]
    assert f"Document {damaged.pk} is damaged" in caplog.text


def test_confidential_documents_come_only_when_asked_for(client, officer):
    """X6."""
    sent = make_sent(publication="private")
    attach(sent)

    without, chosen = export(client, sent.call), export(client, sent.call, confidential="on")

    assert without.namelist() == ["manifest.csv"]
    assert len(chosen.namelist()) == 2
    assert "contains confidential evidence" in listed(chosen)[0][0]


def test_an_archive_goes_on_the_record(client, officer):
    sent = make_sent()
    attach(sent)

    export(client, sent.call)

    entry = Entry.objects.about(sent.call).get(did="documents were exported")
    assert (entry.by, entry.details) == (f"officers.officer/{officer.pk}", {"format": "zip", "count": 1, "confidential": False})


def test_an_archive_costs_the_same_queries_for_one_and_for_three(client, officer):
    call = make_call()
    attach(make_sent(call))
    counts = []
    for more in [0, 2]:
        for _ in range(more):
            attach(make_sent(call))
        with CaptureQueriesContext(connection) as captured:
            export(client, call)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_an_archive_is_never_held_whole():
    """X3, in small: twelve documents of 4 MB pass through a few."""
    sent = make_sent()
    for number in range(12):
        attach(sent, bytes([number]) * 4_000_000)

    tracemalloc.start()
    size = sum(len(piece) for piece in Archive(Selection(sent.call)).pieces())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert size > 48_000_000
    assert peak < 6_000_000  # bytes
