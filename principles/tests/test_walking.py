"""Anything that authors and officers do, in any order and from pages that are out of date: what must be true afterwards is.

What is expected is counted anew from the rows after each step, by rules of its own.
"""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import strategies as st

from keepitlocal.lifecycle import Refusal
from keepitlocal.outbox.models import Message
from keepitlocal.passages.tests.found import unlike
from keepitlocal.tests.walks import walk_at_random
from principles import promises
from principles.models import Author, Comment, Consultation, Principle, Reason, Status, post, report
from principles.tests.makers import NOON, forget, make_author, make_consultation, make_principle, reword

pytestmark = pytest.mark.django_db

EXAMPLES, STEPS = 10, 30
LINKS = "www.a.example www.b.example www.c.example"


class Walk:
    """Some principles, their authors, and what has been done so far."""

    def __init__(self, data, moderation):
        self.data, self.moderation = data, moderation
        forget()
        make_consultation(moderation=moderation)
        self.principles = [make_principle(1), make_principle(2), None]
        self.authors = [make_author(f"{name}@example.org", is_confirmed=name == "ann") for name in ["ann", "ben"]]
        self.posted, self.decided, self.read, self.seen, self.number = 0, Counter(), set(), [], 0

    def choose(self, among):
        return self.data.draw(st.sampled_from(among))

    def words(self):
        """Words that nobody has said yet, or full of links."""
        self.number += 1
        return f"Words {self.number} {self.choose(['', '', LINKS])}".strip()

    def comment(self):
        """A comment as a page shows it now, or as one showed it before."""
        found = self.seen if self.seen and self.data.draw(st.booleans()) else list(Comment.objects.order_by("pk"))
        return self.choose(found) if found else None

    def step(self):
        before, comment = snapshot(), self.comment()
        self.seen.append(Comment.objects.get(pk=comment.pk)) if comment else None
        act = self.choose(ACTS) if comment else Walk.post
        try:
            with transaction.atomic():
                act(self, comment)
        except Refusal:
            assert snapshot() == before
        self.check(before)

    def check(self, before):
        assert unlike() == []
        rows = list(Comment.objects.select_related("answers", "thread"))
        assert len(rows) == self.posted
        check_places(rows)
        check_counts(rows)
        for row in rows:
            assert not row.is_public or (row.pk, row.text) in self.read
            assert Message.objects.about(row).filter(kind__in=promises.DECISIONS).count() == self.decided[row.pk]
            if row.pk in before and row.is_in_thread and before[row.pk].looks != looks(row):
                assert row.stamp > before[row.pk].stamp

    def is_shown_unread(self, text):
        return self.moderation == "after" and LINKS not in text

    def decide(self, comment):
        self.decided[comment.pk] += 1

    def post(self, answers):
        principle = answers.principle if answers else self.choose(self.principles)
        author = Author.objects.filter(pk=self.choose(self.authors).pk).first()
        author = author or self.join()
        on = {"principle": principle, "wording": principle and Principle.objects.get(pk=principle.pk).latest}
        text = self.words()
        comment = post(Comment(text=text, name="Sam", author=author, **on), answers=answers, begun_at=NOON, at=NOON)
        self.posted += 1
        if self.is_shown_unread(text):
            self.read.add((comment.pk, text))

    def join(self):
        """Whoever was forgotten comes again."""
        self.authors.append(make_author(f"new{self.number}@example.org", is_confirmed=False))
        return self.authors[-1]

    def confirm(self, comment):
        if author := Author.objects.filter(pk=self.choose(self.authors).pk).first():
            author.confirm(at=NOON)

    def approve(self, comment):
        text, stands = comment.latest_text, comment.is_public and not comment.has_change_waiting
        comment.approve(revision=comment.revision, by=None, at=NOON)
        self.read.add((comment.pk, text))
        if not stands:  # its author knows that it is shown
            self.decide(comment)

    def reject(self, comment):
        comment.reject(revision=comment.revision, reason=Reason.ABUSIVE, by=None, at=NOON)
        self.decide(comment)

    def ask(self, comment):
        comment.ask(revision=comment.revision, words="Please.", by=None, at=NOON)
        self.decide(comment)

    def change(self, comment):
        text = self.words()
        comment.change(text, at=NOON)
        if self.is_shown_unread(text):
            self.read.add((comment.pk, text))

    def take_back(self, comment):
        comment.take_back(at=NOON)

    def hide(self, comment):
        comment.hide(reason=Reason.UNLAWFUL, by=None, at=NOON)
        self.decide(comment)

    def restore(self, comment):
        comment.restore(by=None, at=NOON)
        self.read.add((comment.pk, comment.text))
        self.decide(comment)

    def remove(self, comment):
        comment.remove(reason=Reason.PRIVATE, by=None, at=NOON)
        self.decide(comment)

    def erase(self, comment):
        comment.erase(at=NOON)

    def complain(self, comment):
        complaint = report(comment, says="No.", at=NOON)
        before = Comment.objects.get(pk=comment.pk).status
        if self.choose(["uphold", "dismiss"]) == "uphold":
            complaint.uphold(reason=Reason.PRIVATE, by=None, at=NOON)
        else:
            complaint.dismiss(by=None, at=NOON)
        self.decided[comment.pk] += Comment.objects.get(pk=comment.pk).status != before

    def consider(self, comment):
        comment.consider(outcome="accepted", why="Yes.", by=None, at=NOON)
        self.decide(comment)

    def reword(self, comment):
        principle = Principle.objects.get(pk=self.choose(self.principles[:2]).pk)
        reword(principle, self.words(), led_by=[comment])
        self.decide(comment)


