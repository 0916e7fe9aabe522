"""Sending a comment: what is taken in, when, and where it stands."""

import pytest

from keepitlocal.lifecycle import NotAllowed, TooLate
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from principles.models import Author, Comment, Status, Text, post
from principles.tests.kept import counts, now, recorded, shown, told
from principles.tests.makers import (
    MOMENT,
    NOON,
    WEEK,
    make_author,
    make_comment,
    make_consultation,
    make_principle,
)

pytestmark = pytest.mark.django_db

CLOSE = NOON + WEEK
GRACE_ENDS = CLOSE + 15 * 60_000_000 * MOMENT
LINKS = "See https://one.example and https://two.example and www.three.example for more."


def send(at, *, begun_at=None, **fields):
    principle = make_principle(at=NOON - 2 * WEEK)
    made = Comment(principle=principle, wording=principle.latest, text="Yes.", name="Sam", author=make_author(), **fields)
    return post(made, begun_at=begun_at or at, at=at)


def test_a_comment_of_a_confirmed_author_waits_for_a_moderator():
    comment = make_comment(is_published=False)

    assert now(comment).status == Status.WAITING
    assert shown() == []


def test_a_comment_has_a_reference_that_is_told_to_its_author_and_to_the_policy_team():
    comment = make_comment(is_published=False)

    assert now(comment).reference.startswith("KIL-")
    assert told(comment) == ["receipt"]
    assert told(comment, to="policy@keepitlocal.example") == ["notice"]


def test_what_was_sent_is_kept_as_the_first_revision():
    comment = make_comment(text="As sent.", is_published=False)

    assert list(Text.objects.values_list("comment", "number", "text", "sent_at")) == [(comment.pk, 1, "As sent.", NOON)]
    assert recorded(comment) == ["was sent", "became waiting", "was received"]


def test_a_comment_of_an_unconfirmed_author_waits_for_that_and_only_the_button_is_sent():
    author = make_author(is_confirmed=False)

    comment = make_comment(author=author, is_published=False)

    assert now(comment).status == Status.UNCONFIRMED
    assert (told(author), told(comment)) == (["confirm"], [])
    assert list(Comment.objects.to_moderate()) == []


def test_where_moderators_come_after_it_is_shown_at_once():
    make_consultation(moderation="after")

    comment = make_comment(text="At once.", is_published=False)

    assert shown() == ["At once."]
    assert now(comment).published_at == NOON


@pytest.mark.parametrize("confirmed", [True, False], ids=["confirmed before", "confirmed after"])
def test_more_than_two_links_wait_for_a_moderator_even_where_those_come_after(confirmed):
    """C3."""
    make_consultation(moderation="after")
    author = make_author(is_confirmed=confirmed)
    comment = make_comment(text=LINKS, author=author, is_published=False)
    author.confirm(at=NOON)

    assert now(comment).status == Status.WAITING


def test_two_links_are_shown_at_once_where_moderators_come_after():
    """C3."""
    make_consultation(moderation="after")

    comment = make_comment(text="See https://one.example and www.two.example.", is_published=False)

    assert now(comment).status == Status.PUBLISHED


@pytest.mark.parametrize("posted", [Status.PUBLISHED, Status.WAITING])
def test_a_status_that_was_posted_is_ignored(posted):
    """C5."""
    author = make_author(is_confirmed=False)

    comment = make_comment(author=author, is_published=False, status=posted)

    assert now(comment).status == Status.UNCONFIRMED


@pytest.mark.parametrize("at", [NOON - WEEK, CLOSE - MOMENT], ids=["as it opens", "the moment before the close"])
def test_a_comment_is_taken_while_it_is_open(at):
    assert send(at).status == Status.WAITING


