"""Files as they come in: refused, damaged, cut short, too many, too large, and a disk that is full."""

import errno
import io
import os
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence.attaching import LARGEST_REQUEST
from evidence.tests.makers import YOURS, attach, hold, make_draft
from evidence.tests.uploading import END, MEGABYTE, MULTIPART, PAGE, THEN_ADD, add, file, left, names, part, post_body, said
from keepitlocal.documents import kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "uploads")]


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (("photo.jpg", b"\xff\xd8"), "“photo.jpg” must be a PDF, Word, OpenDocument, rich text or plain text document"),
        (("empty.pdf", b""), "“empty.pdf” is empty"),
        (("a.pdf.exe", b"MZ"), "“a.pdf.exe” must be a PDF, Word, OpenDocument, rich text or plain text document"),
        (("page.html", b"<html>"), "“page.html” must be a PDF, Word, OpenDocument, rich text or plain text document"),
    ],
    ids=["a kind we do not take", "empty", "another ending behind the first", "a web page"],
)
def test_what_is_refused_is_refused_with_its_name_and_the_good_ones_are_kept(client, uploads, upload, sentence):
    """U2, U20, U21."""
    draft = hold(client, make_draft())

    page = add(client, file("good.txt"), file(*upload), file("better.txt", b"Better."))

    assert said(page) == [sentence]
    assert page.content.decode().count(f'<a href="#id_documents">{sentence}</a>') == 1
    assert names(draft) == ["good.txt", "better.txt"]
    assert left(uploads) == ["documents", "documents"]


def test_a_file_of_the_largest_size_is_taken_and_one_byte_more_is_not(client, uploads, monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST", 200_000)
    monkeypatch.setattr("keepitlocal.documents.checks.LARGEST", 200_000)
    draft = hold(client, make_draft())

    page = add(client, file("fits.txt", b"x" * 200_000), file("large.txt", b"x" * 200_001))

    assert said(page) == ["“large.txt” must be smaller than 25 MB"]
    assert names(draft) == ["fits.txt"]
    assert left(uploads) == ["documents"]


def test_150_files_in_one_request_get_a_page_and_the_first_20_are_kept(client, uploads):
    """U23."""
    draft = hold(client, make_draft())

    page = add(client, *(file(f"{number}.txt", str(number).encode()) for number in range(150)))

    assert page.status_code == 200
    assert said(page) == ["130 more were not added: you can add up to 20 documents"]
    assert names(draft) == [f"{number}.txt" for number in range(20)]
    assert left(uploads) == ["documents"] * 20


def test_a_21st_document_is_not_taken(client):
    draft = hold(client, make_draft())
    for number in range(20):
        attach(draft, data=str(number).encode())

    page = add(client, file("more.txt"))

    assert said(page) == ["“more.txt” was not added: you can add up to 20 documents. Remove one first"]


def test_a_request_larger_than_everything_together_is_refused_before_it_is_read(client):
    """U24: in the page's own words."""
    hold(client, make_draft())

    class Unread(io.RawIOBase):
        def read(self, size=-1):
            raise AssertionError("It was read.")

    page = client.request(
        REQUEST_METHOD="POST",
        PATH_INFO=PAGE,
        CONTENT_TYPE=MULTIPART,
        CONTENT_LENGTH=str(LARGEST_REQUEST + 1),
        **{"wsgi.input": Unread()},
    )

    assert page.status_code == 413
    assert "one file rather than several" in page.content.decode()


@pytest.mark.parametrize("then", ["add", "next"])
def test_a_name_that_arrives_damaged_is_never_reported_as_received(client, then):
    """U18: Django drops the part, and says nothing."""
    draft = hold(client, make_draft())

    button = THEN_ADD.replace(b"add", then.encode())
    page = post_body(client, part(b"caf\xe9.txt", b"x" * 5000) + button + END)

    assert "No file arrived." in said(page)[0]
    assert "Nothing has arrived yet" in page.content.decode()
    assert names(draft) == []


def test_beside_a_damaged_name_only_what_arrived_is_listed(client):
    """U18."""
    draft = hold(client, make_draft())

    response = post_body(client, part(b"caf\xe9.txt") + part(b"good.txt") + THEN_ADD + END)

    assert names(draft) == ["good.txt"]
    assert "1 document has arrived" in client.get(response.url).content.decode()


def test_a_file_cut_short_is_never_reported_as_received(client, uploads):
    """U19: the body ends within the second file."""
    draft = hold(client, make_draft())

    page = post_body(client, THEN_ADD + part(b"good.txt") + part(b"cut.txt", b"x" * 100_000, ending=b""))

    assert said(page) == ["“cut.txt” did not arrive whole. Add it again"]
    assert names(draft) == ["good.txt"]
    assert left(uploads) == ["documents"]


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/notes.txt", "notes.txt"),
        ("..\\notes.txt", "notes.txt"),
        ("<img onerror=x>.txt", "&lt;img onerror=x&gt;.txt"),
        ("no\u202etes.txt", "notes.txt"),
        ("x" * 400 + ".txt", ".txt"),
    ],
    ids=["a path", "another path", "markup", "a turned direction", "very long"],
)
def test_names_are_shown_harmless(client, sent, shown):
    """U14, U15, U16, U17."""
    draft = hold(client, make_draft())

    response = post_body(client, part(sent.encode()) + THEN_ADD + END)

    assert shown in client.get(response.url).content.decode()
    assert len(names(draft)[0]) <= 100


