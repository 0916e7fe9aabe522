"""What moderators do: what it moves, refuses, records and tells."""

import pytest

from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles.models import Comment, Status, statuses
from principles.tests.kept import counts, now, recorded, shown, told
from principles.tests.makers import DAY, MOMENT, NOON, make_author, make_comment

pytestmark = pytest.mark.django_db

ABUSE = {"reason": "abusive", "by": None}


def waiting(**fields):
    return make_comment(is_published=False, **fields)


def with_change(text="Said better."):
    comment = make_comment(text="As it was.")
    comment.change(text, at=NOON)
    return comment


def test_the_table_of_moves_names_every_status():
    assert set(statuses.MOVES) == set(Status)


def test_what_its_author_can_take_back_is_what_is_not_over():
    can_be_withdrawn = {status for status, to in statuses.MOVES.items() if Status.WITHDRAWN in to}

    assert can_be_withdrawn == set(statuses.LIVING)


def test_approved_it_is_shown_and_counted_and_its_author_told():
    comment = waiting(text="Good.")
    officer = make_officer()

    comment.approve(revision=1, by=officer, at=NOON + DAY)

    assert shown() == ["Good."]
    assert now(comment).published_at == NOON + DAY
    assert now(comment).principle.comments_shown == 1
    assert told(comment) == ["receipt", "approved"]
    assert recorded(comment) == ["was sent", "became waiting", "was received", "became published"]


def test_nobody_approves_what_they_did_not_read():
    """C6: its author changed it while the moderator's page was open."""
    comment = waiting()
    now(comment).change("Something else.", at=NOON)

    with pytest.raises(AlreadyMoved):
        comment.approve(revision=1, by=None, at=NOON)

    assert shown() == []


@pytest.mark.parametrize("verb", ["approve", "reject", "ask"])
def test_what_was_not_confirmed_is_not_moderated(verb):
    comment = waiting(author=make_author(is_confirmed=False))
    said = {"approve": {}, "reject": {"reason": "abusive"}, "ask": {"words": "Please."}}[verb]

    with pytest.raises(NotAllowed):
        getattr(comment, verb)(revision=1, by=None, at=NOON, **said)

    assert now(comment).status == Status.UNCONFIRMED


def test_rejected_it_is_not_shown_and_its_author_told():
    comment = waiting()

    comment.reject(revision=1, reason="other", words=" Not  this. ", by=None, at=NOON)

    assert (now(comment).status, now(comment).reason, now(comment).reason_words) == (Status.REJECTED, "other", "Not this.")
    assert told(comment) == ["receipt", "rejected"]


@pytest.mark.parametrize(("reason", "words"), [("", "Words."), ("nonsense", "Words."), ("other", " ")])
@pytest.mark.parametrize("verb", ["reject", "hide", "remove"])
def test_nothing_is_refused_without_a_reason(verb, reason, words):
    comment = waiting() if verb == "reject" else make_comment()
    before = comment.status
    read = {"revision": 1} if verb == "reject" else {}

    with pytest.raises(NotReady):
        getattr(comment, verb)(reason=reason, words=words, by=None, at=NOON, **read)

    assert now(comment).status == before


def test_asked_for_a_change_it_waits_for_its_author_and_not_for_a_moderator():
    comment = waiting()

    comment.ask(revision=1, words="Leave out  the name.", by=None, at=NOON)

    assert (now(comment).status, now(comment).reason_words) == (Status.ASKED, "Leave out the name.")
    assert list(Comment.objects.to_moderate()) == []
    assert told(comment) == ["receipt", "asked"]


def test_nobody_is_asked_for_a_change_without_words():
    comment = waiting()

    with pytest.raises(NotReady):
        comment.ask(revision=1, words=" ", by=None, at=NOON)

    assert now(comment).status == Status.WAITING


@pytest.mark.parametrize(("verb", "status"), [("hide", Status.HIDDEN), ("remove", Status.REJECTED)], ids=["hidden", "taken down"])
def test_what_is_shown_no_more_is_not_counted_and_its_author_told(verb, status):
    comment = make_comment()

    getattr(comment, verb)(**ABUSE, at=NOON)

    assert (now(comment).status, shown(), now(comment).principle.comments_shown) == (status, [], 0)
    assert told(comment)[-1] == {"hide": "hidden", "remove": "rejected"}[verb]


