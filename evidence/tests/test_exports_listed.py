"""Exporting what the list shows: exactly those, whatever narrows it, and in words what did."""

import pytest

from evidence.admin.exports import Format
from evidence.models import Publication
from evidence.tests.exported import EXPORT, table
from evidence.tests.makers import NOON, make_call, make_ready, make_sent, say, send
from keepitlocal.audit.models import Entry
from keepitlocal.exporting import CONFIDENTIAL
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIST = "/admin/evidence/submission/"


@pytest.fixture
def several(officer):
    """A call with submissions that differ in whatever a list is narrowed by."""
    call = make_call()
    make_sent(call)
    make_sent(call, publication="private")
    taken = make_sent(call)
    taken.take_up(by=officer, at=NOON)
    taken.assign(officer, by=officer, at=NOON)
    draft = make_ready(call)
    say(draft, at=draft.begun_at, name="Bea Quill", organisation="Quill & Daughters")
    send(draft).assign(make_officer(), by=officer, at=NOON)
    return call


def listed(client, query):
    return {row.reference for row in client.get(f"{LIST}?{query}").context["cl"].result_list}


def exported(client, call, query, format="csv"):
    said = {"call": call.pk, "format": format, "confidential": "on"}
    return client.post(EXPORT, said, query_params={"_changelist_filters": query})


def references(response):
    return {row[0] for row in table(response.getvalue())} - {CONFIDENTIAL, "reference", ""}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "status=submitted",
        "status=in review",
        "type=community",
        "publication=private",
        "publication=named",
        "documents=no",
        "assigned=me",
        "assigned=nobody",
        "assigned=anybody",
        "q=quill",
        "q=KIL",
        "status=submitted&publication=named&assigned=anybody&q=quill",
        "o=-2&p=0",
    ],
)
def test_exactly_what_the_list_shows_is_exported(client, several, query):
    assert references(exported(client, several, query)) == listed(client, query)


def test_of_a_list_of_several_calls_only_the_chosen_ones_are_exported(client, several):
    other = make_call(slug="other")
    sent = make_sent(other)

    assert references(exported(client, other, "status=submitted")) == {sent.reference}


def test_what_was_taken_back_is_listed_and_not_exported(client, several):
    make_sent(several).withdraw(at=NOON)

    assert references(exported(client, several, "status=withdrawn")) == set()


def test_the_page_says_in_words_what_is_listed_and_how_many_that_is(client, several):
    page = client.get(EXPORT, {"_changelist_filters": "status=submitted&publication=named&q=quill"}).content.decode()

    assert "shows 1 submission, narrowed to:" in page
    assert [words for words in ["Status: <bdi>New</bdi>", "A search: <bdi>quill</bdi>"] if words not in page] == []
    assert f"Publication: <bdi>{Publication.NAMED.label}</bdi>" in page


def test_the_page_of_a_list_that_nothing_narrows_says_so(client, several):
    page = client.get(EXPORT, {"_changelist_filters": ""}).content.decode()

    assert "shows 4 submissions: nothing narrows it." in page


@pytest.mark.parametrize("query", ["documents=yes", "q=nobody"])
def test_of_a_list_of_nothing_nothing_leaves(client, several, query):
    assert "There is nothing to export." in exported(client, several, query).content.decode()
    assert not Entry.objects.filter(did__endswith="exported").exists()


def test_where_nothing_is_listed_there_is_nothing_to_export_and_a_way_back(client, several):
    page = client.get(EXPORT, {"_changelist_filters": "status=accepted"}).content.decode()

    assert ("There is nothing to export." in page, "<form method" in page.split('id="content"')[1]) == (True, False)
    assert f'href="{LIST}?status=accepted"' in page


def test_the_list_leads_to_its_own_export(client, several):
    page = client.get(f"{LIST}?status=submitted&q=a+b").content.decode()

    assert f'{EXPORT}?_changelist_filters=q%3Da%2Bb%26status%3Dsubmitted"' in page


def test_what_was_searched_for_is_neither_on_the_record_nor_in_the_file(client, several):
    response = exported(client, several, "status=submitted&q=quill", "json")

    assert Entry.objects.get(did="submissions were exported").details["narrowed"] == ["status: New", "a search"]
    assert b'"narrowed_by": ["status: New", "a search"]' in response.getvalue()


@pytest.mark.parametrize("format", Format)
def test_every_file_holds_only_what_is_listed(client, several, format):
    exported(client, several, "q=quill", format)

    documents = format == Format.ZIP
    entry = Entry.objects.get(did=f"{'documents' if documents else 'submissions'} were exported")
    assert entry.details["count"] == (0 if documents else 1)