ACTS = [
    *[Walk.post] * 4,
    *[Walk.approve] * 4,
    *[Walk.change] * 2,
    Walk.confirm,
    Walk.reject,
    Walk.ask,
    Walk.take_back,
    Walk.hide,
    Walk.restore,
    Walk.remove,
    Walk.erase,
    Walk.complain,
    Walk.consider,
    Walk.reword,
]


class Kept:
    """A row as it was: all of it, and what everybody sees of it."""

    def __init__(self, row):
        self.stamp, self.looks = row.stamp, looks(row)
        self.columns = {field.attname: getattr(row, field.attname) for field in Comment._meta.concrete_fields}

    def __eq__(self, other):
        return self.columns == other.columns


def snapshot():
    return {row.pk: Kept(row) for row in Comment.objects.select_related("answers")}


def looks(row):
    """What everybody sees of a comment in a thread, with what it answers."""
    answers = row.answers and (row.answers.status, row.answers.name)
    if row.status != Status.PUBLISHED:
        return row.status, row.reason, answers
    return row.text, row.name, row.outcome, row.outcome_why, row.led_to, answers


def check_places(rows):
    """C4: three deep at most, and each stands in the thread and below what it answers, or beside that."""
    for row in rows:
        assert row.depth == len(row.place) // 10 <= 3
        assert (int(row.place[:10]), int(row.place[-10:])) == (row.thread_id, row.pk)
        above = row.answers.place[:20] if row.answers else ""
        assert row.place[:-10] == above
        assert (row.principle_id, row.thread.depth) == (row.thread.principle_id, 1)


def check_counts(rows):
    """Each says how many are shown below it or answer it; what is counted is shown, and what was answered keeps its place."""
    replies, on = Counter(), Counter()
    for row in rows:
        if row.status == Status.PUBLISHED:
            on[row.principle_id] += 1
            replies.update({int(row.place[:10]), int(row.place[:-10][10:] or row.place[:10]), row.answers_id} - {row.pk, None})
    assert {row.pk: row.replies for row in rows} == {row.pk: replies[row.pk] for row in rows}
    expected = {row.pk for row in rows if row.status == Status.PUBLISHED or replies[row.pk]}
    assert set(Comment.objects.in_threads().values_list("pk", flat=True)) == expected
    said = {principle.pk: principle.comments_shown for principle in Principle.objects.all()}
    said[None] = Consultation.objects.get().comments_shown
    assert said == {key: on[key] for key in said}


@pytest.mark.parametrize("moderation", ["before", "after"])
def test_after_any_steps_all_is_counted_placed_told_and_nothing_shown_that_nobody_read(moderation):
    """C4, C6, C8. Always the same examples, so that it is red or green for good; each is rolled back."""

    def walked(data):
        walk = Walk(data, moderation)
        for _ in range(STEPS):
            walk.step()

    walk_at_random(walked, examples=EXAMPLES)