@pytest.mark.parametrize("verb", ["hide", "remove"])
def test_a_reply_to_what_is_shown_no_more_stays_and_so_does_its_place(verb):
    """C8."""
    comment = make_comment(text="Rude.")
    reply = make_comment(answers=comment, text="Reply.")

    getattr(now(comment), verb)(**ABUSE, at=NOON)

    assert shown() == ["Reply."]
    assert list(Comment.objects.in_threads().order_by("place")) == [comment, reply]


def test_what_is_shown_no_more_and_was_not_answered_leaves_its_thread():
    """C8."""
    comment = make_comment()

    comment.hide(**ABUSE, at=NOON)

    assert list(Comment.objects.in_threads()) == []


def test_the_place_of_what_is_gone_goes_with_the_last_reply():
    """C8."""
    comment = make_comment()
    reply = make_comment(answers=comment)
    now(comment).hide(**ABUSE, at=NOON)

    now(reply).take_back(at=NOON)

    assert list(Comment.objects.in_threads()) == []
    assert Comment.objects.count() == 2


def test_replies_are_counted_at_all_that_they_stand_below_and_at_what_they_answer():
    """C4: the fourth answers the third, and stands beside it."""
    first = make_comment()
    second = make_comment(answers=first)
    third = make_comment(answers=second)
    fourth = make_comment(answers=third)

    assert counts(first, second, third, fourth) == [3, 2, 1, 0]


def test_restored_it_is_shown_as_before():
    comment = make_comment(text="Fine.")
    comment.hide(**ABUSE, at=NOON)

    comment.restore(by=None, at=NOON + DAY)

    assert shown() == ["Fine."]
    assert (now(comment).published_at, now(comment).reason, now(comment).principle.comments_shown) == (NOON, "", 1)
    assert told(comment) == ["receipt", "approved", "hidden", "restored"]


def test_what_was_rejected_can_be_shown_after_all():
    comment = waiting()
    comment.reject(revision=1, **ABUSE, at=NOON)

    comment.restore(by=None, at=NOON + DAY)

    assert now(comment).published_at == NOON + DAY
    assert told(comment) == ["receipt", "rejected", "approved"]


@pytest.mark.parametrize("status", [Status.WAITING, Status.PUBLISHED])
def test_what_is_not_hidden_is_not_restored(status):
    comment = make_comment(is_published=status == Status.PUBLISHED)

    with pytest.raises(NotAllowed):
        comment.restore(by=None, at=NOON)

    assert now(comment).status == status


def test_what_waits_is_rejected_by_whoever_read_it_and_not_taken_down():
    comment = waiting()

    with pytest.raises(NotAllowed):
        comment.remove(**ABUSE, at=NOON)

    assert now(comment).status == Status.WAITING


def test_its_author_is_told_each_time_also_twice_in_one_minute():
    comment = make_comment()

    for _ in range(2):
        comment.hide(**ABUSE, at=NOON)
        comment.restore(by=None, at=NOON + MOMENT)

    assert told(comment) == ["receipt", "approved", *["hidden", "restored"] * 2]


@pytest.mark.parametrize("act", ["approve", "hide", "restore", "remove", "erase", "change", "reply"])
def test_the_stamp_rises_with_what_is_shown(act):
    comment = with_change() if act in {"approve", "change"} else make_comment()
    if act == "restore":
        comment.hide(**ABUSE, at=NOON)
    before = now(comment).stamp
    doing = {
        "approve": lambda: comment.approve(revision=2, by=None, at=NOON),
        "change": lambda: comment.reject(revision=2, **ABUSE, at=NOON),
        "hide": lambda: comment.hide(**ABUSE, at=NOON),
        "restore": lambda: comment.restore(by=None, at=NOON),
        "remove": lambda: comment.remove(**ABUSE, at=NOON),
        "erase": lambda: comment.erase(at=NOON),
        "reply": lambda: make_comment(answers=comment),
    }

    doing[act]()

    assert now(comment).stamp > before


def test_the_stamp_of_a_reply_rises_with_what_it_answers():
    """It may name it."""
    comment = make_comment()
    reply = make_comment(answers=comment)

    now(comment).hide(**ABUSE, at=NOON)

    assert now(reply).stamp == reply.stamp + 1


def test_an_instance_knows_its_stamp_after_each_verb():
    comment = make_comment()

    comment.hide(**ABUSE, at=NOON)

    assert comment.stamp == now(comment).stamp


def test_nothing_of_officers_own_is_told_to_anybody():
    comment = make_comment()
    comment.officer, comment.author = make_officer(), None
    comment.save(update_fields=["officer", "author"])
    before = Message.objects.count()

    comment.hide(**ABUSE, at=NOON)

    assert Message.objects.count() == before
