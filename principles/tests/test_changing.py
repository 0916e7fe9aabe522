"""What authors do to their comments: change them and take them back."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, TooLate
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from principles.models import Comment, Status, Text
from principles.tests.kept import now, recorded, shown, told
from principles.tests.makers import MOMENT, NOON, WEEK, make_author, make_comment

pytestmark = pytest.mark.django_db

CLOSE = NOON + WEEK


def texts(comment):
    return list(Text.objects.filter(comment=comment).values_list("number", "text"))


def test_what_waits_is_changed_in_its_place():
    comment = make_comment(text="First.", is_published=False)

    comment.change("Second.", at=NOON)

    assert (now(comment).text, now(comment).revision, now(comment).proposed_at) == ("Second.", 2, None)
    assert texts(comment) == [(1, "First."), (2, "Second.")]
    assert recorded(comment)[-1] == "was changed by its author"
    assert told(comment) == ["receipt", "receipt"]


def test_a_change_of_what_is_shown_waits_while_that_stands():
    """C6."""
    comment = make_comment(text="First.")
    stamp = now(comment).stamp

    comment.change("Second.", at=NOON)

    assert (shown(), now(comment).proposed, now(comment).stamp) == (["First."], "Second.", stamp)
    assert list(Comment.objects.to_moderate()) == [comment]


def test_a_second_change_takes_the_place_of_the_first():
    """C6."""
    comment = make_comment(text="First.")

    comment.change("Second.", at=NOON)
    comment.change("Third.", at=NOON)

    assert (shown(), now(comment).proposed, now(comment).revision) == (["First."], "Third.", 3)


def test_whoever_was_asked_for_a_change_sends_it_back_to_moderation():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Leave out the name.", by=None, at=NOON)

    comment.change("Without it.", at=NOON)

    assert (now(comment).status, now(comment).reason_words) == (Status.WAITING, "")


def test_whoever_was_asked_for_a_change_can_make_it_after_the_close():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Leave out the name.", by=None, at=NOON)

    comment.change("Without it.", at=CLOSE + WEEK)

    assert now(comment).status == Status.WAITING


def test_it_is_changed_until_the_moment_before_the_close():
    comment = make_comment(is_published=False)

    comment.change("Second.", at=CLOSE - MOMENT)

    assert now(comment).text == "Second."


def test_at_the_close_a_change_changes_nothing():
    comment = make_comment(text="First.", is_published=False)

    with pytest.raises(TooLate):
        comment.change("Second.", at=CLOSE)

    assert (now(comment).text, texts(comment)) == ("First.", [(1, "First.")])


def test_the_same_words_are_no_change():
    comment = make_comment(text="First.")

    comment.change("First.", at=NOON)

    assert (now(comment).revision, list(Comment.objects.to_moderate())) == (1, [])


def test_what_was_decided_meanwhile_is_not_changed():
    comment = make_comment(is_published=False)
    now(comment).approve(revision=1, by=None, at=NOON)

    with pytest.raises(AlreadyMoved):
        comment.change("Second.", at=NOON)

    assert Text.objects.count() == 1


def test_what_is_not_confirmed_yet_is_changed_and_nothing_sent():
    author = make_author(is_confirmed=False)
    comment = make_comment(author=author, is_published=False)

    comment.change("Second.", at=NOON)

    assert (now(comment).status, now(comment).text, told(comment)) == (Status.UNCONFIRMED, "Second.", [])


@pytest.mark.parametrize("is_over", ["rejected", "taken back", "erased"])
def test_what_is_over_is_neither_changed_nor_taken_back(is_over):
    comment = make_comment(is_published=False)
    if is_over == "rejected":
        comment.reject(revision=1, reason="abusive", by=None, at=NOON)
    elif is_over == "taken back":
        comment.take_back(at=NOON)
    else:
        comment.erase(at=NOON)

    for act in [lambda: comment.change("Second.", at=NOON), lambda: comment.take_back(at=NOON)]:
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("is_published", [True, False], ids=["shown", "waiting"])
def test_taken_back_it_is_shown_and_read_no_more(is_published):
    comment = make_comment(is_published=is_published)
    comment.change("Second.", at=NOON)

    comment.take_back(at=NOON)

    assert (now(comment).status, now(comment).proposed_at) == (Status.WITHDRAWN, None)
    assert (shown(), list(Comment.objects.to_moderate()), now(comment).principle.comments_shown) == ([], [], 0)


def test_it_can_be_taken_back_after_the_close():
    comment = make_comment()

    comment.take_back(at=CLOSE + WEEK)

    assert now(comment).status == Status.WITHDRAWN


def test_nothing_more_is_sent_about_what_was_taken_back():
    comment = make_comment()

    comment.take_back(at=NOON)

    assert set(Message.objects.about(comment).values_list("status", flat=True)) == {State.CANCELLED}


def test_a_reply_to_what_was_taken_back_stays():
    """C8."""
    comment = make_comment(text="Gone.")
    make_comment(answers=comment, text="Reply.")

    now(comment).take_back(at=NOON)

    assert shown() == ["Reply."]
    assert list(Comment.objects.in_threads().order_by("place").values_list("pk", flat=True))[0] == comment.pk
