import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import NOON, make_officer
from keepitlocal.passages.models import Passage, Quoting, Tag, Visibility, put_all
from keepitlocal.passages.tests.conftest import changed
from keepitlocal.passages.tests.makers import make_passage, passage
from keepitlocal.passages.tests.part import ANSWER, REMARK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_kinds")]

SEARCH = "/admin/search/"


@pytest.fixture
def moderator(client):
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)
    return moderator


def page(client, **asked):
    response = client.get(SEARCH, asked)
    assert response.status_code == 200
    return response.text


def found(client, **asked):
    """The texts that the page shows of what was found."""
    parts = re.findall(r'<p class="kil-desk-text">(.*?)</p>', page(client, **asked), re.DOTALL)
    return [re.sub(r"<[^>]+>|\n", "", part) for part in parts]


def test_before_anything_is_asked_the_page_says_how(client, officer):
    make_passage("A trust.")

    said = page(client)

    assert "A trust." not in said
    assert "KIL-7QX4-M2PT" in said


def test_every_page_of_the_desk_has_the_box(client, officer):
    assert f'role="search" action="{SEARCH}" method="get"' in client.get("/admin/").text


def test_who_may_find_nothing_has_no_box_and_is_refused_which_goes_on_the_record(client):
    """A13: and what they typed does not."""
    nobody = make_officer(None)
    client.force_login(nobody)

    assert client.get(SEARCH, {"q": "Okafor"}).status_code == 403
    assert 'role="search"' not in client.get("/admin/").text
    entry = Entry.objects.get(did__startswith="was refused")
    assert (entry.did, entry.by, entry.details) == ("was refused searching", f"officers.officer/{nobody.pk}", {})


def test_strangers_are_asked_to_sign_in(client):
    assert client.get(SEARCH).url == f"/admin/login/?next={SEARCH}"


def test_searching_leaves_nothing_of_what_was_typed(client, officer, caplog):
    """P5: it may be a name."""
    before = Entry.objects.count()

    page(client, q="Okafor")

    assert Entry.objects.count() == before
    assert "Okafor" not in caplog.text


def test_what_was_found_says_who_said_it_when_it_was_asked_what_and_how_it_may_be_quoted(client, officer):
    made = make_passage("A trust.", asked="What works?", said_by="A carer", place="question-1", said_at=NOON)
    theme = Tag.objects.create(name="Trusts")
    theme.taggings.create(passage=made, by=officer, at=NOON)

    said = page(client, q="trust")

    assert f'<a href="/admin/answers/{made.owner}/#question-1">{made.reference}</a>' in said
    assert "<bdi>A carer</bdi>, midday on Monday 2 March 2026" in said
    assert "What works?" in said
    assert "A <mark>trust</mark>." in said
    assert "May be quoted without a name" in said
    assert "Tag: Trusts" in said


def test_what_is_said_is_escaped(client, officer):
    """C1: also where it is marked."""
    hostile = "<script>alert(1)</script>"
    make_passage(f"{hostile} trust {hostile}", asked=hostile, said_by=hostile, names=hostile)

    said = page(client, q='script alert "')

    assert "<script>alert" not in said
    assert said.count("&lt;<mark>script</mark>&gt;<mark>alert</mark>") == 3
    assert said.count(escape(hostile)) == 2


def test_a_name_that_was_found_is_shown_as_one(client, officer):
    make_passage("A trust.", names="Ada Okafor")

    assert "Found by who sent it: <bdi>Ada <mark>Okafor</mark>" in page(client, q="okafor")
    assert "Found by who sent it" not in page(client, q="trust")


def test_of_what_is_confidential_no_word_is_shown(client, officer):
    """A14: it is found, and read on its own page, which goes on the record."""
    made = make_passage("A secret trust.", names="Zora Quill", visibility=Visibility.CONFIDENTIAL)

    said = page(client, q="secret quill")

    assert made.reference in said
    assert "Confidential: read it on its own page, which records that you did." in said
    assert "kil-desk-text" not in said
    assert "Zora" not in said


def test_moderators_find_remarks_alone(client, moderator):
    """A14: not even by narrowing, or by a reference."""
    made = make_passage("An answer’s trust.")
    make_passage("A remark’s trust.", kind=REMARK)

    assert found(client, q="trust") == ["A remark’s trust."]
    assert found(client, q=made.reference) == found(client, q="answer") == []
    assert found(client, q="trust", kind=made.kind) == []


def test_moderators_are_told_of_no_tag_and_narrow_by_none(client, moderator):
    """A13: neither of what officers look for, nor of what they found."""
    tag = Tag.objects.create(name="Closures of trusts")
    tag.put_on(Passage.objects.filter(pk=make_passage("A remark’s trust.", kind=REMARK).pk), by=make_officer(), at=NOON)
    make_passage("Another remark’s trust.", kind=REMARK)

    assert "Closures" not in page(client, q="trust")
    assert found(client, q="trust", tag=tag.pk) == found(client, q="trust") == ["Another remark’s trust.", "A remark’s trust."]


