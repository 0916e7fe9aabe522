"""The feed of news: whole posts, by addresses that stay."""

from xml.etree import ElementTree

import pytest

from keepitlocal.campaign.news.tests.makers import DAY, NOON, make_post, publish, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def feed(client):
    return ElementTree.fromstring(client.get("/feeds/news/").content)


def entry(client):
    found = feed(client).find("atom:entry", ATOM)
    parts = ["title", "id", "published", "updated", "summary", "content"]
    return {part: found.findtext(f"atom:{part}", namespaces=ATOM) for part in parts}


def test_an_entry_is_the_whole_post(client):
    make_post("trees", title="Trees & rain", summary="New.", body="*Much.*")

    assert entry(client) == {
        "title": "Trees & rain",
        "id": "http://portal.example/news/trees/",
        "published": "2026-06-01T12:00:00+00:00",
        "updated": "2026-06-01T12:00:00+00:00",
        "summary": "New.",
        "content": '<p class="govuk-body"><em>Much.</em></p>\n',
    }


def test_its_text_is_html_that_was_cleaned(client):
    """C1."""
    make_post(body="<script>alert(1)</script> [x](javascript:alert(1))")

    assert "<script" not in entry(client)["content"]
    assert "href" not in entry(client)["content"]


def test_a_changed_post_is_the_same_entry_updated(client):
    post = make_post("trees")
    before = entry(client)["id"]
    write(post, body="It has grown.", at=NOON + DAY)
    publish(post, at=NOON + DAY)

    assert (entry(client)["id"], entry(client)["updated"]) == (before, "2026-06-02T12:00:00+00:00")


def test_a_feed_without_news_is_one_that_readers_understand(client):
    assert feed(client).findall("atom:entry", ATOM) == []


def test_it_holds_the_newest_twenty(client):
    for number in range(21):
        make_post(title=f"Number {number}")

    titles = [each.findtext("atom:title", namespaces=ATOM) for each in feed(client).findall("atom:entry", ATOM)]
    assert titles == [f"Number {number}" for number in range(20, 0, -1)]


def test_it_is_sent_again_only_where_it_changed(client):
    post = make_post()
    etag = client.get("/feeds/news/")["ETag"]
    assert client.get("/feeds/news/", headers={"If-None-Match": etag}).status_code == 304
    write(post, body="It has grown.")
    publish(post)

    assert client.get("/feeds/news/", headers={"If-None-Match": etag}).status_code == 200


def test_controls_and_half_characters_do_not_break_it(client):
    """F16."""
    make_post(title="A\x0bB", body="C\x1bD")

    assert entry(client)["title"] == "AB"
