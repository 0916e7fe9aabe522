"""The Atom feeds: what everybody may read, as XML that a reader understands, and sent again only where it changed."""

from xml.etree import ElementTree

import pytest

from keepitlocal.officers.tests.makers import make_officer
from principles.models import Comment, Wording
from principles.tests.makers import DAY, NOON, WEEK, make_comment, make_consultation, make_principle, reword

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ATOM = {"atom": "http://www.w3.org/2005/Atom"}
PORTAL = "http://portal.example"
HIDE = {"reason": "private", "by": None, "at": NOON}


def feed_of(client, address="/feeds/comments/"):
    return ElementTree.fromstring(client.get(address).content)


def entries(client, address="/feeds/comments/", *, of="content"):
    """What each entry says of something, the latest first."""
    return [entry.findtext(f"atom:{of}", namespaces=ATOM) for entry in feed_of(client, address).iterfind("atom:entry", ATOM)]


def test_comments_are_there_the_latest_first(client):
    make_comment(text="First.")
    make_comment("whole", text="Second.", at=NOON + DAY)

    assert entries(client) == ["Second.", "First."]


def test_an_entry_says_who_wrote_it_when_on_what_and_where_it_is(client):
    comment = make_comment()

    entry = feed_of(client).find("atom:entry", ATOM)
    found = {part: entry.findtext(f"atom:{part}", namespaces=ATOM) for part in ["title", "id", "published", "author/atom:name"]}
    assert found == {
        "title": "Sam Okafor on Principle 1: Start with the place",
        "id": f"{PORTAL}/principles/comments/{comment.pk}/",
        "published": "2026-06-01T12:00:00+00:00",
        "author/atom:name": "Sam Okafor",
    }
    assert entry.find("atom:link", ATOM).get("href") == f"{PORTAL}/principles/comments/{comment.pk}/"
    assert entry.find("atom:content", ATOM).get("type") == "text"


def test_a_principles_own_feed_holds_what_is_said_on_it(client):
    make_comment(make_principle(1), text="On the first.")
    make_comment(make_principle(2), text="On the second.")

    assert entries(client, "/feeds/principles/2/") == ["On the second."]


@pytest.mark.parametrize("status", ["unconfirmed", "waiting", "asked", "rejected", "hidden", "withdrawn", "erased"])
def test_what_is_not_public_is_not_in_it(client, status):
    """A14."""
    Comment.objects.filter(pk=make_comment().pk).update(status=status)

    assert entries(client) == entries(client, "/feeds/principles/1/") == []


def test_a_change_is_not_in_it_before_it_is_approved(client):
    """C6."""
    make_comment(text="As it was.").change("As it will be.", at=NOON)

    assert entries(client) == ["As it was."]


def test_a_changed_comment_is_the_same_entry_updated(client):
    comment = make_comment()
    before = entries(client, of="id")
    comment.change("In other words.", at=NOON + DAY)
    comment.approve(revision=2, by=None, at=NOON + DAY)

    assert entries(client, of="id") == before
    assert entries(client, of="updated") == ["2026-06-02T12:00:00+00:00"]


def test_it_holds_the_latest_fifty(client):
    for number in range(51):
        make_comment(text=f"Number {number}.")

    assert entries(client) == [f"Number {number}." for number in range(50, 0, -1)]


def test_it_is_asked_in_as_many_queries_however_long_it_is(client, django_assert_num_queries):
    make_comment()
    client.get("/feeds/comments/")
    for _ in range(10):
        make_comment()

    with django_assert_num_queries(2):
        client.get("/feeds/comments/")


def test_what_people_wrote_is_text_and_nothing_else(client):
    """C1."""
    text = "<script>alert(1)</script> & ]]> &lt;b&gt;"
    make_comment(text=text, name="<b>Sam</b>")

    assert entries(client) == [text]
    assert entries(client, of="title") == ["<b>Sam</b> on Principle 1: Start with the place"]


def test_controls_are_left_out_which_no_xml_holds(client):
    """F3, also where they were stored by another way than the form."""
    comment = make_comment()
    Comment.objects.filter(pk=comment.pk).update(text="A\x08bell \x1band \ufffemore.", name="S\x07am")

    assert entries(client) == ["Abell and more."]
    assert entries(client, of="title") == ["Sam on Principle 1: Start with the place"]


