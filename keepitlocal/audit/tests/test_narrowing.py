"""The record, narrowed: by whom, what, to what, when; and what is narrowed taken away as a file."""

import ast
import csv
import datetime
import io

import pytest
from django.conf import settings
from django.urls import reverse

from evidence.tests.makers import make_sent
from keepitlocal.audit.deeds import DEEDS
from keepitlocal.audit.models import Entry, named, record
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.second_factor import enrol, new_key
from keepitlocal.officers.tests.makers import NOON, make_lead, make_officer
from keepitlocal.passages.models import Tag

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("admin:audit_entry_changelist"), reverse("admin:audit_entry_export")
DAY, MOMENT = datetime.timedelta(days=1), datetime.timedelta(microseconds=1)
MIDNIGHT = datetime.datetime(2026, 5, 31, 23, tzinfo=datetime.UTC)  # when the first of June begins in the United Kingdom


@pytest.fixture
def reader(client):
    officer = make_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def shown(client, **asked):
    return [line.did for line in client.get(LIST, asked).context["cl"].result_list]


def test_by_whom(client, reader):
    record("was invited", reader, at=NOON, by=make_officer())
    record("was renamed", reader, at=NOON, by=reader)
    record("signed in", reader, at=NOON)

    assert shown(client, by=reader.pk) == ["was renamed"]
    assert shown(client, by="portal") == ["signed in"]


@pytest.mark.parametrize(
    ("deed", "did"),
    [("refused", "was refused the comments"), ("exports", "comments were exported"), ("erasing", "became erased")],
)
def test_by_what_was_done(client, reader, deed, did):
    for each in ["was refused the comments", "comments were exported", "became erased", "signed in"]:
        record(each, reader, at=NOON)

    assert shown(client, deed=deed) == [did]


def test_by_a_kind_of_thing(client, reader):
    record("signed in", reader, at=NOON)
    record("became accepted", make_sent(), at=NOON)

    assert shown(client, kind="officers.officer") == ["signed in"]


@pytest.mark.parametrize(
    "typed", ["{0.reference}", " {0.reference} ", "submission {0.pk}", "evidence.submission/{0.pk}", "lower"]
)
def test_by_a_thing_as_it_is_called(client, reader, typed):
    sent = make_sent()
    other = make_sent(sent.call)
    record("was noted on", sent, at=NOON)
    record("was noted on", other, at=NOON)
    typed = sent.reference.lower().replace("-", " ") if typed == "lower" else typed.format(sent)

    found = client.get(LIST, {"thing": typed}).context["cl"].result_list

    assert {line.thing for line in found} == {named(sent)}


@pytest.mark.parametrize("typed", ["KIL-0000-0000", "ann@example.org/x", "evidence.submission/x"])
def test_a_thing_that_is_not_there_is_said_in_words(client, reader, typed):
    record("signed in", reader, at=NOON)

    page = client.get(LIST, {"thing": typed})

    assert "Nothing is called that." in page.content.decode()
    assert list(page.context["cl"].result_list) == []


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({"since": "2026-06-01"}, ["the moment", "after"]),
        ({"until": "2026-05-31"}, ["before"]),
        ({"since": "2026-06-01", "until": "2026-06-01"}, ["the moment"]),
    ],
    ids=["from", "up to", "one day"],
)
def test_by_day_in_uk_time_to_the_microsecond(client, reader, asked, days):
    for did, at in {"before": MIDNIGHT - MOMENT, "the moment": MIDNIGHT, "after": MIDNIGHT + DAY}.items():
        record(did, reader, at=at)

    assert sorted(shown(client, **asked)) == sorted(days)


def test_a_day_that_is_none_is_said_in_words(client, reader):
    record("signed in", reader, at=NOON)

    page = client.get(LIST, {"since": "yesterday"}).content.decode()

    assert ("Write a day as year, month and day" in page, "has no line like that" in page) == (True, True)


def test_by_several_at_once(client, reader):
    record("was refused", reader, at=NOON, by=reader)
    record("was refused", reader, at=NOON)
    record("signed in", reader, at=NOON, by=reader)

    assert shown(client, by=reader.pk, deed="refused", since="2026-01-01") == ["was refused"]


