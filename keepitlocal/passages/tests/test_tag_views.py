"""Putting tags on what is read at the desk, taking them off, and who may."""

import pytest
from django.test import Client
from django.utils.html import escape

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from keepitlocal.passages.models import Tag, Tagging, Visibility
from keepitlocal.passages.tests.tags import make_passage, make_passages, make_tag, tags_on
from keepitlocal.passages.tests.told import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
HERE = "/admin/evidence/submission/3/change/?_changelist_filters=status%3Dsubmitted"


def post(client, passage, **said):
    return client.post(f"/admin/tags/on/{passage.pk}/", {"next": f"{HERE}#tags-{passage.pk}", **said})


def told(client):
    """What the next page of the desk says was done, or was in the way."""
    return [str(each) for each in client.get("/admin/telling/").context["messages"]]


def test_a_tag_is_put_on_by_its_name_and_one_is_back_where_one_was(client, officer):
    passage, tag = make_passage(), make_tag("Local knowledge")

    response = post(client, passage, name=" local  KNOWLEDGE")

    assert response.headers["Location"] == f"{HERE}#tags-{passage.pk}"
    assert Tagging.objects.values_list("tag", "passage", "by").get() == (tag.pk, passage.pk, officer.pk)


def test_a_name_that_is_new_makes_a_tag_and_says_so(client, officer):
    passage = make_passage()

    post(client, passage, name="Grants")

    assert tags_on(passage) == ["Grants"]
    assert told(client) == ["“Grants” is a new tag, and on 1 passage."]
    assert Entry.objects.values_list("did", "thing", "by").first() == ("was added", named(Tag.objects.get()), named(officer))


def test_a_tag_that_somebody_took_off_meanwhile_is_said_to_be_off(client, officer):
    post(client, make_passage(), off=make_tag("Grants").pk)

    assert told(client) == ["“Grants” was off already."]


def test_a_tag_is_taken_off(client, officer):
    passage = make_passage()
    tag = make_tag(on=[passage], by=officer)

    response = post(client, passage, off=tag.pk)

    assert (tags_on(passage), response.headers["Location"]) == ([], f"{HERE}#tags-{passage.pk}")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "Type the name of a tag, or choose one of those that are offered."),
        ({"name": "  "}, "Type the name of a tag, or choose one of those that are offered."),
        ({"name": "x" * 61}, "A tag's name has at most 60 characters."),
        ({"name": "a\x00b"}, "Null characters are not allowed."),
        ({"off": "999"}, "That tag is not there any more: somebody has merged or deleted it."),
        ({"off": "Grants"}, "That tag is not there any more: somebody has merged or deleted it."),
    ],
    ids=["nothing", "blanks", "too long", "a null", "a tag that is gone", "no key"],
)
def test_what_is_in_the_way_is_said_at_the_top_of_the_page(client, officer, said, problem):
    passage = make_passage()

    response = post(client, passage, **said)

    assert response.headers["Location"] == HERE
    assert (told(client), Tag.objects.count()) == ([problem], 0)


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "http:///evil.example"]
)
def test_what_comes_next_is_a_page_of_the_desk(client, officer, elsewhere):
    """H8."""
    passage = make_passage(place="question-2")

    response = post(client, passage, name="Grants", next=elsewhere)

    assert response.headers["Location"] == f"/admin/told/{passage.owner}/#question-2"


def test_opening_the_address_of_a_tagging_changes_nothing(client, officer):
    assert client.get(f"/admin/tags/on/{make_passage().pk}/").status_code == 405


def test_what_is_confidential_is_tagged_by_those_who_may_read_it(client, officer):
    passage = make_passage(visibility=Visibility.CONFIDENTIAL)

    post(client, passage, name="Grants")

    assert tags_on(passage) == ["Grants"]


@pytest.mark.parametrize("said", [{"name": "Grants"}, {"off": "1"}], ids=["put on", "take off"])
def test_what_one_may_not_read_one_may_not_tag(client, officer, said):
    passage = make_passage(kind=SECRET)

    assert post(client, passage, **said).status_code == 403

    assert tags_on(passage) == []
    assert Entry.objects.values_list("did", "thing", "by").first() == ("was refused", named(passage), named(officer))


def test_a_passage_that_is_gone_or_of_no_kind_is_not_found(client, officer):
    passage = make_passage(kind="tests.forgotten")

    assert [post(client, each, name="Grants").status_code for each in [passage, officer]] == [404, 404]


@pytest.mark.parametrize(
    "address", ["/admin/passages/tag/", "/admin/tags/{tag}/", "/admin/passages/tag/add/", "/admin/passages/tag/{tag}/change/"]
)
def test_a_moderator_sees_no_tag_and_being_refused_is_recorded(address):
    moderator, client = make_officer(MODERATORS), Client()
    client.force_login(moderator)

    response = client.get(address.format(tag=make_tag().pk))

    assert response.status_code == 403
    assert Entry.objects.filter(did__startswith="was refused", by=named(moderator)).count() == 1


def test_whoever_is_not_signed_in_is_asked_to(client):
    addresses = [f"/admin/tags/{make_tag().pk}/", f"/admin/tags/on/{make_passage().pk}/"]

    assert [client.post(each).headers["Location"].split("?")[0] for each in addresses] == ["/admin/login/"] * 2


def test_a_tag_is_put_on_all_that_are_ticked_and_on_nothing_that_one_may_not_read(client, officer):
    one, other, unticked = make_passages(3)
    secret = make_passage(kind=SECRET)
    tag = make_tag(on=[one, other, unticked, secret], by=officer)

    client.post(f"/admin/tags/{tag.pk}/several/", {"passage": [one.pk, other.pk, secret.pk], "name": "Loans"})

    names = [tags_on(each) for each in [one, other, unticked, secret]]
    assert names == [["Grants", "Loans"], ["Grants", "Loans"], ["Grants"], ["Grants"]]
    assert told(client) == ["“Loans” is a new tag, and on 2 passages."]


def test_the_tag_is_taken_off_all_that_are_ticked(client, officer):
    one, other = make_passages(2)
    tag = make_tag(on=[one, other], by=officer)

    client.post(f"/admin/tags/{tag.pk}/several/", {"passage": [one.pk], "off": tag.pk, "name": ""})

    assert [tags_on(one), tags_on(other)] == [[], ["Grants"]]


@pytest.mark.parametrize("ticked", [[], ["x"], [""]], ids=["nothing", "no key", "blank"])
def test_where_nothing_is_ticked_that_is_said(client, officer, ticked):
    tag = make_tag(on=[make_passage()], by=officer)

    client.post(f"/admin/tags/{tag.pk}/several/", {"passage": ticked, "name": "Loans"})

    assert (told(client), list(Tag.objects.all())) == (["Tick at least one passage first."], [tag])


@pytest.mark.parametrize("hostile", ['<script>alert("x")</script>', '"><img src=x onerror=alert(1)>', "<b>O'Neill & Sons</b>"])
def test_what_a_tag_says_is_text_and_nothing_else(client, hostile):
    """C1."""
    lead = make_lead()
    client.force_login(lead)
    tag = make_tag(hostile, description=hostile, on=[make_passage(text=hostile, said_by=hostile, asked=hostile)], by=lead)
    below = [f"/admin/passages/tag/{each}" for each in ["", *(f"{tag.pk}/{page}/" for page in ["change", "merge", "delete"])]]

    pages = [client.get(address).content.decode() for address in [*below, f"/admin/tags/{tag.pk}/"]]

    assert [hostile in page for page in pages] == [False] * 5
    assert [escape(hostile) in page for page in pages] == [True] * 5