def test_an_officers_reply_is_marked_from_the_account(client):
    """C7."""
    comment = make_comment(name="Ada Okafor")
    Comment.objects.filter(pk=comment.pk).update(author=None, officer=make_officer())
    make_comment(name="Ada Okafor")

    assert entries(client, of="author/atom:name") == ["Ada Okafor", "Ada Okafor (policy team)"]


def test_links_come_from_the_portals_own_address(client, settings):
    """M12: never from a request's Host header."""
    settings.PORTAL_URL, settings.ALLOWED_HOSTS = "https://keepitlocal.example", ["evil.example"]
    make_comment()
    reword(make_principle(2), "Another text.")

    for address in ["/feeds/comments/", "/feeds/principles/1/", "/feeds/wordings/"]:
        feed = ElementTree.fromstring(client.get(address, headers={"host": "evil.example"}).content)
        said = [link.get("href") for link in feed.iterfind(".//atom:link", ATOM)]
        said += [each.text for each in feed.iterfind(".//atom:id", ATOM)]
        assert {each.partition("/principles")[0].partition("/feeds")[0] for each in said} == {"https://keepitlocal.example"}


def test_each_feed_has_an_id_of_its_own(client):
    make_principle()

    ids = {
        feed_of(client, f"/feeds/{each}/").findtext("atom:id", namespaces=ATOM)
        for each in ["comments", "principles/1", "wordings"]
    }
    assert ids == {f"{PORTAL}/feeds/comments/", f"{PORTAL}/feeds/principles/1/", f"{PORTAL}/feeds/wordings/"}


def test_an_empty_feed_was_updated_when_the_consultation_was_published(client):
    make_principle()

    assert feed_of(client).findtext("atom:updated", namespaces=ATOM) == "2026-05-25T12:00:00+00:00"


def again(client, response, address="/feeds/comments/"):
    return client.get(address, headers={"if-none-match": response.headers["ETag"]})


def test_a_reader_that_has_it_is_not_sent_it_again(client):
    make_comment()
    first = client.get("/feeds/comments/")

    second = again(client, first)

    assert (second.status_code, second.content) == (304, b"")
    assert first.headers["Cache-Control"] == second.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_what_is_hidden_leaves_it_at_once(client):
    """C10: also for a reader that asks whether it changed."""
    comment = make_comment()
    first = client.get("/feeds/comments/")

    comment.hide(**HIDE)

    assert again(client, first).status_code == 200
    assert entries(client) == []


def test_it_is_an_atom_feed_for_everybody_and_sets_no_cookie(client):
    make_comment()

    response = client.get("/feeds/comments/")

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    assert "Vary" not in response.headers


@pytest.mark.parametrize("address", ["/feeds/comments/", "/feeds/principles/1/", "/feeds/wordings/"])
def test_before_the_consultation_is_published_there_is_none(client, address):
    """A14."""
    make_consultation(is_published=False)
    make_principle()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("number", [2, 99999999999999999999])
def test_of_what_there_is_not_there_is_no_feed(client, number):
    make_principle()

    assert client.get(f"/feeds/principles/{number}/").status_code == 404


def test_only_reading_is_answered(client):
    make_principle()

    assert client.post("/feeds/comments/").status_code == 405


def test_changed_wordings_are_there_with_the_reason_and_what_they_say(client):
    principle = make_principle()
    reword(principle, "One paragraph.\n\nAnother.", why="Many asked for it.", at=NOON)

    assert entries(client, "/feeds/wordings/") == ["Many asked for it.\n\nOne paragraph.\n\nAnother."]
    assert entries(client, "/feeds/wordings/", of="title") == ["Principle 1: Start with the place, wording 2"]
    assert entries(client, "/feeds/wordings/", of="id") == [f"{PORTAL}/principles/1/history/#wording-2"]


def test_a_first_wording_changed_nothing(client):
    make_principle(at=NOON - WEEK)

    assert Wording.objects.count() == 1
    assert entries(client, "/feeds/wordings/") == []
