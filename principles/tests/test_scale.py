"""C2: however many comments there are, a page of them and the queue are found along an index, on either database.

SQLite says more of how it goes about a query, and so it is held to more: PostgreSQL may sort what is little.
"""

import datetime
from itertools import product

import pytest
from django.db import connection

from principles import threads
from principles.models import Comment, Status
from principles.tests.makers import NOON, make_author, make_consultation, make_principle
from principles.threads import From, Key, Sort

pytestmark = pytest.mark.django_db

MANY = 6_000
SORTED = "USE TEMP B-TREE FOR ORDER BY"
SECOND = datetime.timedelta(seconds=1)


@pytest.fixture
def principles():
    """Principles with threads of three comments each, a third of them waiting, in turn with the principles as a whole."""
    make_consultation()
    principles = [make_principle(1), make_principle(2), None]
    author = make_author()
    rows = []
    for key in range(1, MANY + 1):
        opened = (key - 1) // 3 * 3 + 1
        on = principles[opened // 3 % 3]
        place, is_reply = (f"{opened:010}{key:010}", True) if key > opened else (f"{key:010}", False)
        status = Status.WAITING if key % 3 == 0 else Status.PUBLISHED
        about = {"principle": on, "wording": on and on.latest, "answers_id": opened if is_reply else None}
        where = {"thread_id": opened, "place": place, "depth": 1 + is_reply, "replies": 0 if is_reply else 1}
        when = {"status_since": NOON, "created_at": NOON + key * SECOND, "published_at": NOON + key * SECOND}
        rows.append(Comment(pk=key, text="Words.", name="Sam", author=author, status=status, **about, **where, **when))
    Comment.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return principles


def reads_all(sql, params=None):
    """What of a query's plan reads a whole table, or sorts what it found."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if not is_sqlite:  # which plan it takes depends on what earlier tests left; that indexes lead to every row does not
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN' if is_sqlite else ''} {sql}", params)
        steps = [str(row[-1]) for row in cursor.fetchall()]
    if not is_sqlite:
        return [step for step in steps if "Seq Scan" in step]
    return [step for step in steps if step == SORTED or ("SCAN" in step and "USING INDEX" not in step)]


@pytest.mark.parametrize("sort", Sort)
def test_no_page_of_a_discussion_reads_all_of_it(principles, django_assert_num_queries, sort):
    """C2."""
    for principle, where in product(principles, From):
        assert steps_of(principle and principle.pk, sort, where, django_assert_num_queries) == []


def steps_of(principle, sort, where, django_assert_num_queries):
    """What of finding a page reads a whole table."""
    middle = Comment.objects.on(principle).filter(depth=1)[MANY // 18]
    key = None if where == From.FIRST else Key(middle.replies, middle.pk, middle.place)
    threads.page(principle, sort, where, key)

    # A page that begins in the middle says whether there is one before it.
    with django_assert_num_queries(2 if where == From.AT else 1) as asked:
        found = threads.page(principle, sort, where, key)

    assert len(found.lines) == threads.ON_A_PAGE
    # Of the most replied the few threads of a page are found along an index, and then their comments are sorted.
    few = {SORTED} if sort == Sort.REPLIED else set()
    return [step for query in asked for step in reads_all(query["sql"]) if step not in few]


QUERIES = {
    "the queue": lambda: Comment.objects.to_moderate().order_by("created_at", "id")[:50],
    "the latest": lambda: Comment.objects.public().order_by("-published_at", "-id")[:50],
    "what was considered": lambda: Comment.objects.considered().on(1)[:50],
}


@pytest.mark.usefixtures("principles")
def test_no_list_reads_all_comments():
    """C2."""
    assert {name: reads_all(*query().query.sql_with_params()) for name, query in QUERIES.items()} == dict.fromkeys(QUERIES, [])
