"""What moderators do to a change, while what it changes stands."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved
from principles.models import Comment, Status
from principles.tests.kept import now, shown, told
from principles.tests.makers import NOON, make_comment, make_consultation
from principles.tests.test_moderating import ABUSE, with_change

pytestmark = pytest.mark.django_db


def test_a_change_that_is_approved_takes_the_place_of_what_is_shown():
    """C6."""
    comment = with_change()
    assert shown() == ["As it was."]

    comment.approve(revision=2, by=None, at=NOON)

    assert shown() == ["Said better."]
    assert (now(comment).proposed, now(comment).proposed_at) == ("", None)
    assert told(comment) == ["receipt", "approved", "receipt", "approved"]


def test_a_change_that_is_rejected_leaves_what_is_shown():
    """C6."""
    comment = with_change()

    comment.reject(revision=2, reason="off topic", by=None, at=NOON)

    assert shown() == ["As it was."]
    assert (now(comment).proposed_at, now(comment).reason) == (None, "off topic")
    assert told(comment)[-1] == "change_rejected"
    assert list(Comment.objects.to_moderate()) == []


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_nobody_decides_a_change_that_they_did_not_read(verb):
    """C6."""
    comment = with_change()
    now(comment).change("Said again.", at=NOON)
    why = {"reason": "abusive"} if verb == "reject" else {}

    with pytest.raises(AlreadyMoved):
        getattr(now(comment), verb)(revision=2, by=None, at=NOON, **why)

    assert (shown(), now(comment).proposed) == (["As it was."], "Said again.")


def test_a_change_of_what_is_hidden_is_shown_once_it_is_approved():
    """C6: whoever approves it has read it, so it is hidden no more."""
    comment = with_change()
    comment.hide(**ABUSE, at=NOON)

    comment.approve(revision=2, by=None, at=NOON)

    assert shown() == ["Said better."]
    assert (now(comment).reason, now(comment).proposed_at) == ("", None)


def test_with_a_change_that_is_rejected_what_is_hidden_is_rejected():
    """C6."""
    comment = with_change()
    comment.hide(**ABUSE, at=NOON)

    comment.reject(revision=2, reason="unlawful", by=None, at=NOON)

    kept = now(comment)
    assert (kept.status, kept.reason, kept.text, kept.proposed_at) == (Status.REJECTED, "unlawful", "As it was.", None)


def test_a_change_waits_on_while_what_it_changes_is_restored():
    """C6."""
    comment = with_change()
    comment.hide(**ABUSE, at=NOON)

    comment.restore(by=None, at=NOON)

    assert (shown(), now(comment).proposed) == (["As it was."], "Said better.")


def test_what_is_taken_down_keeps_no_change_that_waits():
    """C6: so restoring it shows what was shown."""
    comment = with_change()

    comment.remove(**ABUSE, at=NOON)
    comment.restore(by=None, at=NOON)

    assert (shown(), now(comment).proposed_at) == (["As it was."], None)


def test_the_reason_why_a_change_was_rejected_goes_with_the_next_change():
    comment = with_change()
    comment.reject(revision=2, reason="off topic", by=None, at=NOON)

    comment.change("Said a third way.", at=NOON)

    assert now(comment).reason == ""


def test_where_moderators_come_after_a_change_is_shown_at_once_unless_it_is_full_of_links():
    """C3, C6."""
    make_consultation(moderation="after")
    comment = make_comment(text="As it was.", is_published=False)

    comment.change("Said better.", at=NOON)
    comment.change("www.a.example www.b.example www.c.example", at=NOON)

    assert shown() == ["Said better."]
    assert list(Comment.objects.to_moderate()) == [comment]
