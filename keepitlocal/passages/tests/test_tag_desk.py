"""The list of tags, what leads do to one, and what is under it."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.tests.makers import make_lead
from keepitlocal.passages.models import Quoting, Tag, Tagging, Visibility
from keepitlocal.passages.tests.tags import NOON, make_passage, make_passages, make_tag, tags_on
from keepitlocal.passages.tests.told import SECRET, TOLD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
LIST, ADD = "/admin/passages/tag/", "/admin/passages/tag/add/"


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def under(client, tag, **query):
    """What the page of a tag lists: the passages' keys, in order."""
    page = client.get(f"/admin/tags/{tag.pk}/", query)
    assert page.status_code == 200
    return [passage.pk for passage in page.context["listing"].passages]


def keys(*passages):
    return [passage.pk for passage in passages]


def counted(client, **query):
    """What the list says: each tag with its counts, and all of them together."""
    lines = client.get(LIST, query).context["lines"]
    return [(line.tag.name, dict(line.counts), line.bar.count, line.bar.percent) for line in lines]


def test_the_list_counts_what_one_may_read(client, officer):
    make_tag("Loans")
    make_tag("Grants", on=[*make_passages(2), make_passage(kind=SECRET)], by=officer)

    told = {name: count for name, count in counted(client)[0][1].items() if name.startswith("tests.")}

    assert told == {TOLD: 2}
    assert [(name, count, percent) for name, _, count, percent in counted(client)] == [
        ("Grants", 2, "100.0%"),
        ("Loans", 0, "0.0%"),
    ]


def test_nothing_but_its_row_keeps_the_name_of_a_tag(client, lead):
    client.post(ADD, {"name": "Ms Okafor", "description": ""})
    client.post(f"{LIST}{Tag.objects.get().pk}/change/", {"name": "Mr Okafor", "description": ""})

    assert (Tag.objects.get().name, LogEntry.objects.count()) == ("Mr Okafor", 0)


def test_the_list_begins_with_the_most_used_when_asked(client, officer):
    make_tag("Grants")
    make_tag("Loans", on=make_passages(2), by=officer)

    assert [line[0] for line in counted(client, order="most")] == ["Loans", "Grants"]
    assert [line[0] for line in counted(client, order="neither")] == ["Grants", "Loans"]


def test_where_there_is_no_tag_the_list_says_how_to_begin(client, officer):
    assert "There is no tag yet." in client.get(LIST).content.decode()


def test_a_tag_is_added_at_the_desk(client, officer):
    client.post(ADD, {"name": " Local  knowledge ", "description": "What people there know."})

    tag = Tag.objects.get()
    assert (tag.name, tag.description) == ("Local knowledge", "What people there know.")
    assert list(Entry.objects.values_list("did", "thing", "by")) == [("was added", named(tag), named(officer))]


def test_a_name_that_is_taken_is_said_beside_it(client, officer):
    make_tag("Grants")

    page = client.post(ADD, {"name": "grants ", "description": ""})

    assert "There is a tag of that name already." in page.content.decode()
    assert Tag.objects.count() == 1


def test_a_tag_is_renamed_at_the_desk(client, officer):
    tag = make_tag("Grant")

    client.post(f"{LIST}{tag.pk}/change/", {"name": "Grants", "description": ""})

    assert Tag.objects.get().name == "Grants"
    assert Entry.objects.values_list("did", "thing").get() == ("was renamed", named(tag))


def test_merging_shows_first_what_will_happen(client, lead):
    one, both = make_passages(2)
    tag, into = make_tag("Comissioning", on=[one, both], by=lead), make_tag("Commissioning", on=[both], by=lead)

    page = client.get(f"{LIST}{tag.pk}/merge/", {"into": into.pk}).content.decode()

    assert "1 passage will have “Commissioning” in place of “Comissioning”. 1 passage with both keeps “Commissioning”." in page
    assert [tags_on(one), tags_on(both)] == [["Comissioning"], ["Comissioning", "Commissioning"]]


def test_merging_is_done_when_the_button_is_pressed(client, lead):
    passage = make_passage()
    tag, into = make_tag("Comissioning", on=[passage], by=lead), make_tag("Commissioning")

    response = client.post(f"{LIST}{tag.pk}/merge/", {"into": into.pk})

    assert (response.headers["Location"], tags_on(passage)) == (f"/admin/tags/{into.pk}/", ["Commissioning"])


@pytest.mark.parametrize(
    ("into", "problem"),
    [("", "Choose the tag that stays."), ("999", "That tag is not there any more."), ("own", "Choose another.")],
)
def test_what_a_tag_cannot_be_merged_into_is_said(client, lead, into, problem):
    tag = make_tag()

    page = client.get(f"{LIST}{tag.pk}/merge/", {"into": into.replace("own", str(tag.pk))})

    assert problem in page.content.decode()


def test_deleting_says_first_how_much_has_it(client, lead):
    tag = make_tag(on=make_passages(2), by=lead)

    page = client.get(f"{LIST}{tag.pk}/delete/")

    assert "“Grants” is on 2 passages. They stay, without it." in page.content.decode()
    assert Tag.objects.get() == tag


