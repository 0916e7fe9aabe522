"""The page where documents are added and removed, from the task list to the copy that is kept."""

import pytest
from django.test import Client

from evidence.emails import LETTERS
from evidence.models import Document, content
from evidence.tests.makers import DAY, NOON, YOURS, attach, hold, latest, make_call, make_draft, make_ready, make_sent
from evidence.tests.uploading import PAGE, add, file, left, names, said
from keepitlocal.documents import kinds
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "uploads")]


def test_the_whole_journey_with_a_document_alone(client):
    call = make_call()
    client.post(YOURS, {"nonce": "one"})

    added = add(client, file("Our notes.txt"))
    kind = call.respondent_types.get(code="community").code
    client.post(f"{YOURS}about-you/", {"respondent_type": kind, "name": "Ann", "email": "ann@example.org"})
    fingerprint = next(each.fingerprint for each in content.of(call).choices if each.code == "named")
    client.post(f"{YOURS}publication/", {"choice": fingerprint})
    check = client.get(f"{YOURS}check/").content.decode()
    confirmation = client.post(f"{YOURS}check/", {"number": 1}, follow=True).content.decode()

    document = Document.objects.get()
    assert added.url == PAGE
    assert "Our notes.txt" in check
    assert "with 1 document." in confirmation
    assert "Our notes.txt" in confirmation
    for page in [client.get(f"{YOURS}copy/"), client.get(f"{YOURS}copy/?as=text")]:
        assert "Our notes.txt" in page.content.decode()
        assert document.sha256 in page.content.decode()
    for message in Message.objects.all():
        body = LETTERS[message.kind](message).body
        assert "Document 1, Plain text, 13 bytes" in body
        assert document.sha256 in body
        assert "Our notes" not in body


def test_the_page_states_the_limits_before_anything_is_chosen(client):
    hold(client, make_draft())

    page = client.get(PAGE).content.decode()

    assert "Up to 25 MB each, 20 documents, and 100 MB together." in page
    assert f'accept="{",".join(kinds.KINDS)}"' in page
    assert "multiple" in page


def test_several_files_arrive_at_once_and_are_listed_with_kind_and_size(client):
    draft = hold(client, make_draft())

    page = client.get(add(client, file("one.txt", b"one"), file("two.txt", b"x" * 2048)).url).content.decode()

    assert names(draft) == ["one.txt", "two.txt"]
    for words in ["2 documents have arrived", "one.txt", "Plain text, 3\xa0bytes", "Plain text, 2.0\xa0KB"]:
        assert words in page


def test_the_task_list_counts_documents(client):
    draft = hold(client, make_draft())
    attach(draft, data=b"one")
    one = client.get(YOURS).content.decode()
    attach(draft, data=b"two")

    assert "1 document<" in one
    assert "2 documents<" in client.get(YOURS).content.decode()


def test_a_document_is_removed_by_its_number(client):
    draft = hold(client, make_draft())
    attach(draft, "one.txt", b"one")
    attach(draft, "two.txt", b"two")

    response = client.post(PAGE, {"remove": "1"})

    assert (response.url, names(draft)) == (PAGE, ["two.txt"])


def test_removing_again_changes_nothing(client):
    draft = hold(client, make_draft())
    attach(draft)

    [client.post(PAGE, {"remove": "1"}) for _ in range(2)]

    assert names(draft) == []


@pytest.mark.parametrize("number", ["9", "-1", "x", "", "99999999999999999999", "²"])
def test_a_number_that_there_is_not_is_not_found(client, number):
    """F7."""
    draft = hold(client, make_draft())
    attach(draft)

    assert client.post(PAGE, {"remove": number}).status_code == 404
    assert len(names(draft)) == 1


def test_each_button_leads_where_it_says(client):
    hold(client, make_draft())

    goes = [
        add(client, file(data=b"1")),
        add(client, file(data=b"2"), then="next"),
        add(client, file(data=b"3"), then="list"),
        add(client, then="next"),
        add(client, then="list"),
        add(client, file(data=b"4"), query="?from=check"),
        add(client, file(data=b"5"), then="next", query="?from=check"),
    ]

    about = f"{YOURS}about-you/"
    assert [each.url for each in goes] == [PAGE, about, YOURS, about, YOURS, f"{PAGE}?from=check", f"{YOURS}check/"]
    assert Document.objects.count() == 5


def test_add_with_nothing_chosen_says_so(client):
    hold(client, make_draft())

    page = add(client)

    assert "No file arrived. Choose one." in said(page)[0]
    assert "<title>Error: " in page.content.decode()


@pytest.mark.parametrize("then", ["sent", "closed", "no draft"])
def test_where_nothing_can_be_written_no_file_reaches_the_disk(client, uploads, arrive, then):
    """A1: nor has a stranger's file anywhere to go."""
    draft = make_sent() if then == "sent" else make_ready(make_call(closes_at=NOON + DAY))
    if then != "no draft":
        hold(client, draft)
    arrive(NOON + 2 * DAY)

    page = add(client, file())

    assert page.status_code in {302, 403, 409}
    assert (Document.objects.count(), left(uploads), list(uploads.iterdir())) == (0, [], [])


def test_another_browser_neither_sees_nor_adds_nor_removes():
    """A1."""
    draft = make_draft()
    attach(draft, "Mine.txt")

    for page in [Client().get(PAGE), add(Client(), file("theirs.txt")), Client().post(PAGE, {"remove": "1"})]:
        assert "Mine.txt" not in page.content.decode()
    assert names(draft) == ["Mine.txt"]


def test_removing_by_number_reaches_only_this_browsers_draft(client):
    """A1."""
    call = make_call()
    mine, other = hold(client, make_draft(call)), make_draft(call)
    attach(other)

    assert client.post(PAGE, {"remove": "1"}).status_code == 404
    assert (names(mine), names(other)) == ([], ["notes.txt"])


def test_without_its_token_nothing_is_added(uploads):
    client = Client(enforce_csrf_checks=True)
    hold(client, make_draft())
    client.get(PAGE)

    page = add(client, file())

    assert (page.status_code, Document.objects.count(), left(uploads)) == (403, 0, [])


def test_with_its_token_it_is():
    client = Client(enforce_csrf_checks=True)
    hold(client, make_draft())
    token = client.get(PAGE).context["csrf_token"]

    client.post(PAGE, {"csrfmiddlewaretoken": str(token), "documents": [file()], "then": "add"})

    assert Document.objects.count() == 1


def test_what_was_sent_keeps_its_documents(client):
    draft = make_ready()
    attach(draft, "Sent.txt")
    hold(client, draft)
    client.post(f"{YOURS}check/", {"number": 1})

    client.post(PAGE, {"remove": "1"})

    assert [each["name"] for each in latest().latest.content["documents"]] == ["Sent.txt"]
    assert "Sent.txt" in client.get(f"{YOURS}copy/").content.decode()