def test_what_the_browser_says_about_the_type_is_ignored(client):
    """U22."""
    draft = hold(client, make_draft())

    add(client, SimpleUploadedFile("notes.txt", b"What we know.", content_type="application/x-msdownload"))

    assert draft.documents.get().content_type == "text/plain"


@pytest.mark.parametrize("step", ["write", "fsync", "link"])
def test_a_full_disk_is_told_about_and_leaves_no_partial_file(client, uploads, monkeypatch, step):
    """B1."""
    draft = hold(client, make_draft())
    attach(draft, "before.txt", b"Before.")

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    if step == "write":
        monkeypatch.setattr("keepitlocal.documents.storage.tempfile.NamedTemporaryFile", lambda **said: FullFile(uploads))
    else:
        monkeypatch.setattr(os, step, full)

    page = add(client, file("more.txt"))
    monkeypatch.undo()

    assert said(page) == ["“more.txt” could not be stored. The fault is ours, not yours. Try again in a few minutes"]
    assert page.status_code == 200
    assert names(draft) == ["before.txt"]
    assert left(uploads) == ["documents"]


class FullFile(io.BytesIO):
    """A file on a disk with no space left."""

    def __init__(self, uploads):
        super().__init__()
        self.path = uploads / "staging" / "partial"
        self.path.write_bytes(b"partial")
        self.name = str(self.path)

    def write(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    def close(self):
        self.path.unlink(missing_ok=True)
        super().close()


def test_files_sent_to_any_other_page_go_nowhere(client, uploads):
    draft = hold(client, make_draft())

    client.post(f"{YOURS}section-1/", {"answer-1.1": "Kept.", "files": [file(data=b"x" * 5 * MEGABYTE)]})

    assert draft.answers.get().text == "Kept."
    assert list(uploads.iterdir()) == []


class Streamed(io.RawIOBase):
    """A request's body that is made while it is read."""

    def __init__(self, head, size, tail):
        self.parts, self.size = [head, tail], len(head) + size + len(tail)
        self.left = size

    def read(self, size=-1):
        if len(self.parts) == 2:
            return self.parts.pop(0)
        if self.left:
            taken = min(size, self.left)
            self.left -= taken
            return b"x" * taken
        return self.parts.pop() if self.parts else b""


def test_24_megabytes_cost_the_process_less_than_5(client):
    """Files are streamed: memory does not grow with them."""
    draft = hold(client, make_draft())
    body = Streamed(THEN_ADD + part(b"large.txt", b"", ending=b""), 24 * MEGABYTE, b"\r\n" + END)
    client.get(PAGE)
    tracemalloc.start()

    client.request(
        REQUEST_METHOD="POST",
        PATH_INFO=PAGE,
        CONTENT_TYPE=MULTIPART,
        CONTENT_LENGTH=str(body.size),
        **{"wsgi.input": body},
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert draft.documents.get().size == 24 * MEGABYTE
    assert peak < 5 * MEGABYTE
