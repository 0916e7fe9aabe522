"""Who is told of what comes."""

import pytest

from keepitlocal.outbox.models import Message
from principles.models import Watch
from principles.tests.kept import now, recorded, told
from principles.tests.makers import DAY, NOON, make_author, make_comment, make_principle, reword

pytestmark = pytest.mark.django_db

RAE = "rae@example.org"


def begin(*, email=RAE, how="each", is_confirmed=True, at=NOON, **on):
    return Watch.objects.begin(email, how=how, is_confirmed=is_confirmed, at=at, **on)


def news(watch):
    return told(watch, to=RAE)


def reply_to(comment, email="kim@example.org"):
    return make_comment(answers=comment, author=make_author(email))


def test_an_address_is_told_nothing_before_it_is_confirmed():
    watch = begin(principle=make_principle(), is_confirmed=False)

    make_comment()

    assert news(watch) == ["watch"]


def test_confirmed_it_is_told_of_each_comment_that_appears():
    watch = begin(principle=make_principle(), is_confirmed=False)
    watch.confirm(at=NOON)

    make_comment()

    assert news(watch) == ["watch", "appeared"]


def test_confirmed_twice_it_is_confirmed_once():
    watch = begin(principle=make_principle(), is_confirmed=False)

    watch.confirm(at=NOON)
    watch.confirm(at=NOON + DAY)

    assert (recorded(watch), now(watch).confirmed_at) == (["was confirmed"], NOON)


def test_begun_again_it_is_the_same_however_the_address_is_capitalised():
    principle = make_principle()

    first, second = begin(principle=principle), begin(principle=principle, email="Rae@Example.org", how="daily")

    assert (second.pk, Watch.objects.count(), now(first).how) == (first.pk, 1, "daily")


def test_a_watch_of_a_principle_of_all_of_them_and_of_a_comment_are_three():
    principle = make_principle()

    for on in [{"principle": principle}, {}, {"comment": make_comment(principle)}]:
        begin(**on)

    assert Watch.objects.count() == 3


def test_nobody_who_only_knows_an_address_changes_what_its_owner_chose():
    watch = begin(principle=make_principle())

    begin(principle=watch.principle, how="daily", is_confirmed=False)

    assert (now(watch).how, news(watch)) == ("each", [])


def test_unsubscribed_it_is_told_no_more():
    watch = begin(principle=make_principle())

    watch.unsubscribe(at=NOON)
    watch.unsubscribe(at=NOON + DAY)
    make_comment()

    assert (news(watch), now(watch).unsubscribed_at, recorded(watch)[-1]) == ([], NOON, "was told to be quiet")


def test_confirmed_anew_it_is_told_again():
    watch = begin(principle=make_principle())
    watch.unsubscribe(at=NOON)

    begin(principle=watch.principle, is_confirmed=False).confirm(at=NOON)
    make_comment()

    assert news(watch) == ["watch", "appeared"]


def test_whoever_watches_a_comment_is_told_of_replies_to_it_and_below_it():
    comment = make_comment()
    watch = begin(comment=comment)

    reply_to(reply_to(comment))
    make_comment()

    assert news(watch) == ["appeared", "appeared"]


def test_nobody_is_told_of_what_they_said_themselves():
    comment = make_comment()
    watch = begin(comment=comment)

    reply_to(comment, RAE.upper())

    assert news(watch) == []


def test_an_address_with_two_watches_is_told_once():
    comment = make_comment()
    begin(comment=comment)
    begin(principle=comment.principle)

    reply_to(comment)

    assert Message.objects.filter(kind="principles.appeared").count() == 1


def test_restored_a_comment_is_no_news():
    watch = begin(principle=make_principle())
    comment = make_comment()

    comment.hide(reason="abusive", by=None, at=NOON)
    comment.restore(by=None, at=NOON)

    assert news(watch) == ["appeared"]


def test_who_is_told_once_a_day_is_not_told_each_time():
    watch = begin(principle=make_principle(), how="daily")

    make_comment()

    assert news(watch) == []


def test_a_comment_on_one_principle_is_no_news_of_another_nor_of_the_whole():
    one, other = make_principle(1), make_principle(2)
    watches = [begin(principle=other), begin()]

    make_comment(one)

    assert [news(watch) for watch in watches] == [[], []]


@pytest.mark.parametrize("whole", [True, False], ids=["all of them", "the principle"])
def test_whoever_watches_is_told_that_a_wording_changed(whole):
    principle = make_principle()
    watch = begin(**({} if whole else {"principle": principle}))

    reword(principle, "Something else.")

    assert news(watch) == ["reworded"]


def test_the_first_wording_is_no_news():
    watch = begin(principle=make_principle(is_published=False))

    watch.principle.publish(edits=watch.principle.edits, by=None, at=NOON)

    assert news(watch) == []
