"""Things done at the same moment, each on a connection of its own: nothing is lost, told twice, miscounted or shown unread."""

import pytest

from keepitlocal.lifecycle import Refusal
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from principles.models import Author, Comment, Complaint, Principle, Status, Text, Watch, Wording, post, report
from principles.tests.kept import counts, now, shown, told
from principles.tests.makers import (
    NOON,
    draft,
    make_author,
    make_comment,
    make_consultation,
    make_principle,
    reword,
)

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(4)
ABUSE = {"reason": "abusive", "by": None, "at": NOON}


def approving(comment, revision=1):
    mine = now(comment)
    return lambda: mine.approve(revision=revision, by=None, at=NOON)


def hiding(comment):
    mine = now(comment)
    return lambda: mine.hide(**ABUSE)


def changing(comment, text):
    mine = now(comment)
    return lambda: mine.change(text, at=NOON)


def done(results):
    """How many of those who did something at once were not refused."""
    return sum(not isinstance(each, Refusal) for each in results)


def posting(principle, author, **said):
    answers = said.pop("answers", None)
    mine = {"principle": principle, "wording": principle.latest, "name": "Sam", "author": now(author), **said}
    comment = Comment(text=said.pop("text", "Once."), **{key: value for key, value in mine.items() if key != "text"})
    return lambda: post(comment, answers=answers, begun_at=NOON, begun_with="page", at=NOON)


@pytest.mark.parametrize("_", ROUNDS)
@pytest.mark.parametrize("moderation", ["before", "after"])
def test_one_page_sent_four_times_at_once_is_one_comment_and_one_mail(moderation, _):
    make_consultation(moderation=moderation)
    principle, author = make_principle(), make_author()

    results = at_once(*(posting(principle, author) for _ in range(4)))

    comment = Comment.objects.get()
    assert [(each.pk, each.reference) for each in results] == [(comment.pk, comment.reference)] * 4
    assert (told(comment), Text.objects.count()) == (["receipt"], 1)
    assert now(principle).comments_shown == (moderation == "after")


