"""Threads, a page at a time: nothing is lost or shown twice on the way, whatever grew and whichever way one walks."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from principles import threads
from principles.tests.makers import forget, make_comment, make_principle
from principles.tests.trees import Nesting, as_read, grow, trees
from principles.threads import From, Sort

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

each_sort = pytest.mark.parametrize("sort", Sort)


@pytest.fixture
def short_pages(monkeypatch):
    """Pages of four comments: a page of them is asked for anew."""
    monkeypatch.setattr(threads, "ON_A_PAGE", 4)
    threads._asked.cache_clear()
    yield
    threads._asked.cache_clear()


def try_trees(check, *, examples=30):
    """Have `check` look at a principle's comments, grown at random: always the same trees, and each is rolled back."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(trees, st.booleans())
    def looked_at(tree, is_whole):
        with transaction.atomic():
            forget()
            principle = make_principle()
            on = None if is_whole else principle
            check(on, grow(on, *tree))
            transaction.set_rollback(True)

    looked_at()


def key_of(principle):
    return principle and principle.pk


def walked(principle, sort):
    """The pages, from the first to the last."""
    pages = [threads.page(key_of(principle), sort)]
    while key := pages[-1].after:
        pages.append(threads.page(key_of(principle), sort, From.AFTER, threads.read(str(key))))
    return pages


@pytest.mark.usefixtures("short_pages")
@each_sort
def test_who_walks_all_pages_reads_every_comment_once_and_in_order(sort):
    def check(principle, grown):
        pages = walked(principle, sort)
        assert [line.pk for page in pages for line in page.lines] == as_read(grown, sort)
        assert [len(page.lines) for page in pages[:-1]] == [4] * (len(pages) - 1)

    try_trees(check)


@pytest.mark.usefixtures("short_pages")
@each_sort
def test_who_walks_back_reads_the_same_pages(sort):
    def check(principle, grown):
        pages = walked(principle, sort)
        for earlier, later in zip(pages, pages[1:], strict=False):
            assert threads.page(key_of(principle), sort, From.BEFORE, later.before).lines == earlier.lines

    try_trees(check)


@pytest.mark.usefixtures("short_pages")
@each_sort
def test_a_way_on_or_back_is_offered_exactly_where_there_is_more(sort):
    def check(principle, grown):
        pages = walked(principle, sort)
        back = [threads.page(key_of(principle), sort, From.BEFORE, page.before) for page in pages[1:]]
        assert [page.before is not None for page in pages] == [False] + [True] * (len(pages) - 1)
        assert [page.before is not None for page in back] == ([False] + [True] * (len(back) - 1) if back else [])
        assert all(page.after for page in back)

    try_trees(check)


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_the_page_of_a_permalink_has_its_comment_and_what_stands_around_it(sort):
    def check(principle, grown):
        order = as_read(grown, sort)
        for comment in grown:
            if comment.pk in order:
                page = threads.page(key_of(principle), sort, From.AT, threads.read(str(threads.key_of(comment))))
                found = [line.pk for line in page.lines]
                start = order.index(found[0])
                assert comment.pk in found
                assert found == order[start : start + 4]
                assert (page.before is not None, page.after is not None) == (start > 0, start + 4 < len(order))

    try_trees(check)


@pytest.mark.usefixtures("short_pages")
def test_a_comment_is_found_with_its_thread_or_deep_within_one_with_the_nearest_that_it_answers():
    first, near, _, answered, reply, *_, last = grow(make_principle(), [None, 0, 0, 0, 3, 0, 0, 0])

    assert [threads.key_of(each).place for each in [near, reply, last]] == [first.place, answered.place, last.place]


@pytest.mark.usefixtures("short_pages")
@each_sort
def test_on_every_page_comments_are_nested_as_they_answer_each_other(sort, client):
    def check(principle, grown):
        depths = {comment.pk: comment.depth for comment in grown}
        above = {comment.pk: int(comment.place[-20:-10] or 0) for comment in grown}
        address, found = "/principles/1/" if principle else "/principles/", []
        for page in walked(principle, sort):
            key = f"&at={page.lines[0].key}" if page.lines else ""
            shown = Nesting(client.get(f"{address}?sort={sort}{key}").content.decode()).found
            here = {line.pk for line in page.lines}
            assert shown == [(pk, depths[pk], above[pk] if above[pk] in here else None) for pk, *_ in shown]
            found += [pk for pk, *_ in shown]
        assert found == as_read(grown, sort)

    try_trees(check, examples=12)


def test_a_page_that_begins_within_a_thread_leads_to_the_comment_that_began_it(client):
    principle = make_principle()
    first, *_ = grow(principle, [None] + [0] * 70)

    page = client.get("/principles/1/?sort=oldest").content.decode()
    after = client.get(f"/principles/1/?after={threads.page(principle.pk, Sort.NEWEST).after}").content.decode()

    link = f'<a class="govuk-link" href="/principles/comments/{first.pk}/">the comment that began this thread</a>'
    assert (link in page, link in after) == (False, True)


@pytest.mark.parametrize(
    "query",
    ["sort=", "sort=best", "sort=newest&sort=x", "at=", "page=2", "%00=%ff", "after=&before=", "sort=%F0%9F"],
)
def test_an_odd_query_gets_the_first_page(client, query):
    comment = make_comment()

    page = client.get(f"/principles/1/?{query}")

    assert (page.status_code, comment.anchor in page.content.decode()) == (200, True)


@pytest.mark.parametrize("where", ["at", "after", "before"])
@pytest.mark.parametrize(
    "key",
    ["x", "1", "-", "1-", "-1", "0-0x1", "0-1 ", "²-1", "0-٣", "0-1-1", "0-" + "9" * 31, "9" * 8 + "-1", "%00", "'--", "0-1%0A"],
)
def test_a_key_that_no_page_gives_is_not_found(client, where, key):
    make_comment()

    assert client.get(f"/principles/1/?{where}={key}").status_code == 404


@each_sort
@pytest.mark.parametrize("where", ["at", "after", "before"])
@pytest.mark.parametrize("key", ["0-0", "0-1", "9999999-" + "9" * 30, "0-" + "9" * 10, "0-" + "1" * 11])
def test_where_nothing_stands_any_more_the_first_page_is_shown(client, sort, where, key):
    comment = make_comment()

    page = client.get(f"/principles/1/?sort={sort}&{where}={key}")

    assert (page.status_code, comment.anchor in page.content.decode()) == (200, True)


@pytest.mark.parametrize("key", ["0", "999", "9" * 30])
@pytest.mark.parametrize("address", ["/principles/{}/", "/principles/comments/{}/"])
def test_what_is_not_there_is_not_found(client, address, key):
    make_principle()

    assert client.get(address.format(key)).status_code == 404


def test_a_permalink_leads_to_the_comment_on_its_page(client):
    make_comment()
    comment = make_comment()

    answer = client.get(f"/principles/comments/{comment.pk}/")

    assert (answer.status_code, answer.url) == (302, f"/principles/1/?at=0-{comment.pk}#comment-{comment.pk}")


def test_what_waits_has_no_permalink(client):
    comment = make_comment(is_published=False)

    assert client.get(f"/principles/comments/{comment.pk}/").status_code == 404