def test_deleting_is_done_when_the_button_is_pressed(client, lead):
    tag = make_tag(on=make_passages(2), by=lead)

    client.post(f"{LIST}{tag.pk}/delete/")

    assert (Tag.objects.count(), Tagging.objects.count()) == (0, 0)


@pytest.mark.parametrize("page", ["merge", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_officers_may_neither_merge_nor_delete_and_trying_is_recorded(client, officer, page, method):
    tag, into = make_tag(), make_tag("Local")

    response = getattr(client, method)(f"{LIST}{tag.pk}/{page}/", {"into": into.pk})

    assert (response.status_code, Tag.objects.count()) == (403, 2)
    assert Entry.objects.values_list("did", "thing", "by").get() == ("was refused", named(tag), named(officer))


@pytest.mark.parametrize("key", ["999", "x", "9" * 30])
@pytest.mark.parametrize("page", ["merge", "delete"])
def test_a_tag_that_is_not_there_is_not_found(client, lead, page, key):
    assert client.get(f"{LIST}{key}/{page}/").status_code == 404


def test_what_is_under_a_tag_is_what_one_may_read_the_newest_first(client, officer):
    one, other = make_passages(2)
    tag = make_tag(on=[one, other, make_passage(kind=SECRET)], by=officer)
    make_passage()

    assert under(client, tag) == keys(other, one)


def test_that_something_is_left_out_is_said_and_not_how_much(client, officer):
    page = client.get(f"/admin/tags/{make_tag().pk}/").content.decode()

    assert "Passages of a kind that you may not read are left out." in page


def test_pages_show_everything_under_a_tag_once(client, officer):
    passages = make_passages(51)
    tag = make_tag(on=passages, by=officer)
    found, before = [], ""

    while before is not None:
        page = client.get(f"/admin/tags/{tag.pk}/", {"before": before})
        found += [passage.pk for passage in page.context["listing"].passages]
        before = page.context["listing"].older

    assert found == keys(*reversed(passages))


def test_what_is_under_a_tag_is_narrowed_by_kind_quoting_and_other_tags(client, lead):
    plain, quoted, secret, both = make_passage(), make_passage(quoting=Quoting.NAMED), make_passage(kind=SECRET), make_passage()
    tag, other = make_tag(on=[plain, quoted, secret, both], by=lead), make_tag("Loans", on=[both, quoted], by=lead)
    third = make_tag("Trust", on=[both], by=lead)

    assert under(client, tag, kind=SECRET) == keys(secret)
    assert under(client, tag, quoting="named") == keys(quoted)
    assert under(client, tag, also=[other.pk]) == keys(both, quoted)
    assert under(client, tag, also=[other.pk, third.pk]) == keys(both)
    assert under(client, tag, also=[other.pk], quoting="named", kind=TOLD) == keys(quoted)


@pytest.mark.parametrize(
    "query", [{"kind": SECRET}, {"kind": "x"}, {"quoting": "x"}, {"also": ["x", "", "999"]}, {"before": "x"}]
)
def test_what_makes_no_sense_narrows_nothing(client, officer, query):
    passage = make_passage()
    tag = make_tag(on=[passage], by=officer)

    assert under(client, tag, **query) == keys(passage)


def test_a_passage_says_who_said_it_as_they_may_be_described_and_whether_it_may_be_quoted(client, officer):
    passage = make_passage(names="Ann Other", asked="1.1 What works?", said_at=NOON + datetime.timedelta(days=1))
    page = client.get(f"/admin/tags/{make_tag(on=[passage], by=officer).pk}/").content.decode()

    said = " ".join(re.sub("<[^>]+>", " ", page).split())

    assert "A councillor , 1pm on Tuesday 2 June 2026. May be quoted without a name. 1.1 What works? Local grants" in said
    assert f'href="/admin/told/{passage.owner}/#"' in page
    assert "Ann Other" not in page


def test_what_is_confidential_is_listed_by_its_reference_alone(client, officer):
    passage = make_passage(
        visibility=Visibility.CONFIDENTIAL, said_by="A commissioner", text="Our council hides it.", asked="Asked"
    )
    page = client.get(f"/admin/tags/{make_tag(on=[passage], by=officer).pk}/").content.decode()

    assert [each in page for each in [passage.reference, "Confidential.", "Our council", "A commissioner"]] == [
        True,
        True,
        False,
        False,
    ]


def test_a_long_text_is_read_on_where_it_belongs(client, officer):
    passage = make_passage(text="word " * 200 + "end")
    page = client.get(f"/admin/tags/{make_tag(on=[passage], by=officer).pk}/").content.decode()

    assert ("Read on" in page, "end" in page.split("kil-desk-text")[1].split("Read on")[0].split()) == (True, False)


@pytest.mark.parametrize("query", [{}, {"kind": TOLD}, {"before": "0"}], ids=["nothing yet", "narrowed", "paged past the end"])
def test_where_nothing_is_under_a_tag_the_page_says_so(client, officer, query):
    words = {"": "Nothing is under it yet.", "kind": "Nothing under it is like that.", "before": "There is nothing older."}

    assert words["".join(query)] in client.get(f"/admin/tags/{make_tag().pk}/", query).content.decode()
