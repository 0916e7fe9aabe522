"""A principle that everybody has commented on: what a page of its threads costs, and taking in one comment more."""

import gzip
from random import Random

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from bench.requests import asker, cost
from principles import pages, threads
from principles.models import Author, Comment, Likeness, Principle, Status, post
from principles.models.writing import DEEPEST

FEW, MANY, MOST = 60, 5_000, 100_000
DIFFERENT = 1_000  # texts, which come again and again, so that inventing them takes seconds
REPLYING = 0.6  # of the comments are replies
LATELY = 200  # to one of so many that came before
WORDS = "we run this here with people who know each street and nobody asked them what the contract should buy or how long".split()
TIMES, SLOWLY = 50, 5


def the_principle():
    return Principle.objects.select_related("latest").order_by("number").first()


def fill(until):
    """Have the first principle hold so many published comments: openings, and replies as deep as threads are."""
    principle, random = the_principle(), Random(until)
    texts = [(text, Likeness.objects.of(text)) for text in (said(random) for _ in range(min(until, DIFFERENT)))]
    key = (Comment.objects.order_by("pk").values_list("pk", flat=True).last() or 0) + 1
    made = []
    for number in range(until - Comment.objects.public().count()):
        answers = random.choice(made[-LATELY:]) if made and random.random() < REPLYING else None
        made.append(comment(principle, key + number, answers, *texts[number % len(texts)]))
    with transaction.atomic():
        Comment.objects.bulk_create(made, batch_size=500)
        Principle.objects.filter(pk=principle.pk).update(comments_shown=Comment.objects.public().count())
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def said(random):
    """Some eighty words that nobody else says in this order."""
    return " ".join(random.choices(WORDS, k=80)).capitalize() + "."


def comment(principle, key, answers, text, likeness):
    """A published comment, as posting and approving would have left it."""
    under = answers
    while under and under.depth >= DEEPEST:
        under = under.answers
    made = Comment(pk=key, principle=principle, wording=principle.latest, answers=answers, text=text, likeness=likeness)
    made.reference, made.name, made.organisation = f"KIL-{key:08}", f"Person {key}", "Example Community Trust"
    made.thread_id, made.depth = (under.thread_id, under.depth + 1) if under else (key, 1)
    made.place = f"{under.place if under else ''}{key:010}"
    made.status = Status.PUBLISHED
    made.status_since = made.created_at = made.published_at = timezone.now()
    for above in {each.pk: each for each in [answers, *lineage(under)] if each}.values():
        above.replies += 1
    return made


def lineage(under):
    while under:
        yield under
        under = under.answers if under.depth > 1 else None


def figures():
    """Pairs of a page, or of what is done, and its cost."""
    principle, middle = the_principle(), Comment.objects.public().order_by("pk")[Comment.objects.public().count() // 2]
    address = principle.get_absolute_url()
    deep = threads.Key(middle.thread.replies, middle.thread_id, middle.place)
    for sort in threads.Sort:
        yield f"{sort.label.lower()}, first page", cost(asker(f"{address}?sort={sort}"), TIMES)
        yield f"{sort.label.lower()}, halfway", cost(asker(f"{address}?sort={sort}&after={deep}"), TIMES)
    yield "newest first, nothing kept yet", cost(anew(asker(address)), SLOWLY)
    yield "taking in a comment", cost(taking_in(principle), TIMES)


def length():
    """Of the first page, in KB: as it is, and compressed."""
    page = asker(the_principle().get_absolute_url())()
    return len(page) / 1024, len(gzip.compress(page)) / 1024


def anew(ask):
    def forgetful():
        pages.forget()
        ask()

    return forgetful


def taking_in(principle):
    """A function that posts a comment, of somebody whose address is confirmed, each time in other words."""
    at, random = timezone.now(), Random(0)
    author = Author.objects.create(email="ann@example.org", added_at=at, confirmed_at=at)

    def take():
        made = Comment(principle=principle, wording=principle.latest, author=author, name="Ann O’Neill", text=said(random))
        post(made, begun_at=at, at=at)

    return take
