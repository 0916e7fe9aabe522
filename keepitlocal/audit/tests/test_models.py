import datetime

import pytest
from django.db import transaction

from keepitlocal.audit.models import Entry, named, record
from keepitlocal.officers.tests.makers import NOON, make_officer

pytestmark = pytest.mark.django_db


def test_a_line_names_things_and_people_by_kind_and_key():
    lead, officer = make_officer(), make_officer()

    entry = record("was invited", officer, at=NOON, by=lead, time=1)

    assert (entry.at, entry.by, entry.did, entry.thing) == (NOON, f"officers.officer/{lead.pk}", "was invited", named(officer))
    assert entry.details == {"time": 1}


def test_what_nobody_signed_in_did_is_by_nobody():
    assert record("became late", make_officer(), at=NOON).by == ""


def test_the_moment_is_the_one_given():
    given = NOON + datetime.timedelta(microseconds=1)

    record("was invited", make_officer(), at=given)

    assert Entry.objects.get().at == given


def test_the_lines_about_a_thing_are_its_own():
    officer, other = make_officer(), make_officer()
    record("was invited", other, at=NOON)
    entry = record("was invited", officer, at=NOON)

    assert list(Entry.objects.about(officer)) == [entry]


def test_the_newest_line_comes_first():
    officer = make_officer()
    older, newer = record("was invited", officer, at=NOON), record("was deactivated", officer, at=NOON)

    assert list(Entry.objects.all()) == [newer, older]


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(did="nothing"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["did"]),
    ],
    ids=["save", "delete", "update many", "delete many", "delete some", "update in bulk"],
)
def test_a_line_is_never_changed_nor_taken_away(change):
    entry = record("was invited", make_officer(), at=NOON)
    entry.did = "nothing"

    with pytest.raises(TypeError, match="only ever added to"), transaction.atomic():
        change(entry)

    assert Entry.objects.get().did == "was invited"


def test_a_line_outlives_what_it_speaks_of():
    officer = make_officer()
    record("was invited", officer, at=NOON)

    officer.delete()

    assert Entry.objects.count() == 1
