import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keepitlocal.audit.admin import EntryAdmin
from keepitlocal.audit.models import Entry, record
from keepitlocal.officers.models import Officer
from keepitlocal.officers.paging import MOST
from keepitlocal.officers.tests.makers import NOON, make_officer, make_superuser

pytestmark = pytest.mark.django_db
LIST = reverse("admin:audit_entry_changelist")
desk = EntryAdmin(Entry, admin.site)


@pytest.fixture
def reader(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


def shown(client, query=""):
    """The lines on the page, each as (by whom, what, details)."""
    lines = client.get(LIST + query).context["cl"].result_list
    return [(desk.by_whom(line), line.did, desk.in_detail(line)) for line in lines]


def test_an_officer_reads_who_did_what(client, reader):
    lead = make_officer(name="Lena Marsh")
    record("was given groups", reader, at=NOON, by=lead, groups=["Moderators", "Policy officers"], why="asked")

    assert shown(client) == [("Lena Marsh", "was given groups", "groups: Moderators, Policy officers; why: asked")]


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        (False, "no"),
        (True, "yes"),
        (0, "0"),
        ("2026-06-01T11:05:00+00:00", "1 June 2026, 12:05"),
        ("2026-06-01T12:05:07.250000+01:00", "1 June 2026, 12:05"),
        ("2026-06-01", "2026-06-01"),
        ("2026-99-01T12:05:00+00:00", "2026-99-01T12:05:00+00:00"),
    ],
)
def test_details_are_in_words_and_moments_in_uk_time(client, reader, detail, words):
    record("was entered", reader, at=NOON, how=detail)

    assert shown(client) == [("the portal", "was entered", f"how: {words}")]


def test_what_nobody_signed_in_did_was_the_portal(client, reader):
    record("became late", reader, at=NOON)

    assert shown(client) == [("the portal", "became late", "")]


def test_an_officer_is_called_by_their_present_name(client, reader):
    record("was invited", reader, at=NOON, by=reader)

    Officer.objects.filter(pk=reader.pk).update(name="Ada Marsh")

    assert shown(client) == [("Ada Marsh", "was invited", "")]


def test_an_officer_who_is_no_longer_there_is_called_by_key(client, reader):
    gone = make_officer()
    record("was invited", reader, at=NOON, by=gone)
    key = gone.pk

    gone.delete()

    assert shown(client) == [(f"officer {key}", "was invited", "")]


def test_a_thing_with_a_page_at_the_desk_is_linked_to_it(client, reader):
    record("was invited", reader, at=NOON)

    page = client.get(LIST).content.decode()

    assert f'<a href="/admin/officers/officer/{reader.pk}/change/">officer {reader.pk}</a>' in page


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("auth.group/3", "group 3"),
        ("officers.officer/None", "nobody we know"),
        ("outbox.heartbeat/1", "heartbeat 1"),
        ("owls.owl/3", "owls.owl/3"),
        ("nonsense", "nonsense"),
    ],
    ids=["no page at the desk", "nobody we know", "a part of the clockwork", "a kind that is no more", "no kind at all"],
)
def test_any_other_thing_is_named_in_words(thing, words):
    assert desk.about(Entry(thing=thing)) == words


def test_what_a_line_says_is_escaped(client, reader):
    record("became <b>bold</b>", reader, at=NOON, why="<script>")

    page = client.get(LIST).content.decode()

    assert ("<b>bold" in page, "why: &lt;script&gt;" in page) == (False, True)


def test_a_line_has_a_page_of_its_own(client, reader):
    entry = record("was invited", reader, at=NOON, by=reader, time=2)

    page = client.get(reverse("admin:audit_entry_change", args=[entry.pk])).content.decode()

    assert ("Ada Okafor" in page, "time: 2" in page) == (True, True)


@pytest.mark.parametrize("who", ["officer", "superuser"])
@pytest.mark.parametrize("page", ["add", "change", "delete", "action"])
def test_nobody_changes_the_record_at_the_desk(client, who, page):
    client.force_login(make_officer() if who == "officer" else make_superuser())
    entry = record("was invited", make_officer(), at=NOON)
    address = {"add": f"{LIST}add/", "action": LIST}.get(page, f"{LIST}{entry.pk}/{page}/")

    client.post(address, {"did": "nothing", "post": "yes", "action": "delete_selected", "_selected_action": [entry.pk]})

    assert list(Entry.objects.filter(did="was invited")) == list(Entry.objects.all()) == [entry]


def test_moderators_do_not_read_the_record(client):
    client.force_login(make_officer("Moderators"))

    assert client.get(LIST).status_code == 403


def asked(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(LIST).status_code == 200
    return captured.captured_queries


def test_the_list_asks_no_more_of_the_database_for_three_lines_than_for_one(client, reader):
    record("was invited", reader, at=NOON, by=make_officer())
    asked(client)  # the first page counts what is wrong with the portal, and keeps it
    at_one = len(asked(client))

    for _ in range(2):
        record("was invited", make_officer(), at=NOON, by=make_officer())

    assert len(asked(client)) == at_one


def test_the_list_never_counts_the_whole_record(client, reader):
    record("was invited", reader, at=NOON)

    counts = [query["sql"] for query in asked(client) if "COUNT(*)" in query["sql"] and "audit_entry" in query["sql"]]

    assert [sql for sql in counts if f"LIMIT {MOST + 1}" not in sql] == []
