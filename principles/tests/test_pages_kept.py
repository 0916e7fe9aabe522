"""Kept pages of the principles: nothing of anybody in what is kept, and no dearer however many comments there are."""

import gc
import gzip
import random
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evidence.tests.naughty import STRINGS
from keepitlocal import pages
from principles import threads
from principles.models import Comment, Principle
from principles.tests.makers import make_author, make_comment, make_principle, reword
from principles.tests.reading import queries
from principles.tests.trees import grow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

WHOLE, ONE = "/principles/", "/principles/1/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PAGE = 18_000  # bytes on the wire: what styles, script and font leave of a first visit's 60 KB
WORDS = "council local fund commission place people contract grant service evidence years small large partner bid".split()


def answered(count):
    """So many comments, half of them replies to one of the dozen before them: the same each time."""
    chance = random.Random(7)
    return [chance.randint(max(0, each - 12), each - 1) if each and chance.random() < 0.5 else None for each in range(count)]


@pytest.mark.parametrize("sort", threads.Sort)
@pytest.mark.parametrize("count", [60, 5_000])
@pytest.mark.parametrize("address", [WHOLE, ONE])
def test_a_page_of_comments_takes_two_queries_however_many_there_are(client, address, count, sort):
    for number in range(1, 6):
        make_principle(number)
    grow(None if address == WHOLE else Principle.objects.get(number=1), answered(count))

    assert queries(client, f"{address}?sort={sort}") == 2


def test_what_is_new_is_fetched_together(client):
    make_principle()
    client.get(ONE)
    grow(Principle.objects.get(), answered(60))

    with CaptureQueriesContext(connection) as captured:
        client.get(ONE)

    assert len(captured) <= 5  # as many as where one comment is new


@pytest.mark.parametrize("has_changed", [False, True], ids=["as it was", "reworded since"])
def test_a_page_of_sixty_comments_fits_its_budget(client, has_changed):
    principle = make_principle(text="\n\n".join(" ".join(WORDS) for _ in range(4)))
    grow(principle, answered(60))
    chance = random.Random(7)
    for comment in Comment.objects.all():
        comment.text = " ".join(chance.choice(WORDS) + str(chance.randint(0, 9)) for _ in range(50))
        comment.name = f"{chance.choice(WORDS)} {chance.randint(0, 10**6)}"
        comment.save(update_fields=["text", "name"])
    if has_changed:
        reword(principle, "Something else.")

    page = client.get(ONE).content

    assert page.count(b"<article") == 60
    assert len(gzip.compress(page)) < PAGE


def test_two_browsers_get_tokens_of_their_own_from_one_kept_page():
    make_comment()
    tokens = [TOKEN.findall(browser.get(ONE).content.decode()) for browser in [Client(), Client()]]

    assert len(tokens[0]) == len(tokens[1]) == 1
    assert tokens[0] != tokens[1]


def test_nothing_of_anybody_is_kept(client):
    make_comment(author=make_author("canary@example.org"))
    pages_seen = [
        browser.get(f"{address}?canary=canary", headers={"User-Agent": "canary", "Referer": "canary"}).content.decode()
        for browser in [client, Client()]
        for address in [WHOLE, ONE]
    ]

    kept = "".join("".join(each.pieces) for each in gc.get_objects() if type(each) is pages.Page)
    cookies = [morsel.value for morsel in client.cookies.values()]
    tokens = [token for page in pages_seen for token in TOKEN.findall(page)]
    assert len(tokens) == 2
    assert "Draw on everything" in kept
    assert [word for word in ["canary", *cookies, *tokens] if word in kept] == []


def test_a_page_with_tokens_is_stored_nowhere(client):
    make_comment()

    assert client.get(ONE).headers["Cache-Control"] == "no-store"


def test_after_the_close_no_cookie_is_set(client, arrive):
    consultation = make_comment().principle.consultation
    arrive(consultation.grace_ends_at)

    assert client.get(ONE).cookies == {}


def test_every_string_that_has_broken_forms_is_shown_and_breaks_nothing(client):
    """F16, C1: in names, quotes and texts, as they come from the database."""
    texts = [text for text in STRINGS if text.strip() and "\x00" not in text]
    for number, some in enumerate(batched(texts, threads.ON_A_PAGE), 1):
        grown = grow(make_principle(number), [None] * len(some))
        for comment, text in zip(grown, some, strict=True):
            comment.text, comment.name, comment.quote, comment.paragraph = text, text[:100], text[:500], 1
        Comment.objects.bulk_update(grown, ["text", "name", "quote", "paragraph"])

        page = client.get(f"/principles/{number}/").content.decode()

        assert page.count("<article ") == len(some)
        assert [each for each in ["<script>alert", "<img src=x", "<svg/on", "<b>bold"] if each in page] == []


def batched(some, size):
    return [some[start : start + size] for start in range(0, len(some), size)]
