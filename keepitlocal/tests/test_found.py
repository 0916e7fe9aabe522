"""What search engines and shared links are told: the pages that everybody may read, and nothing of the others."""

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation

from keepitlocal import found, parts
from keepitlocal.campaign.news.tests.makers import MOMENT, make_post
from keepitlocal.languages import speaking
from keepitlocal.tests.world import NOON, World

pytestmark = pytest.mark.django_db

PORTAL = "http://portal.example"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def at_noon(arrive):
    arrive(NOON)


def listed(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [each.text for each in tree.iterfind("s:url/s:loc", SITEMAP)]


def head(client, address):
    return client.get(address).content.decode().partition("</head>")[0]


def test_the_sitemap_lists_every_public_page_in_each_language(client):
    World()

    assert listed(client) == [f"{PORTAL}{prefix}{page.address}" for page in parts.public(NOON) for prefix in ["", "/cy"]]


def test_every_page_of_the_sitemap_is_there_and_may_be_told_of(client):
    World()

    for address in listed(client):
        path = address.removeprefix(PORTAL)
        with translation.override(speaking.asked_for(path)):
            assert (path, client.get(path).status_code, found.is_findable(path)) == (path, 200, True)


def test_what_is_withdrawn_is_listed_for_less_than_a_minute_more(client, arrive):
    """A14: in every process, for none asks another."""
    post = make_post()
    was = listed(client)
    post.withdraw(by=None, at=NOON)
    arrive(NOON + found.WHILE - MOMENT)
    soon = listed(client)
    arrive(NOON + found.WHILE)

    assert PORTAL + post.address in was
    assert soon == was
    assert listed(client) == [each for each in was if not each.endswith(post.address)]


def test_the_sitemap_asks_the_database_for_nothing_within_that_minute(client, django_assert_num_queries):
    listed(client)

    with django_assert_num_queries(0):
        listed(client)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "last"])
def test_there_are_no_more_files_of_the_sitemap_than_are_filled(client, number):
    assert client.get("/sitemap.xml", {"p": number}).status_code == 404


def test_the_sitemap_is_sent_again_only_where_it_changed(client):
    etag = client.get("/sitemap.xml")["ETag"]

    assert client.get("/sitemap.xml", headers={"If-None-Match": etag}).status_code == 304


def test_robots_are_told_where_the_sitemap_is(client):
    assert client.get("/robots.txt").content.decode().splitlines()[-1] == f"Sitemap: {PORTAL}/sitemap.xml"


def test_robots_are_asked_to_leave_the_desk_alone(client):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()


def test_a_public_page_says_where_it_is_in_each_language(client):
    said = head(client, "/?utm_source=somewhere")

    assert f'<link rel="canonical" href="{PORTAL}/">' in said
    assert re.findall(r'hreflang="(.*?)" href="(.*?)"', said)[:2] == [("en-gb", f"{PORTAL}/"), ("cy", f"{PORTAL}/cy/")]


def test_a_shared_link_shows_the_pages_own_title_and_description(client):
    said = head(client, "/")
    title = re.search(r"<title>(.*?) – Keep it Local</title>", said)[1]
    description = re.search(r'name="description" content="(.*?)"', said)[1]

    assert f'<meta property="og:title" content="{title}">' in said
    assert f'<meta property="og:description" content="{description}">' in said


@pytest.mark.parametrize("address", ["/return/", "/nothing/here/", "/confirm/nonsense/"])
def test_what_is_nobody_elses_asks_not_to_be_found(client, address):
    """A14: no canonical address and nothing to share, whatever its address holds."""
    said = head(client, address)

    assert '<meta name="robots" content="noindex">' in said
    assert "og:" not in said
    assert "canonical" not in said


def test_the_host_that_a_request_claims_is_believed_nowhere(client):
    """M12: what is shared leads to the portal's own address."""
    assert "127.0.0.1" not in head(client, "/") + client.get("/sitemap.xml", headers={"host": "127.0.0.1"}).content.decode()
