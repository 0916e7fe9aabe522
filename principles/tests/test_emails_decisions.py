"""What authors are told of what was decided: what holds when the e-mail is written, and nothing else."""

import pytest
from django.conf import settings

from principles.tests.mailing import letter
from principles.tests.makers import NOON, WEEK, make_comment, make_principle, reword

pytestmark = pytest.mark.django_db


def asked(words="Name no person."):
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words=words, by=None, at=NOON)
    return comment


def hidden(**why):
    comment = make_comment()
    comment.hide(**{"reason": "private", "by": None, "at": NOON} | why)
    return comment


def change_rejected():
    comment = make_comment()
    comment.change("In other words.", at=NOON)
    comment.reject(revision=2, reason="off topic", by=None, at=NOON)
    return comment


def considered():
    comment = make_comment()
    comment.consider(outcome="partly accepted", why="We said so more plainly.", by=None, at=NOON)
    return comment


def permalink(comment):
    return f"http://portal.example/principles/comments/{comment.pk}/"


def test_what_is_published_is_told_with_where_it_is():
    comment = make_comment()

    mail = letter("approved")
    assert mail.subject == f"Your comment is published: {comment.reference}"
    assert f"Everybody can read it here:\n{permalink(comment)}\n" in mail.body


def test_each_decision_leads_back_to_the_authors_comments():
    make_comment()

    assert "To see your comments as they stand, on any computer:\nhttp://portal.example/return/" in letter("approved").body


def test_a_decision_after_links_have_ended_offers_none():
    comment = make_comment()
    comment.consider(outcome="accepted", why="It is right.", by=None, at=NOON + WEEK + settings.DRAFTS_KEPT)

    assert ["/return/" in letter("considered").body, "The link works until" in letter("considered").body] == [False, False]
    assert "To tell us something about this" in letter("considered").body


def test_whoever_is_asked_late_is_told_until_when_they_can_answer():
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Name no person.", by=None, at=NOON + WEEK + settings.DRAFTS_KEPT)

    assert "What is not changed by 1pm on Friday 7 August 2026 is not published." in letter("asked").body


def test_what_is_rejected_is_told_with_the_reason_and_the_moderators_words():
    comment = make_comment(is_published=False)
    comment.reject(revision=1, reason="advertising", words="It names your shop.", by=None, at=NOON)

    mail = letter("rejected")
    assert mail.subject == f"Your comment is not published: {comment.reference}"
    assert "and it is not published.\n\nWhy: It advertises something\nIt names your shop.\n" in mail.body


def test_of_another_reason_the_words_alone_are_told():
    comment = make_comment(is_published=False)
    comment.reject(revision=1, reason="other", words="It was sent twice.", by=None, at=NOON)

    assert "\nWhy: It was sent twice.\n" in letter("rejected").body


def test_what_was_shown_and_is_rejected_is_told_to_be_published_no_longer():
    make_comment().remove(reason="private", by=None, at=NOON)

    assert "and it is no longer published." in letter("rejected").body


def test_whoever_is_asked_for_a_change_is_told_which_and_until_when():
    asked()

    mail = letter("asked")
    for words in [
        "Why: Name no person.",
        "What is not changed by 1pm on Wednesday 8 July 2026 is not published.",
        "Change it here, or take it back:\nhttp://portal.example/return/",
    ]:
        assert words in mail.body


def test_what_is_hidden_is_told_with_the_reason():
    hidden()

    mail = letter("hidden")
    assert mail.subject.startswith("Your comment is hidden while we look into it: ")
    assert "Why: It names or describes a private individual" in mail.body


def test_what_is_shown_again_is_told_with_where_it_is():
    comment = hidden()
    comment.restore(by=None, at=NOON)

    mail = letter("restored")
    assert mail.subject == f"Your comment is shown again: {comment.reference}"
    assert permalink(comment) in mail.body


def test_a_rejected_change_is_told_with_the_reason_and_what_stands():
    comment = change_rejected()

    mail = letter("change_rejected")
    assert mail.subject == f"The change to your comment is not published: {comment.reference}"
    assert "What was shown before stands.\n\nWhy: It is not about the principles\n" in mail.body


def test_what_was_considered_is_told_with_the_outcome_and_why():
    comment = considered()

    mail = letter("considered")
    assert mail.subject == f"Your comment has been considered: {comment.reference}"
    assert "What was decided: Partly accepted\nWhy: We said so more plainly.\n" in mail.body


def test_what_led_to_a_wording_is_told_with_where_that_is():
    comment = make_comment(make_principle(3))
    reword(comment.principle, "Another text.", led_by=[comment])

    mail = letter("led")
    assert mail.subject == f"Your comment led to a change: {comment.reference}"
    assert "Principle 3, wording 2, and why it changed:\nhttp://portal.example/principles/3/history/#wording-2\n" in mail.body


@pytest.mark.parametrize(
    ("decided", "since", "kind"),
    [
        (make_comment, lambda comment: comment.hide(reason="private", by=None, at=NOON), "approved"),
        (hidden, lambda comment: comment.restore(by=None, at=NOON), "hidden"),
        (asked, lambda comment: comment.change("In other words.", at=NOON), "asked"),
        (change_rejected, lambda comment: comment.hide(reason="private", by=None, at=NOON), "change_rejected"),
        (change_rejected, lambda comment: comment.change("Once more.", at=NOON), "change_rejected"),
        (considered, lambda comment: comment.hide(reason="private", by=None, at=NOON), "considered"),
    ],
    ids=["published, hidden", "hidden, shown", "asked, changed", "change rejected, hidden", "and changed", "considered, hidden"],
)
def test_what_holds_no_more_is_not_told(decided, since, kind):
    comment = decided()

    since(comment)

    assert letter(kind) is None


def test_what_is_considered_anew_is_told_as_it_is_now():
    considered().consider(outcome="accepted", why="We thought again.", by=None, at=NOON)

    assert "What was decided: Accepted\nWhy: We thought again.\n" in letter("considered").body
