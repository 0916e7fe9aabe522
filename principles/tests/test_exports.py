"""Comments out of the portal: what the table holds, what is left out of it unless asked for, and what goes on the record."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from principles.models import Consultation, Outcome, Reason
from principles.tests.makers import NOON, make_author, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
EXPORT = "/admin/principles/comment/export/"
LIST = "/admin/principles/comment/"
EVERYTHING = {"unpublished": "on"}


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


@pytest.fixture
def officer(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def export(client, query=None, **said):
    asked = {} if query is None else {"query_params": {"_changelist_filters": query}}
    return client.post(EXPORT, {"format": "csv", **said}, **asked)


def table(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))


def references(response):
    return {row[0] for row in table(response)[1:]}


def listed(client, query):
    return {row.reference for row in client.get(f"{LIST}?{query}").context["cl"].result_list}


def test_a_row_says_what_everybody_may_read_and_no_name(client, officer):
    comment = make_comment(paragraph=2, quote="Draw on", text="Yes, “this”.", role="Trustee")
    comment.consider(outcome=Outcome.ACCEPTED, why="It is clearer so.", by=officer, at=NOON)

    header, row = table(export(client))

    assert dict(zip(header, row, strict=True)) == {
        "reference": comment.reference,
        "principle": "1",
        "paragraph": "2",
        "words it is about": "Draw on",
        "in reply to": "",
        "opened by": comment.reference,
        "status": "Published",
        "received": "2026-06-01T13:00:00+01:00",
        "published": "2026-06-01T13:00:00+01:00",
        "written by": "the public",
        "name (left out)": "",
        "organisation (left out)": "",
        "role (left out)": "",
        "email (left out)": "",
        "outcome": "Accepted",
        "reason": "It is clearer so.",
        "text": "Yes, “this”.",
    }


def test_a_reply_says_what_it_answers(client, officer):
    opening = make_comment()
    make_comment(answers=opening, text="So do we.")

    assert table(export(client))[2][4:6] == [opening.reference, opening.reference]


def test_a_lead_gets_names_and_addresses_when_asked_for_and_the_file_says_so(client, lead):
    make_comment(name="Sam Quill", organisation="Quill & Daughters", role="Trustee", author=make_author("sam@quill.example"))

    response = export(client, personal="on")

    warning, header, row = table(response)
    assert warning[0].startswith("This file contains personal data.")
    assert header[10:14] == ["name", "organisation", "role", "email"]
    assert row[10:14] == ["Sam Quill", "Quill & Daughters", "Trustee", "sam@quill.example"]
    assert 'filename="draft-principles-comments-contains-personal-data-2026-06-01.csv"' in response["Content-Disposition"]


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_officer_gets_no_names_also_where_the_tick_is_forged(client, officer, format):
    make_comment(name="Sam Quill", author=make_author("sam@quill.example"))

    body = export(client, format=format, personal="on").getvalue()
    if format == "xlsx":
        body = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml")

    assert (b"Quill" in body, b"quill" in body) == (False, False)
    assert "Personal data too" not in client.get(EXPORT).content.decode()


def test_only_what_is_published_is_exported_unless_the_rest_is_asked_for(client, officer):
    shown, waiting, rejected = make_comment(), make_comment(is_published=False), make_comment(is_published=False)
    rejected.reject(revision=1, reason=Reason.OFF_TOPIC, words="", by=officer, at=NOON)
    make_comment().erase(by=officer, at=NOON)

    everything = export(client, **EVERYTHING)

    assert references(export(client)) == {shown.reference}
    assert references(everything) == {shown.reference, waiting.reference, rejected.reference}
    assert "-comments-with-unpublished-2026" in everything["Content-Disposition"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "status=published",
        "status=all&principle=2",
        "by=officers&status=all",
        "considered=no&status=all",
        "q=quill",
        "alike=once",
    ],
)
def test_exactly_what_the_list_shows_is_exported(client, officer, query):
    make_comment()
    make_comment(is_published=False, text="Something else altogether.")
    make_comment(make_principle(2), name="Bea Quill", text="And a third thing that nobody else has said.")

    assert references(export(client, query, **EVERYTHING)) == listed(client, query)


def test_the_page_says_what_is_listed_and_how_much_of_that_is_published(client, officer):
    make_comment(is_published=False)

    page = client.get(EXPORT, {"_changelist_filters": "q=okafor"}).content.decode()

    assert "shows 1 comment, narrowed to:" in page
    assert ("A search: <bdi>okafor</bdi>" in page, "0 of them are published." in page) == (True, True)


def test_the_default_of_the_list_is_said_too(client, officer):
    make_comment(is_published=False)

    assert "Status: <bdi>To moderate</bdi>" in client.get(EXPORT, {"_changelist_filters": ""}).content.decode()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_goes_on_the_record_without_what_was_searched_for(client, officer, format):
    make_comment()

    export(client, "q=okafor&status=all", format=format)

    entry = Entry.objects.get(did="comments were exported")
    assert (entry.thing, entry.by) == (named(Consultation.objects.get()), named(officer))
    assert entry.details == {
        "format": format,
        "unpublished": False,
        "personal": False,
        "narrowed": ["a search"],
        "count": 1,
    }


def test_a_moderator_is_refused_and_it_goes_on_the_record(client):
    """X5."""
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)
    make_comment()

    assert (client.get(EXPORT).status_code, export(client).status_code) == (403, 403)
    assert Entry.objects.about(moderator).filter(did="was refused an export").count() == 2
    assert EXPORT not in client.get(LIST).content.decode()


def test_a_formula_is_text(client, lead):
    """X1: whoever writes it, wherever."""
    make_comment(name="=1+1", organisation="+1", role="-1", text="@SUM(A1)", quote="", is_published=True)

    row = table(export(client, personal="on"))[2]
    book = zipfile.ZipFile(io.BytesIO(export(client, format="xlsx", personal="on").getvalue()))
    cells = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))

    assert [row[10], row[11], row[12], row[16]] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)"]
    assert [each for each in cells.iter() if each.tag.endswith("}f")] == []
    assert "@SUM(A1)" in "".join(cells.itertext())


def test_an_export_costs_the_same_queries_for_one_and_for_three(client, officer):
    counts = []
    for more in [1, 0, 2]:  # the first one reads what a wording says, once in a process
        for _ in range(more):
            make_comment()
        with CaptureQueriesContext(connection) as captured:
            export(client).getvalue()
        counts.append(len(captured))

    assert counts[1] == counts[2]


def test_no_browser_and_no_proxy_keeps_an_export(client, officer):
    make_comment()

    assert "no-store" in export(client)["Cache-Control"]
