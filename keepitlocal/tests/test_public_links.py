"""Where links lead: everything reached from the front page by links, and by forms that ask for a page, in each language."""

import re
from urllib.parse import urldefrag, urlsplit

import pytest
from django.db import transaction
from django.utils import timezone

from keepitlocal.campaign.news.tests.makers import make_post
from keepitlocal.campaign.pledges.tests.makers import make_pledge
from keepitlocal.languages.speaking import OTHERS, OURS, elsewhere
from keepitlocal.tests.crawling import Crawl
from keepitlocal.tests.public import patterns, rows
from keepitlocal.tests.public.principles import discuss
from keepitlocal.tests.public.stages import load
from keepitlocal.tests.public.states import place_of
from keepitlocal.tests.public.table import TABLE
from keepitlocal.tests.world import forget

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

# Reached by who holds a draft, and by machines.
NOT_LINKED = {"return/left/", "healthz", "robots.txt", "sitemap.xml"}


@pytest.fixture(scope="module")
def crawls(django_db_setup, django_db_blocker):
    """Of the round of content/, while it is open and people have commented: a dict of language to crawl."""
    at = timezone.now()
    forget()
    with django_db_blocker.unblock(), transaction.atomic():
        load(at)
        discuss(at)
        make_post(at=at)
        make_pledge(at=at)
        crawled = {language: Crawl(elsewhere("/", language)) for language in [OURS, *OTHERS]}
        transaction.set_rollback(True)
    forget()
    return crawled


@pytest.fixture(params=[OURS, *OTHERS])
def crawl(request, crawls):
    return crawls[request.param]


def test_no_link_leads_nowhere(crawl):
    assert {address: answer.status_code for address, (answer, _) in crawl.found.items() if answer.status_code >= 400} == {}


def test_nothing_leads_to_itself_and_on(crawl):
    turns = {address: answer["Location"] for address, (answer, _) in crawl.found.items() if answer.has_header("Location")}

    assert {address: to for address, to in turns.items() if urldefrag(to)[0] == address} == {}


def test_every_place_on_a_page_that_a_link_names_is_there(crawl):
    assert [
        each for each in crawl.fragments if each[2] and crawl.found[each[1]][1] and each[2] not in crawl.found[each[1]][1].ids
    ] == []


def test_every_address_without_a_parameter_is_reached(crawl):
    reached = {place_of(address) for address in crawl.found}
    there = {*patterns()} & {row.address for row in rows().values() if row.is_plain}

    assert there - NOT_LINKED - reached == set()


def test_what_leads_elsewhere_is_encrypted_and_known(crawl):
    """Each site that the portal names is written in docs/public.md."""
    said = TABLE.read_text()
    sites = {urlsplit(each).netloc for each in crawl.outside if not each.startswith(("mailto:", "tel:"))}

    assert [each for each in crawl.outside if not re.match("https://|mailto:|tel:|data:", each)] == []
    assert {each for each in sites if f"`{each}`" not in said} == set(), sorted(sites)


def test_nothing_is_taken_from_the_governments_site(crawl):
    assert [each for each in crawl.outside if re.search(r"(assets|publishing\.service)\.gov\.uk|gov\.uk/assets", each)] == []