@pytest.fixture
def four():
    make_passage("An accepted answer.", asked="accepted", quoting=Quoting.NAMED)
    make_passage("A new answer.", asked="new", quoting=Quoting.NEVER)
    make_passage("A hidden remark.", asked="hidden", kind=REMARK)
    tagged = make_passage("A new remark.", asked="new", kind=REMARK)
    officer, tag = make_officer(), Tag.objects.create(pk=7, name="Trusts")
    tag.taggings.create(passage=tagged, by=officer, at=NOON)


@pytest.mark.usefixtures("four", "officer")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": REMARK}, ["A new remark.", "A hidden remark."]),
        ({"status": "new"}, ["A new remark.", "A new answer."]),
        ({"status": "accepted"}, ["An accepted answer."]),
        ({"documents": "some"}, []),
        ({"status": "new", "kind": REMARK}, ["A new remark."]),
        ({"status": "new", "q": "answer"}, ["A new answer."]),
        ({"tag": "7"}, ["A new remark."]),
        ({"quoting": "quoted"}, ["A new remark.", "A hidden remark.", "An accepted answer."]),
        ({"quoting": "named"}, ["An accepted answer."]),
        ({"q": "the", "quoting": "never"}, []),
    ],
    ids=str,
)
def test_what_is_found_is_narrowed(client, asked, expected):
    assert found(client, **asked) == expected


@pytest.mark.usefixtures("officer")
def test_kinds_share_what_they_are_narrowed_by(client):
    options = re.findall(r'<option value="(\w*)"', page(client).partition('name="status"')[2].partition("</select>")[0])

    assert options == ["", "new", "accepted", "hidden"]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("asked", [{"tag": "8"}, {"status": "gone"}, {"kind": "x"}, {"quoting": "x"}], ids=str)
def test_what_is_not_offered_finds_nothing_and_says_so(client, asked):
    make_passage("A trust.")
    Tag.objects.create(pk=7, name="Trusts")

    said = page(client, q="trust", **asked)

    assert "Choose one of these: what was chosen is not there any more." in said
    assert "kil-desk-text" not in said


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("typed", "says"),
    [("x" * 10_000, "Ask with fewer words: at most 500 characters."), ("a\0b", "Null characters are not allowed.")],
    ids=["ten thousand characters", "NUL"],
)
def test_what_cannot_be_asked_is_said(client, typed, says):
    assert says in page(client, q=typed)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("before", ["", "0", "-1", "x", "9" * 30, "²"])
def test_any_place_to_go_on_from_is_answered(client, before):
    page(client, q="trust", before=before)


@pytest.mark.usefixtures("officer")
def test_pages_lead_through_everything_that_was_narrowed(client):
    put_all([passage(f"Trust {number}.") for number in range(60)])

    seen, address = [], f"{SEARCH}?q=trust&kind=tests.answer"
    while address:
        said = client.get(address).text
        seen += re.findall(r"<mark>Trust</mark> (\d+)\.", said)
        following = re.search(r'rel="next" href="([^"]+)"', said)
        address = following and SEARCH + following[1].replace("&amp;", "&")

    assert seen == [str(number) for number in reversed(range(60))]


@pytest.mark.usefixtures("officer")
def test_a_reference_finds_its_thing_first_and_shows_it_once(client):
    made = make_passage("A trust.", reference="KIL-7QX4-M2PT")
    make_passage("As KIL-7QX4-M2PT says.")

    said = page(client, q="kil-7qx4-m2pt")

    assert found(client, q="kil-7qx4-m2pt") == ["A trust.", "As KIL-7QX4-M2PT says."]
    assert "Nothing was found" not in page(client, q=made.reference)
    assert "With this reference" in said


@pytest.mark.usefixtures("officer")
def test_what_stands_in_for_a_word_is_said_and_marked(client):
    make_passage("The commissioning of care.")
    changed()

    said = page(client, q="comissioning")

    assert "Nothing has “comissioning”. These have words like it." in said
    assert "<mark>commissioning</mark>" in said


@pytest.mark.usefixtures("officer")
def test_a_word_that_only_other_kinds_have_is_said_to_be_missing_from_what_was_chosen(client):
    make_passage("The commission.")
    make_passage("The comission.", kind=REMARK)
    changed()

    said = page(client, q="comission", kind=ANSWER)

    assert "None of what you chose has “comission”. These have words like it." in said


@pytest.mark.usefixtures("officer")
def test_where_nothing_is_found_the_page_says_what_to_try(client):
    assert "Nothing was found. You could:" in page(client, q="xylophone")


def queries(client, **asked):
    page(client, **asked)
    with CaptureQueriesContext(connection) as captured:
        page(client, **asked)
    return len(captured)


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(("few", "many"), [(1, 3), (100, 10_000)])
def test_searching_asks_the_same_queries_of_few_and_of_many(client, few, many):
    put_all([passage("A trust.", asked="new") for _ in range(few)])
    with_few = queries(client, q="trust"), queries(client, status="new")
    put_all([passage("A trust.", asked="new") for _ in range(many - few)])

    assert (queries(client, q="trust"), queries(client, status="new")) == with_few


@pytest.mark.usefixtures("officer")
def test_what_nothing_has_is_looked_for_in_the_same_queries_of_3_and_of_300(client):
    put_all([passage("A trust.") for _ in range(3)])
    with_few = queries(client, q="xylophone")
    put_all([passage("A trust.") for _ in range(297)])

    assert queries(client, q="xylophone") == with_few
