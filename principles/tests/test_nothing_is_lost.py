"""However a principle is reworded, every comment is still there, and says what became of the words that it is about."""

import random
import re
from html import unescape

import pytest
from django.db import transaction
from django.utils.html import strip_tags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from principles import threads
from principles.models import Comment, Status
from principles.models.writing import DEEPEST
from principles.tests import wordings
from principles.tests.makers import NOON, forget, make_comment, make_principle, reword
from principles.threads import From, Sort

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

COMMENTS = 200
TEXT = "\n\n".join(
    [
        "Councils buy from local organisations, “which” know-how – 10% naïve £4.5m people’s trust",
        "trust people’s £4.5m from organisations, buy local Councils",
        "local “which” know-how buy",
        "people’s Councils trust 10% local organisations,",
        "know-how",
    ]
)


@pytest.fixture
def principle():
    """One with comments on all of it, on its paragraphs, and on words of them; and replies to those."""
    principle, chosen, comments = make_principle(text=TEXT), random.Random(4), []
    for key in range(1, COMMENTS + 1):
        answers = chosen.choice(comments) if key % 4 == 0 else None
        said = {} if answers or key % 4 == 1 else about(principle.content, chosen, quotes=key % 4 == 3)
        comments.append(stored(key, principle, answers, **said))
    Comment.objects.bulk_create(comments)
    return principle


def stored(key, principle, answers, **said):
    """A comment as it stands in the database once it is approved."""
    while answers and answers.depth == DEEPEST:
        answers = answers.answers
    thread, depth, above = (answers.thread_id, answers.depth + 1, answers.place) if answers else (key, 1, "")
    where = {"answers": answers, "thread_id": thread, "depth": depth, "place": f"{above}{key:010}"}
    when = dict.fromkeys(["status_since", "created_at", "published_at"], NOON)
    on = {"principle": principle, "wording": principle.latest}
    return Comment(pk=key, text="This would work.", name="Sam Okafor", status=Status.PUBLISHED, **on, **where, **when, **said)


def about(content, chosen, *, quotes):
    """A paragraph, and perhaps some words of it that follow each other."""
    paragraph = chosen.choice(content.paragraphs)
    words = paragraph.text.split()
    first = chosen.randrange(len(words))
    last = chosen.randint(first + 1, len(words))
    return {"paragraph": paragraph.id, "quote": " ".join(words[first:last]) if quotes else ""}


def publish(principle, content):
    """Publish it as the next wording, if it says anything else."""
    following = max(principle.next_paragraph, wordings.next_id_of(content))
    principle.edit(content, next_paragraph=following, edits=principle.edits, by=None, at=principle.latest.took_effect_at)
    if principle.has_unpublished_changes and content.paragraphs:
        principle.publish(edits=principle.edits, why="Because.", by=None, at=principle.latest.took_effect_at)


def in_threads(principle):
    """The keys of all comments that are read by going on from page to page."""
    page, found = threads.page(principle.pk, Sort.OLDEST), []
    while True:
        found += [line.pk for line in page.lines]
        if page.after is None:
            return found
        page = threads.page(principle.pk, Sort.OLDEST, From.AFTER, page.after)


def became(comment, then, now):
    """What became of the words that a comment is about, told from what is stored, word by word."""
    if comment.paragraph is None:
        same = then["title"].split() == now["title"].split() and listed(then) == listed(now)
        return "stands" if same else "changed"
    here, there = dict(listed(then))[comment.paragraph], dict(listed(now)).get(comment.paragraph)
    if there is None:
        return "gone"
    meant = comment.quote.split() or here
    holds = any(there[place : place + len(meant)] == meant for place in range(len(there)))
    return "stands" if (holds if comment.quote else here == there) else "changed"


def listed(content):
    return [(each["id"], each["text"].split()) for each in content["paragraphs"]]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_no_comment_is_lost_and_each_says_what_became_of_its_words(principle, data):
    principle.refresh_from_db()  # what the last example did is rolled back
    forget()
    with transaction.atomic():
        for _ in range(data.draw(st.integers(1, 3))):
            publish(principle, data.draw(wordings.edits(principle.drafted, principle.next_paragraph)))

        assert in_threads(principle) == list(Comment.objects.order_by("thread", "place").values_list("pk", flat=True))
        now = principle.latest.content
        comments = {each.pk: each for each in Comment.objects.select_related("wording")}
        expected = {pk: became(comment, comment.wording.content, now) for pk, comment in comments.items()}
        assert len(expected) == COMMENTS
        assert {pk: comment.standing(principle.content) for pk, comment in comments.items()} == expected
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("paragraph", "quote", "says"),
    [
        (None, "", "Its words have changed."),
        (1, "", "Its words have changed."),
        (1, "each service", "Its words have changed."),
        (2, "", "Its paragraph is gone."),
        (2, "everything that", "Its paragraph is gone."),
    ],
    ids=["all of it", "a paragraph", "its words", "one that is gone", "words of it"],
)
def test_a_page_shows_the_words_that_a_comment_is_about_as_they_were(client, paragraph, quote, says):
    principle = make_principle()
    comment = make_comment(principle, paragraph=paragraph, quote=quote)
    was = quote or " ".join(each.text for each in principle.content.paragraphs if paragraph in {None, each.id})
    reword(principle, "Do not commission any service on its own.")

    page = client.get("/principles/1/").content.decode()
    shown = unescape(
        " ".join(strip_tags(re.search(rf'<article [^>]*id="{comment.anchor}".*?</article>', page, re.DOTALL)[0]).split())
    )

    assert (says in shown, was in shown) == (True, True)
