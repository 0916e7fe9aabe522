"""C11: comments that say nearly the same are found for the moderator; each is still one comment."""

import pytest

from principles.models import Comment, Likeness
from principles.tests.kept import now, shown
from principles.tests.letters import DIFFERENT, LETTER, VARIANTS
from principles.tests.makers import NOON, make_comment

pytestmark = pytest.mark.django_db


def send(*texts):
    return [make_comment(text=text, is_published=False) for text in texts]


def test_one_letter_as_many_people_send_it_is_one_likeness():
    """C11."""
    send(LETTER, *VARIANTS.values())

    assert Likeness.objects.count() == 1


def test_what_different_people_say_is_apart():
    """C11."""
    send(*DIFFERENT)

    assert Likeness.objects.count() == len(DIFFERENT)


def test_each_of_many_that_are_alike_is_kept_in_full_and_shown_once_approved():
    """C11."""
    comments = send(*[LETTER] * 30)
    for comment in comments:
        comment.approve(revision=1, by=None, at=NOON)

    assert shown() == [LETTER] * 30
    assert comments[0].principle.comments.public().count() == 30


def test_a_comment_that_is_changed_is_with_what_it_says_then():
    """C11."""
    comment, other = send(*DIFFERENT[:2])

    comment.change(DIFFERENT[1], at=NOON)

    assert now(comment).likeness == now(other).likeness


@pytest.mark.parametrize("verb", ["reject", "remove", "take_back"])
def test_a_comment_whose_change_is_not_taken_is_with_what_it_says(verb):
    """C11."""
    comment = make_comment(text=DIFFERENT[0])
    before = comment.likeness
    comment.change(DIFFERENT[1], at=NOON)
    why = {"reason": "abusive", "by": None}
    said = {"reject": {"revision": 2, **why}, "remove": why, "take_back": {}}[verb]

    getattr(comment, verb)(**said, at=NOON)

    assert now(comment).likeness == before


def test_what_is_erased_is_in_no_likeness_and_its_text_in_none():
    """C11."""
    comment, other = send(LETTER, VARIANTS["another name"])

    comment.erase(at=NOON)

    assert now(comment).likeness is None
    assert list(Likeness.objects.values_list("text", flat=True)) == [""]
    assert now(other).likeness is not None


def test_what_nobody_else_said_leaves_no_likeness():
    """C11."""
    comment = make_comment(text="Only I say so.")
    comment.change("And now so.", at=NOON)

    comment.erase(at=NOON)

    assert Likeness.objects.count() == 0


def test_the_same_text_ten_thousand_times_is_looked_up_in_one_query(django_assert_num_queries):
    """C11."""
    send(LETTER)

    with django_assert_num_queries(1):
        Likeness.objects.of(LETTER)

    assert Comment.objects.count() == 1
