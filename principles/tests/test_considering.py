"""What was decided about a comment, and what it led to."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.officers.tests.makers import make_officer
from principles.models import Comment, Outcome, Status, post
from principles.tests.kept import now, recorded, told
from principles.tests.makers import DAY, NOON, make_comment, make_principle, reword

pytestmark = pytest.mark.django_db


def consider(comment, outcome="accepted", why="It is better so.", by=None):
    comment.consider(outcome=outcome, why=why, by=by, at=NOON + DAY)


def test_considered_it_says_what_was_decided_and_why():
    comment = make_comment()
    officer = make_officer()

    consider(comment, "partly accepted", " In  part. ", officer)

    kept = now(comment)
    assert (kept.outcome, kept.outcome_why) == (Outcome.PARTLY, "In part.")
    assert (kept.considered_by, kept.considered_at) == (officer, NOON + DAY)
    assert list(Comment.objects.considered()) == [comment]
    assert (recorded(comment)[-1], told(comment)[-1]) == ("was considered", "considered")


@pytest.mark.parametrize(("outcome", "why"), [("", "Why."), ("nonsense", "Why."), ("accepted", " ")])
def test_nothing_is_decided_without_an_outcome_and_a_sentence(outcome, why):
    comment = make_comment()

    with pytest.raises(NotReady):
        consider(comment, outcome, why)

    assert not now(comment).is_considered


def test_what_is_not_shown_is_not_considered():
    comment = make_comment(is_published=False)

    with pytest.raises(NotAllowed):
        consider(comment)

    assert not now(comment).is_considered


def test_what_was_hidden_meanwhile_is_not_considered():
    comment = make_comment()
    now(comment).hide(reason="abusive", by=None, at=NOON)

    with pytest.raises(AlreadyMoved):
        consider(comment)

    assert not now(comment).is_considered


def test_what_an_officer_says_is_not_considered():
    comment = make_comment()
    said = {"principle": comment.principle, "wording": comment.wording, "name": "Ada", "officer": make_officer()}
    reply = post(Comment(text="We agree.", **said), answers=comment, begun_at=NOON, at=NOON)

    with pytest.raises(NotAllowed):
        consider(reply)


def test_considered_anew_it_says_what_was_decided_last_and_its_author_is_told_again():
    comment = make_comment()

    consider(comment)
    consider(comment, "out of scope", "It is for another paper.")

    assert now(comment).outcome == Outcome.OUT_OF_SCOPE
    assert told(comment)[-2:] == ["considered", "considered"]


def test_the_stamp_rises_with_what_was_decided():
    comment = make_comment()
    before = now(comment).stamp

    consider(comment)

    assert now(comment).stamp == comment.stamp == before + 1


def test_what_is_hidden_is_not_among_the_considered():
    comment = make_comment()
    consider(comment)

    comment.hide(reason="abusive", by=None, at=NOON)

    assert list(Comment.objects.considered()) == []


def test_a_wording_and_the_comments_that_led_to_it_name_each_other():
    principle = make_principle()
    comments = [make_comment(principle) for _ in range(2)]
    stamps = [now(comment).stamp for comment in comments]

    wording = reword(principle, "Something else.", led_by=comments)

    assert set(wording.led_by.all()) == set(comments)
    assert [now(comment).led_to for comment in comments] == [[[1, 2]], [[1, 2]]]
    assert [now(comment).stamp for comment in comments] == [stamp + 1 for stamp in stamps]
    assert [told(comment)[-1] for comment in comments] == ["led", "led"]


def test_one_comment_leads_to_several_wordings():
    principle, other = make_principle(1), make_principle(2)
    comment = make_comment(principle)

    reword(principle, "Something else.", led_by=[now(comment)])
    reword(other, "Something else, too.", led_by=[comment])

    assert now(comment).led_to == [[1, 2], [2, 2]]


def test_no_wording_is_published_that_names_what_is_not_shown():
    principle = make_principle()
    comment = make_comment(principle, is_published=False)

    with pytest.raises(NotAllowed):
        reword(principle, "Something else.", led_by=[comment])

    assert (principle.wordings.count(), now(comment).led_to, now(comment).status) == (1, [], Status.WAITING)
