import pytest
from django.urls import reverse

from keepitlocal import parts
from keepitlocal.audit.models import Entry
from keepitlocal.officers.coverage import THIN, Cell, Coverage, Covered, Heading, Line, gap
from keepitlocal.officers.tests.makers import NOON, make_officer


def table(*counts):
    return Coverage("How many.", "What", [Heading("All")], [Line(Heading("It"), [Cell(each) for each in counts])], NOON)


def test_a_cell_is_thin_below_three():
    assert [Cell(count).is_thin for count in [0, THIN - 1, THIN]] == [True, True, False]


def test_a_thin_cell_is_marked_in_words():
    assert [Cell(count).mark for count in [0, 1, 3]] == ["none", "few", ""]


def test_what_is_not_judged_is_never_thin():
    assert Cell(0, is_judged=False).mark == ""


def test_a_table_knows_how_many_of_its_cells_are_thin():
    assert table(0, 2, 3).thin == 2


def test_gaps_are_said_in_a_sentence():
    said = gap("answers to", [("1.1", 0), ("1.2", 2), ("1.3", 3)])

    assert said == ["Fewer than 3 answers to: 1.1 (none), 1.2 (2)."]


def test_where_there_is_no_gap_nothing_is_said():
    assert gap("answers to", [("1.3", 3)]) == []


@pytest.fixture
def two_tables(monkeypatch):
    offered = [Covered("one", "The first", lambda at: table(1)), Covered("two", "The second", lambda at: table(5))]
    part = type("Part", (), {"coverage": staticmethod(lambda officer: offered)})
    monkeypatch.setattr(parts, "all_parts", lambda: [part])


@pytest.mark.django_db
@pytest.mark.usefixtures("two_tables")
@pytest.mark.parametrize(
    ("asked", "title"), [("", "The first"), ("?of=two", "The second"), ("?of=three", "The first")], ids=["none", "two", "unknown"]
)
def test_one_table_is_shown_at_a_time(client, officer, asked, title):
    assert client.get(reverse("officers:coverage") + asked).context["chosen"].title == title


@pytest.mark.django_db
@pytest.mark.usefixtures("two_tables")
def test_the_front_page_leads_to_the_first_table_of_a_part(client, officer):
    assert 'href="/admin/coverage/?of=one"' in client.get(reverse("admin:index")).content.decode()


@pytest.mark.django_db
def test_a_moderator_is_refused_and_that_goes_on_the_record(client):
    """A13"""
    client.force_login(make_officer("Moderators"))

    answer = client.get(reverse("officers:coverage"))

    assert (answer.status_code, Entry.objects.filter(did="was refused the coverage").count()) == (403, 1)


@pytest.mark.django_db
def test_an_officer_is_told_where_there_is_nothing_to_cover(client, officer):
    assert "Nothing is published yet" in client.get(reverse("officers:coverage")).content.decode()