@pytest.mark.parametrize(
    ("at", "begun_at"),
    [
        (NOON - WEEK - MOMENT, NOON - WEEK - MOMENT),
        (CLOSE, CLOSE),
        (GRACE_ENDS - MOMENT, CLOSE),
        (GRACE_ENDS, CLOSE - MOMENT),
    ],
    ids=["a moment before it opens", "at the close", "in the grace but begun at the close", "as the grace ends"],
)
def test_a_comment_outside_the_window_changes_nothing(at, begun_at):
    with pytest.raises(TooLate):
        send(at, begun_at=begun_at)

    assert (Comment.objects.count(), Text.objects.count(), Message.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("at", [CLOSE, GRACE_ENDS - MOMENT], ids=["at the close", "the moment before the grace ends"])
def test_a_comment_begun_before_the_close_has_the_grace(at):
    assert send(at, begun_at=CLOSE - MOMENT).status == Status.WAITING


def test_an_officer_replies_after_the_close_and_is_shown_at_once_with_the_badge():
    """C7."""
    comment = make_comment()
    officer = make_officer()
    said = {"principle": comment.principle, "wording": comment.wording, "name": officer.name, "officer": officer}

    reply = post(Comment(text="We agree.", **said), answers=comment, begun_at=CLOSE + WEEK, at=CLOSE + WEEK)

    assert (now(reply).status, now(reply).is_by_officer) == (Status.PUBLISHED, True)
    assert counts(comment) == [1]
    assert told(reply) == told(reply, to="policy@keepitlocal.example") == []


def test_a_name_gives_nobody_the_badge():
    """C7."""
    comment = make_comment(name="Policy Officer", role="Policy team")

    assert not comment.is_by_officer


def test_the_same_page_sent_twice_is_one_comment_and_one_mail():
    principle = make_principle()
    author = make_author()
    said = {"principle": principle, "wording": principle.latest, "name": "Sam", "author": author}

    first, second = (post(Comment(text="Once.", **said), begun_at=NOON, begun_with="page", at=NOON) for _ in range(2))

    assert (second.pk, second.reference) == (first.pk, first.reference)
    assert (Comment.objects.count(), Text.objects.count(), Message.objects.count()) == (1, 1, 2)


def test_the_same_page_sent_again_after_the_deadline_is_still_that_comment():
    principle = make_principle()
    said = {"principle": principle, "wording": principle.latest, "name": "Sam", "author": make_author()}
    first = post(Comment(text="Once.", **said), begun_at=NOON, begun_with="page", at=NOON)

    again = post(Comment(text="Once.", **said), begun_at=NOON, begun_with="page", at=CLOSE + WEEK)

    assert again.pk == first.pk


@pytest.mark.parametrize("how", ["hide", "remove", "take back", "not approved"])
def test_nobody_replies_to_what_is_not_shown(how):
    """C8."""
    comment = make_comment(is_published=how != "not approved")
    if how in {"hide", "remove"}:
        getattr(comment, how)(reason="abusive", by=None, at=NOON)
    elif how == "take back":
        comment.take_back(at=NOON)

    with pytest.raises(NotAllowed):
        make_comment(answers=comment)

    assert Comment.objects.count() == 1


def test_threads_are_three_deep_however_deep_people_reply(django_assert_num_queries):
    """C4: beside the third, and at the same cost the thousandth time."""
    chain = [make_comment()]
    for number in range(12):
        chain.append(make_comment(answers=chain[-1], text=f"Reply {number}"))

    assert [comment.depth for comment in chain] == [1, 2, 3, *[3] * 10]
    assert {comment.thread_id for comment in chain} == {chain[0].pk}
    assert [comment.answers_id for comment in chain[1:]] == [comment.pk for comment in chain[:-1]]
    assert [comment.place for comment in chain[2:]] == [f"{chain[1].place}{comment.pk:010}" for comment in chain[2:]]


def test_a_thread_is_sorted_as_it_is_read():
    first, other = make_comment(text="1"), make_comment(text="2")
    make_comment(answers=first, text="1.1")
    make_comment(answers=other, text="2.1")
    below = Comment.objects.get(text="1.1")
    make_comment(answers=first, text="1.2")
    make_comment(answers=below, text="1.1.1")

    assert shown() == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]


def test_a_comment_on_the_whole_is_counted_there_and_one_on_a_principle_there():
    principle = make_principle()

    make_comment(principle)
    make_comment("whole")
    make_comment("whole")

    principle.refresh_from_db()
    principle.consultation.refresh_from_db()
    assert (principle.comments_shown, principle.consultation.comments_shown) == (1, 2)


def test_a_comment_costs_as_much_to_send_with_300_there_as_with_one(django_assert_max_num_queries):
    """C2: nothing that many have sent slows the next one down."""
    principle, author = make_principle(), make_author()
    said = {"principle": principle, "wording": principle.latest, "name": "Sam", "author": author}
    rows = [Comment(text="x", place="", status=Status.WAITING, status_since=NOON, created_at=NOON, **said) for _ in range(300)]
    Comment.objects.bulk_create(rows)

    with django_assert_max_num_queries(40):
        post(Comment(text="One more that says something of its own.", **said), begun_at=NOON, at=NOON)

    assert Author.objects.count() == 1
