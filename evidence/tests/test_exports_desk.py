"""The desk's exports: who gets what, what is left out unless it is asked for, and what goes on the record."""

import html
import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.admin.exports import Format
from evidence.exports.selection import Selection
from evidence.models import Submission
from evidence.tests.exported import EXPORT, cells, export, table
from evidence.tests.makers import NOON, make_call, make_ready, make_sent, say, send
from keepitlocal import exporting
from keepitlocal.audit.models import Entry
from keepitlocal.exporting import CONFIDENTIAL, Rules
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer

FORMATS = [each for each in Format if each != Format.ZIP]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize("format", Format)
def test_confidential_evidence_is_left_out_unless_it_is_asked_for(client, officer, format):
    """X6."""
    call = make_call()
    kept, private = make_sent(call), make_sent(call, publication="private")

    without = dict(Selection(call).revisions().values_list("submission__reference", "number"))
    response, _ = export(client, call, format)
    chosen, _ = export(client, call, format, confidential="on")

    assert set(without) == {kept.reference}
    assert set(Selection(call, Rules(confidential=True)).revisions().values_list("submission__reference", flat=True)) == {
        kept.reference,
        private.reference,
    }
    assert "confidential" not in response["Content-Disposition"]
    assert "-contains-confidential-evidence-" in chosen["Content-Disposition"]
    assert list(
        Entry.objects.filter(did__contains="exported").order_by("pk").values_list("details__confidential", flat=True)
    ) == [
        False,
        True,
    ]


def test_a_file_with_confidential_evidence_says_so_in_its_first_line(client, officer):
    """X6."""
    sent = make_sent(publication="private")

    lines = table(export(client, sent.call, confidential="on")[1])
    found = cells(export(client, sent.call, "xlsx", confidential="on")[1])

    assert lines[0] == [CONFIDENTIAL]
    assert (lines[2][0], lines[2][11]) == (sent.reference, "private")
    assert found["A1"] == lines[0][0]


def test_the_revision_decides_what_is_confidential(client, officer):
    """X6: what was sent stands, whatever the working copy has come to say."""
    sent = make_sent(publication="private")
    Submission.objects.update(publication=named_statement(sent.call))

    assert len(table(export(client, sent.call)[1])) == 1


def named_statement(call):
    return call.publication_choices.get(code="named").statement()


PERSONAL = {
    "type_other": "Lighthouse keeper",
    "name": "Ann Quill",
    "organisation": "Quill & Daughters",
    "role": "Treasurer",
    "email": "ann@example.org",
    "area": "Northmere",
}


def whole(body):
    """Everything that a file says, of whichever kind."""
    if not body.startswith(b"PK"):
        return body.decode()
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        return html.unescape("".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")))


def said_by(**about):
    """A submission that says this about whoever sent it."""
    draft = make_ready()
    say(draft, at=draft.begun_at, **about)
    return send(draft)


@pytest.mark.parametrize("format", FORMATS)
def test_an_officer_gets_nothing_personal(client, officer, format):
    """X6: also where the tick is forged."""
    sent = said_by(**PERSONAL)

    page = client.get(EXPORT).content.decode()
    response, body = export(client, sent.call, format, personal="on")

    assert "Personal data too" not in page
    assert [word for word in PERSONAL.values() if word in whole(body).replace("\\u0026", "&")] == []
    assert "personal" not in response["Content-Disposition"]


@pytest.mark.parametrize("format", [each for each in FORMATS if each != Format.TAGS])
def test_a_lead_gets_what_is_personal_when_asked_for_and_the_file_says_so(client, format):
    client.force_login(make_lead())
    sent = said_by(**PERSONAL)

    response, body = export(client, sent.call, format, personal="on")

    assert "-contains-personal-data-" in response["Content-Disposition"]
    assert ("This file contains personal data." in whole(body), "Ann Quill" in whole(body)) == (True, True)


@pytest.mark.parametrize("format", FORMATS)
def test_a_lead_gets_nothing_personal_unasked(client, format):
    client.force_login(make_lead())
    sent = said_by(**PERSONAL)

    assert "Ann Quill" not in whole(export(client, sent.call, format)[1])


def test_a_file_with_both_says_both(client):
    """X6."""
    client.force_login(make_lead())
    sent = make_sent(publication="private")

    response, body = export(client, sent.call, confidential="on", personal="on")

    assert "submissions-contains-confidential-evidence-and-personal-data-2026" in response["Content-Disposition"]
    assert table(body)[0] == [f"{CONFIDENTIAL} {exporting.PERSONAL}"]


def test_no_column_moves_where_what_is_personal_is_left_out(client):
    client.force_login(make_lead())
    sent = said_by(**PERSONAL)

    without, personal = table(export(client, sent.call)[1])[0], table(export(client, sent.call, personal="on")[1])[1]

    assert [column.removesuffix(" (left out)") for column in without] == personal
    assert [column for column in without if column.endswith(" (left out)")] == [
        f"{column} (left out)" for column in ["type in their own words", "name", "organisation", "role", "area", "email"]
    ]


def test_a_moderator_is_refused_and_it_goes_on_the_record(client):
    """X5."""
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)
    call = make_call()

    seen = client.get(EXPORT)
    asked = client.post(EXPORT, {"call": call.pk, "format": "csv"})

    assert (seen.status_code, asked.status_code) == (403, 403)
    assert Entry.objects.about(moderator).filter(did="was refused an export").count() == 2


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(EXPORT)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_goes_on_the_record_without_what_it_says(client, format):
    lead = make_lead()
    client.force_login(lead)
    sent = make_sent()

    export(client, sent.call, format, personal="on")

    entry = Entry.objects.get(did="submissions were exported")
    assert (entry.thing, entry.by, entry.at) == (f"evidence.call/{sent.call.pk}", f"officers.officer/{lead.pk}", NOON)
    assert entry.details == {"format": format, "count": 1, "confidential": False, "personal": True}


def test_nothing_is_exported_by_following_a_link(client, officer):
    call = make_call()

    page = client.get(EXPORT, {"call": call.pk, "format": "csv"})

    assert page["Content-Type"].startswith("text/html")
    assert not Entry.objects.filter(did__contains="exported").exists()


@pytest.mark.parametrize("said", [{"format": "csv"}, {"format": "doc", "call": "1"}, {"call": "0", "format": "csv"}], ids=str)
def test_a_form_that_is_not_filled_in_comes_back(client, officer, said):
    make_call()

    page = client.post(EXPORT, said)

    assert "Please correct what is marked below." in page.content.decode()


def test_the_list_leads_to_the_export_for_those_who_may(client, officer):
    assert EXPORT in client.get("/admin/evidence/submission/").content.decode()


@pytest.mark.parametrize("format", Format)
def test_an_export_costs_the_same_queries_for_one_and_for_three(client, officer, format):
    call = make_call()
    make_sent(call)

    counts = []
    for more in [0, 2]:
        for _ in range(more):
            make_sent(call)
        with CaptureQueriesContext(connection) as captured:
            export(client, call, format)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 16


def test_an_export_leaves_nothing_on_the_disk(client, officer, tmp_path, monkeypatch):
    """X7."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent = make_sent()

    response = client.post(EXPORT, {"call": sent.call.pk, "format": "xlsx"})
    while_sending = list(tmp_path.rglob("*"))
    response.close()

    assert while_sending == list(tmp_path.rglob("*")) == []
