"""The desk's exports: who gets what, what is left out unless it is asked for, and what goes on the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.exports.table import Selection
from evidence.models import Submission
from evidence.tests.exported import EXPORT, cells, export, table
from evidence.tests.makers import NOON, make_call, make_sent
from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize("format", ["csv", "xlsx", "zip"])
def test_confidential_evidence_is_left_out_unless_it_is_asked_for(client, officer, format):
    """X6."""
    call = make_call()
    kept, private = make_sent(call), make_sent(call, publication="private")

    without = dict(Selection(call).revisions().values_list("submission__reference", "number"))
    response, _ = export(client, call, format)
    chosen, _ = export(client, call, format, confidential="on")

    assert set(without) == {kept.reference}
    assert set(Selection(call, confidential=True).revisions().values_list("submission__reference", flat=True)) == {
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

    assert lines[0] == ["This file contains confidential evidence. It may not be published, quoted or passed on."]
    assert (lines[2][0], lines[2][11]) == (sent.reference, "private")
    assert found["A1"] == lines[0][0]


def test_the_revision_decides_what_is_confidential(client, officer):
    """X6: what was sent stands, whatever the working copy has come to say."""
    sent = make_sent(publication="private")
    Submission.objects.update(publication=named_statement(sent.call))

    assert len(table(export(client, sent.call)[1])) == 1


def named_statement(call):
    return call.publication_choices.get(code="named").statement()


def test_an_officer_gets_no_email_addresses(client, officer):
    """X6: also where the tick is forged."""
    sent = make_sent(email="ann@example.org")

    page = client.get(EXPORT).content.decode()
    _, body = export(client, sent.call, contacts="on")

    assert "Personal contact data" not in page
    assert b"ann@example.org" not in body


@pytest.mark.parametrize(("ticks", "address"), [({}, ""), ({"contacts": "on"}, "ann@example.org")], ids=["without", "with"])
def test_a_lead_gets_them_when_asked_for(client, ticks, address):
    client.force_login(make_lead())
    sent = make_sent(email="ann@example.org")

    header, row = table(export(client, sent.call, **ticks)[1])

    assert (header[10], row[10]) == ("email" if address else "email (left out)", address)


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


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_an_export_goes_on_the_record_without_what_it_says(client, format):
    lead = make_lead()
    client.force_login(lead)
    sent = make_sent()

    export(client, sent.call, format, contacts="on")

    entry = Entry.objects.get(did="submissions were exported")
    assert (entry.thing, entry.by, entry.at) == (f"evidence.call/{sent.call.pk}", f"officers.officer/{lead.pk}", NOON)
    assert entry.details == {"format": format, "count": 1, "confidential": False, "contacts": True}


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


@pytest.mark.parametrize("format", ["csv", "xlsx", "zip"])
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

    assert counts[0] == counts[1] <= 12


def test_an_export_leaves_nothing_on_the_disk(client, officer, tmp_path, monkeypatch):
    """X7."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sent = make_sent()

    response = client.post(EXPORT, {"call": sent.call.pk, "format": "xlsx"})
    while_sending = list(tmp_path.rglob("*"))
    response.close()

    assert while_sending == list(tmp_path.rglob("*")) == []