@pytest.mark.parametrize(("asked", "found"), [({"since": "0001-01-01"}, ["signed in"]), ({"until": "9999-12-31"}, ["signed in"])])
def test_the_first_and_the_last_day_there_is_can_be_asked_for(client, reader, asked, found):
    record("signed in", reader, at=NOON)

    assert shown(client, **asked) == found


def test_every_page_of_what_is_narrowed_is_narrowed(client, reader):
    for number in range(101):
        record("was refused", reader, at=NOON)
        record(f"signed {number}", reader, at=NOON)

    assert shown(client, deed="refused", p=3) == ["was refused"]
    assert "deed=refused" in client.get(LIST, {"deed": "refused"}).content.decode()


def words_recorded():
    """How every sentence of the record begins that our sources write."""
    for path in settings.ROOT.rglob("*.py"):
        if not {".venv", "tests", "node_modules"} & set(path.parts):
            for call in ast.walk(ast.parse(path.read_text())):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record" and call.args:
                    yield from begins(call.args[0])


def begins(said):
    if isinstance(said, ast.Constant):
        yield said.value
    elif isinstance(said, ast.IfExp):
        yield from begins(said.body)
        yield from begins(said.orelse)
    elif isinstance(said, ast.JoinedStr) and isinstance(said.values[0], ast.Constant):
        yield said.values[0].value


def as_one(said, known):
    """Whether one is how the other begins: of `became {status}` the source has only the beginning."""
    return said.startswith(known) or known.startswith(said)


def test_a_new_app_is_of_signing_in_and_not_of_publishing(client, reader):
    enrol(make_officer(), new_key(), 1, replaces=True, at=NOON)

    (did,) = shown(client, deed="signing in")

    assert shown(client, deed="publishing") == []
    assert did == "replaced the second factor"


def test_what_is_renamed_is_an_officer_or_a_tag(client, reader):
    record("was renamed", reader, at=NOON)
    record("was renamed", Tag(pk=reader.pk), at=NOON)

    things = [line.thing for deed in ["officers", "tags"] for line in client.get(LIST, {"deed": deed}).context["cl"].result_list]

    assert things == [named(reader), f"passages.tag/{reader.pk}"]


def test_whatever_is_recorded_is_in_a_group():
    known = [words for _, group in DEEDS.values() for words in group]

    assert {
        said for said in words_recorded() if not any(said.startswith(each) or each.startswith(said) for each in known)
    } == set()


def test_a_lead_gets_the_lines_that_the_list_shows(client, lead):
    record("was refused", lead, at=NOON, by=lead, why="asked twice")
    record("became late", lead, at=NOON)

    response = client.post(EXPORT, query_params={"deed": "refused"})

    assert list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig")))) == [
        ["when", "by", "by: key", "what was done", "to", "to: key", "details"],
        [
            "2026-03-02T12:00:00+00:00",
            str(lead),
            named(lead),
            "was refused",
            f"officer {lead.pk}",
            named(lead),
            "why: asked twice",
        ],
    ]
    assert 'filename="the-record-' in response["Content-Disposition"]


def test_that_the_record_was_exported_is_on_the_record(client, lead):
    record("was refused", lead, at=NOON)

    client.post(EXPORT, query_params={"deed": "refused", "since": "2026-01-01"})

    entry = Entry.objects.get(did="the record was exported")
    assert (entry.by, entry.details) == (named(lead), {"count": 1, "narrowed": ["deed: refused", "since: 2026-01-01"]})


def test_an_export_that_asks_for_nonsense_holds_nothing(client, lead):
    response = client.post(EXPORT, query_params={"since": "yesterday"})

    assert len(response.getvalue().splitlines()) == 1


def test_the_record_is_not_exported_by_following_a_link(client, lead):
    assert client.get(EXPORT).status_code == 405


@pytest.mark.parametrize("group", ["Policy officers", MODERATORS])
def test_who_is_no_lead_is_refused_and_it_goes_on_the_record(client, group):
    officer = make_officer(group)
    client.force_login(officer)

    assert client.post(EXPORT).status_code == 403
    assert Entry.objects.about(officer).filter(did="was refused an export").count() == 1


def test_who_may_not_read_the_record_is_refused_and_it_goes_on_the_record(client):
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)

    assert client.get(LIST).status_code == 403
    assert Entry.objects.about(moderator).filter(did="was refused the record").count() == 1