@pytest.mark.parametrize("_", ROUNDS)
def test_one_page_sent_by_four_new_browsers_at_once_is_one_comment(_):
    """The first press had no author yet: each made its own."""
    principle = make_principle()

    at_once(*(posting(principle, make_author(is_confirmed=False)) for _ in range(4)))

    assert (Comment.objects.count(), Message.objects.filter(kind="principles.confirm").count()) == (1, 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_a_comment_sent_while_its_author_confirms_is_never_left_waiting_for_that(_):
    principle, author = make_principle(), make_author(is_confirmed=False)
    confirming = now(author)

    at_once(posting(principle, author), lambda: confirming.confirm(at=NOON))

    assert Comment.objects.get().status == Status.WAITING


@pytest.mark.parametrize("_", ROUNDS)
def test_a_comment_taken_back_while_its_author_confirms_is_taken_back(_):
    author = make_author(is_confirmed=False)
    comment, other = (make_comment(author=author, is_published=False) for _ in range(2))
    mine, confirming = now(comment), now(author)

    at_once(lambda: mine.take_back(at=NOON), lambda: confirming.confirm(at=NOON))

    assert now(comment).status in {Status.WITHDRAWN, Status.WAITING}
    assert now(other).status == Status.WAITING


@pytest.mark.parametrize("_", ROUNDS)
def test_of_an_approval_and_a_change_at_once_no_text_is_shown_that_nobody_read(_):
    """C6."""
    comment = make_comment(text="Read.", is_published=False)

    results = at_once(approving(comment), changing(comment, "Not read."))

    assert done(results) == 1
    assert shown() in ([], ["Read."])


@pytest.mark.parametrize("_", ROUNDS)
def test_of_an_approved_change_and_another_change_at_once_no_text_is_shown_that_nobody_read(_):
    """C6."""
    comment = make_comment(text="First.")
    comment.change("Read.", at=NOON)

    at_once(approving(comment, 2), changing(comment, "Not read."))

    assert shown() in (["First."], ["Read."])


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_officers_who_approve_at_once_one_does(_):
    comment = make_comment(is_published=False)

    results = at_once(approving(comment), approving(comment))

    assert (done(results), told(comment), now(comment).principle.comments_shown) == (1, ["receipt", "approved"], 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_of_an_approval_and_a_rejection_at_once_one_stands_and_is_told(_):
    comment = make_comment(is_published=False)
    mine = now(comment)

    results = at_once(approving(comment), lambda: mine.reject(revision=1, **ABUSE))

    kept = now(comment)
    assert done(results) == 1
    assert told(comment) == ["receipt", "approved" if kept.is_public else "rejected"]
    assert kept.principle.comments_shown == kept.is_public


@pytest.mark.parametrize("_", ROUNDS)
def test_replies_of_one_thread_approved_at_once_are_all_counted(_):
    first = make_comment()
    second = make_comment(answers=first)
    replies = [make_comment(answers=answers, is_published=False) for answers in [first, second, second, first]]

    results = at_once(*map(approving, replies))

    assert done(results) == 4
    assert (counts(first, second), now(first).principle.comments_shown) == ([5, 2], 6)


@pytest.mark.parametrize("_", ROUNDS)
def test_what_is_hidden_while_its_reply_is_approved_waits_for_nobody(_):
    first = make_comment()
    second = make_comment(answers=first)
    third = make_comment(answers=second, is_published=False)

    results = at_once(hiding(second), approving(third), hiding(first))

    assert done(results) == 3
    assert (counts(first, second, third), now(first).principle.comments_shown) == ([1, 1, 0], 1)
    assert Comment.objects.in_threads().count() == 3


@pytest.mark.parametrize("_", ROUNDS)
def test_a_reply_to_what_is_hidden_at_once_is_refused_or_stands_under_its_place(_):
    """C8."""
    comment, author = make_comment(), make_author("kim@example.org")

    hidden, replied = at_once(hiding(comment), posting(comment.principle, author, answers=now(comment)))

    assert hidden is None
    assert isinstance(replied, Refusal) or now(replied).answers == comment


@pytest.mark.parametrize("_", ROUNDS)
def test_of_a_wording_and_the_hiding_of_what_led_to_it_neither_waits_for_the_other(_):
    principle = make_principle()
    comments = [make_comment(principle), make_comment("whole"), make_comment(make_principle(2))]
    draft(principle, "Title", "Something else.")
    led_by = [now(comment) for comment in comments]
    publish = {"edits": principle.edits, "why": "Asked for.", "led_by": led_by, "by": None, "at": NOON}

    at_once(lambda: principle.publish(**publish), *map(hiding, comments))

    assert {now(comment).status for comment in comments} == {Status.HIDDEN}
    assert all(now(comment).led_to in ([], [[1, 2]]) for comment in comments)


@pytest.mark.parametrize("_", ROUNDS)
def test_a_wording_published_twice_at_once_is_published_once(_):
    principle = make_principle()
    draft(principle, "Title", "Something else.")
    both = [now(principle), now(principle)]

    results = at_once(*(lambda mine=each: mine.publish(edits=mine.edits, why="Why.", by=None, at=NOON) for each in both))

    assert (done(results), Wording.objects.count()) == (1, 2)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_wordings_that_the_same_comments_led_to_are_both_named_by_each(_):
    principles = [make_principle(1), make_principle(2)]
    comments = [make_comment(each) for each in principles]
    for each in principles:
        draft(each, "Title", "Something else.")
    ways = [comments, comments[::-1]]

    def publishing(mine, led_by):
        rows = [now(comment) for comment in led_by]
        return lambda: mine.publish(edits=mine.edits, why="Why.", led_by=rows, by=None, at=NOON)

    at_once(*map(publishing, principles, ways))

    assert [sorted(now(comment).led_to) for comment in comments] == [[[1, 2], [2, 2]]] * 2


@pytest.mark.parametrize("_", ROUNDS)
def test_the_last_two_complaints_dismissed_at_once_show_the_comment_again(_):
    """C10."""
    comment = make_comment(text="Stands.")
    complaints = [report(comment, says="No.", at=NOON) for _ in range(2)]
    comment.hide(**ABUSE)
    mine = [Complaint.objects.get(pk=each.pk) for each in complaints]

    at_once(*(lambda each=each: each.dismiss(by=None, at=NOON) for each in mine))

    assert shown() == ["Stands."]


@pytest.mark.parametrize("_", ROUNDS)
def test_one_complaint_sent_four_times_at_once_is_one(_):
    """C10."""
    comment = make_comment()

    results = at_once(*(lambda: report(now(comment), says="No.", begun_with="page", at=NOON) for _ in range(4)))

    assert (len({each.reference for each in results}), Complaint.objects.count()) == (1, 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_a_watch_begun_four_times_at_once_is_one(_):
    principle = make_principle()

    at_once(*(lambda: Watch.objects.begin("rae@example.org", principle=principle, how="each", at=NOON) for _ in range(4)))

    assert Watch.objects.count() == Message.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_comments_of_one_author_erased_at_once_leave_no_author(_):
    comments = [make_comment(text="The same words."), make_comment(text="The same words.")]
    mine = [now(each) for each in comments]

    at_once(*(lambda each=each: each.erase(at=NOON) for each in mine))

    assert {each.status for each in Comment.objects.all()} == {Status.ERASED}
    assert (Author.objects.count(), Principle.objects.get().comments_shown) == (0, 0)


@pytest.mark.parametrize("_", ROUNDS)
def test_considered_while_it_is_hidden_it_is_one_and_then_the_other_or_refused(_):
    comment = make_comment()
    mine = now(comment)

    considered, hidden = at_once(lambda: mine.consider(outcome="accepted", why="Yes.", by=None, at=NOON), hiding(comment))

    assert hidden is None
    assert now(comment).is_considered != isinstance(considered, Refusal)


@pytest.mark.parametrize("_", ROUNDS)
def test_a_comment_sent_while_the_wording_changes_is_kept_with_the_wording_that_it_read(_):
    principle, author = make_principle(), make_author()
    mine = now(principle)
    before = principle.latest

    at_once(posting(principle, author), lambda: reword(mine, "Something else."))

    assert Comment.objects.get().wording == before
