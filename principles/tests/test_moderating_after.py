"""Where moderators come after: what has appeared waits for one all the same."""

import pytest

from keepitlocal import lifecycle
from keepitlocal.officers.tests.makers import make_officer
from principles.models import Comment, Reason, Status, post
from principles.tests.kept import now, shown, told
from principles.tests.makers import NOON, make_comment, make_consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment():
    """A comment that everybody reads, and no moderator has."""
    make_consultation(moderation="after")
    return make_comment(text="At once.", is_published=False)


def queue():
    return list(Comment.objects.to_moderate())


def test_what_has_appeared_waits_in_the_queue(comment):
    assert (shown(), queue()) == (["At once."], [comment])


def test_approved_it_stands_and_its_author_who_knows_is_told_nothing_new(comment):
    before = told(comment)

    comment.approve(revision=1, by=None, at=NOON)

    assert (shown(), queue(), told(comment)) == (["At once."], [], before)


def test_rejected_it_is_taken_out_and_its_author_is_told(comment):
    comment.reject(revision=1, reason=Reason.OFF_TOPIC, by=None, at=NOON)

    assert (shown(), queue(), now(comment).status) == ([], [], Status.REJECTED)
    assert "rejected" in told(comment)


def test_a_change_that_is_shown_at_once_waits_again(comment):
    comment.approve(revision=1, by=None, at=NOON)

    comment.change("In other words.", at=NOON)

    assert (shown(), queue()) == (["In other words."], [comment])


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_nobody_decides_about_words_that_were_changed_since_they_were_read(comment, verb):
    """C6."""
    why = {"reason": Reason.OFF_TOPIC} if verb == "reject" else {}
    comment.change("In other words.", at=NOON)

    with pytest.raises(lifecycle.AlreadyMoved):
        getattr(comment, verb)(revision=1, by=None, at=NOON, **why)

    assert (shown(), queue()) == (["In other words."], [comment])


def test_what_was_hidden_and_is_restored_was_read(comment):
    comment.hide(reason=Reason.ABUSIVE, by=None, at=NOON)
    assert queue() == []

    comment.restore(by=None, at=NOON)

    assert (shown(), queue()) == (["At once."], [])


def test_what_an_officer_says_waits_for_nobody(comment):
    on = {"principle": comment.principle, "wording": comment.wording}

    post(Comment(text="Thank you.", name="Ruth", officer=make_officer(), **on), answers=comment, begun_at=NOON, at=NOON)

    assert (len(shown()), queue()) == (2, [comment])
