"""Documents at the desk: who may have them, after what warning, and what the record keeps of it."""

import pytest

from evidence.models import Document, DocumentStatus
from evidence.tests.makers import NOON, attach, make_draft, make_ready, make_sent_with_document, send
from keepitlocal.audit.models import Entry
from keepitlocal.documents import storage
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uploads")]


def address(document):
    return f"/admin/evidence/document/{document.pk}/download/"


def become(document, status):
    Document.objects.filter(pk=document.pk).update(status=status)
    return Document.objects.get(pk=document.pk)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def recorded(document):
    return list(Entry.objects.about(document.submission).exclude(did="became submitted").values_list("did", "by", "details"))


def test_a_clean_document_is_sent_as_it_came_and_that_goes_on_the_record(client, officer):
    document = become(make_sent_with_document(), DocumentStatus.CLEAN)

    response = client.get(address(document))

    assert body(response) == b"What we know."
    by = f"officers.officer/{officer.pk}"
    assert recorded(document) == [("a document was downloaded", by, {"document": 1, "status": "clean"})]


def test_what_is_sent_is_saved_and_never_shown(client, officer):
    """U1, U21: whatever is in it, no browser runs it here."""
    document = become(make_sent_with_document(), DocumentStatus.CLEAN)

    response = client.get(address(document))

    assert body(response)
    assert "no-store" in response["Cache-Control"]
    headers = ["Content-Disposition", "Content-Type", "X-Content-Type-Options", "Content-Security-Policy"]
    assert [response[name] for name in headers] == [
        'attachment; filename="notes.txt"',
        "text/plain",
        "nosniff",
        "sandbox",
    ]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Café – notes.txt", "attachment; filename*=utf-8''Caf%C3%A9%20%E2%80%93%20notes.txt"),
        ('a"b;c.txt', 'attachment; filename="a\\"b;c.txt"'),
        ("-rf.txt", 'attachment; filename="-rf.txt"'),
    ],
    ids=["beyond ASCII", "quotes", "an option"],
)
def test_a_name_reaches_the_officer_in_a_header_that_holds(client, officer, name, header):
    """U15: RFC 6266."""
    document = become(make_sent_with_document(name=name), DocumentStatus.CLEAN)

    response = client.get(address(document))

    assert body(response) == b"What we know."
    assert response["Content-Disposition"] == header


def test_where_there_is_no_scanner_a_warning_comes_first(client, officer):
    document = make_sent_with_document()

    page = client.get(address(document))

    assert page.status_code == 200
    assert "Nobody has looked for viruses in this document." in page.content.decode()
    assert "Download all the same" in page.content.decode()
    assert recorded(document) == []


def test_past_the_warning_it_is_sent_and_the_record_says_that_it_was_not_scanned(client, officer):
    document = make_sent_with_document()

    response = client.post(address(document))

    assert body(response) == b"What we know."
    assert [(did, details["status"]) for did, _, details in recorded(document)] == [("a document was downloaded", "not scanned")]


@pytest.mark.parametrize("status", [each for each in DocumentStatus if each != DocumentStatus.CLEAN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_where_there_is_a_scanner_only_what_is_clean_is_sent(client, officer, settings, status, method):
    """U12, U13."""
    settings.SCANNER = "clamd:/run/clamd"
    document = become(make_sent_with_document(data=b"Not for you."), status)

    page = getattr(client, method)(address(document))

    assert page.status_code == 409
    assert "This document cannot be downloaded." in page.content.decode()
    assert "Not for you." not in page.content.decode()


@pytest.mark.parametrize("status", ["infected", "waiting", "unreadable"])
def test_without_a_scanner_too_what_was_found_wanting_is_not_sent(client, officer, status):
    """U12."""
    document = become(make_sent_with_document(), status)

    assert client.post(address(document)).status_code == 409


@pytest.mark.parametrize("harm", ["changed", "shortened", "gone"])
def test_what_has_changed_on_the_disk_is_refused_recorded_and_logged(client, officer, caplog, harm):
    """B7."""
    document = become(make_sent_with_document(), DocumentStatus.CLEAN)
    path = storage.path_of(document.key)
    path.chmod(0o600)
    {"changed": lambda: path.write_bytes(b"What we knew."), "shortened": lambda: path.write_bytes(b""), "gone": path.unlink}[
        harm
    ]()

    page = client.get(address(document))

    assert page.status_code == 500
    assert "This document cannot be given out." in page.content.decode()
    assert [did for did, _, _ in recorded(document)] == ["a damaged document was refused"]
    assert f"Document {document.pk} cannot be given out" in caplog.text


def test_a_moderator_is_refused_and_it_goes_on_the_record(client):
    """A1."""
    document = become(make_sent_with_document(), DocumentStatus.CLEAN)
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)

    page = client.get(address(document))

    assert page.status_code == 403
    assert [(did, by) for did, by, _ in recorded(document)] == [("was refused", f"officers.officer/{moderator.pk}")]


def test_a_stranger_is_asked_to_sign_in(client):
    """A1."""
    document = become(make_sent_with_document(), DocumentStatus.CLEAN)

    response = client.get(address(document))

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_a_drafts_document_is_not_for_officers(client, officer):
    """A1."""
    document = become(attach(make_draft()), DocumentStatus.CLEAN)

    assert client.get(address(document)).status_code == 404


def test_what_was_removed_before_sending_is_not_for_officers(client, officer):
    """A1."""
    draft = make_ready()
    document = become(attach(draft), DocumentStatus.CLEAN)
    document.remove(at=NOON)
    send(draft)

    assert client.get(address(document)).status_code == 404


@pytest.mark.parametrize("place", ["", "add/", "{}/change/", "{}/delete/", "{}/history/"])
def test_the_desk_offers_nothing_else_for_documents(client, officer, place):
    document = make_sent_with_document()

    assert client.get(f"/admin/evidence/document/{place.format(document.pk)}").status_code == 404


def test_the_reading_page_lists_documents_with_their_flags(client, officer):
    document = make_sent_with_document(name="<b>notes.txt")
    Document.objects.update(flags=["It holds JavaScript."])

    page = client.get(f"/admin/evidence/submission/{document.submission_id}/change/").content.decode()

    for words in [
        "&lt;b&gt;notes.txt",
        address(document),
        "Plain text, 13\xa0bytes. Not scanned.",
        document.sha256,
        "It holds JavaScript.",
    ]:
        assert words in page
