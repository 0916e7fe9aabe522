"""Authors: an address that is confirmed once, and what waits for that."""

import pytest

from principles.models import Comment, Status, Watch
from principles.tests.kept import now, recorded, shown, told
from principles.tests.makers import NOON, make_author, make_comment, make_consultation, make_principle

pytestmark = pytest.mark.django_db


def test_what_waited_for_the_address_goes_to_moderation_and_is_acknowledged():
    author = make_author(is_confirmed=False)
    comments = [make_comment(author=author, is_published=False) for _ in range(2)]

    author.confirm(at=NOON)

    assert {now(comment).status for comment in comments} == {Status.WAITING}
    assert [told(comment) for comment in comments] == [["receipt"], ["receipt"]]
    assert recorded(author) == ["confirmed their address"]


def test_where_moderators_come_after_it_is_shown_once_the_address_is_confirmed():
    make_consultation(moderation="after")
    author = make_author(is_confirmed=False)
    make_comment(author=author, text="On one.", is_published=False)
    make_comment("whole", author=author, text="On all.", is_published=False)
    assert shown() == []

    author.confirm(at=NOON)

    assert sorted(shown()) == ["On all.", "On one."]


def test_pressed_twice_the_button_changes_nothing_more():
    author = make_author(is_confirmed=False)
    comment = make_comment(author=author, is_published=False)
    author.confirm(at=NOON)

    now(author).confirm(at=NOON)

    assert (recorded(author), told(comment)) == (["confirmed their address"], ["receipt"])


def test_a_comment_of_somebody_who_confirmed_since_goes_on_to_moderation():
    author = make_author(is_confirmed=False)
    now(author).confirm(at=NOON)

    comment = make_comment(author=author, is_published=False)

    assert now(comment).status == Status.WAITING


def test_nothing_of_anybody_elses_goes_on():
    other = make_comment(author=make_author("other@example.org", is_confirmed=False), is_published=False)

    make_author(is_confirmed=False).confirm(at=NOON)

    assert now(other).status == Status.UNCONFIRMED


def test_what_they_watch_is_told_once_they_have_confirmed():
    author = make_author(is_confirmed=False)
    comment = make_comment(author=author, is_published=False)
    watch = Watch.objects.begin(author.email, comment=comment, how="each", at=NOON)

    author.confirm(at=NOON)

    assert now(watch).is_awake


def test_told_to_be_quiet_an_author_is_still_told_what_was_decided():
    author = make_author()
    comment = make_comment(make_principle(), author=author)

    author.unsubscribe(at=NOON)
    comment.hide(reason="abusive", by=None, at=NOON)

    assert now(author).unsubscribed_at == NOON
    assert told(comment)[-1] == "hidden"


def test_what_is_theirs_is_what_is_neither_taken_back_nor_erased():
    author = make_author()
    kept, taken_back, erased = (make_comment(author=author) for _ in range(3))
    taken_back.take_back(at=NOON)
    erased.erase(at=NOON)

    assert list(Comment.objects.of([author])) == [kept]
