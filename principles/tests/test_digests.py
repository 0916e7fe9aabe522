"""The daily e-mail of those who want to know no sooner: at most one a day to an address, of what is there to be read."""

import pytest

from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State
from keepitlocal.tests.at_once import at_once
from principles import digests, promises
from principles.models import Consultation
from principles.tests.mailing import letter, make_watch
from principles.tests.makers import DAY, MOMENT, NOON, make_author, make_comment, make_consultation, make_principle, reword

pytestmark = pytest.mark.django_db

MORNING = NOON.replace(hour=7) + DAY  # 8am in June
ANN = "ann@example.org"


def watch(email=ANN, **on):
    return make_watch(email, how="daily", at=NOON - DAY, **on)


def say(**said):
    """A comment on the principles as a whole."""
    if not Consultation.objects.exists():
        make_consultation()
    return make_comment("whole", **said)


def run(*moments):
    for at in moments:
        digests.promise_digests(at)


def promised():
    found = Message.objects.filter(kind=promises.DIGEST).order_by("pk")
    return [(message.to, message.created_at) for message in found]


def permalink(comment):
    return f"http://portal.example/principles/comments/{comment.pk}/"


def test_it_is_promised_in_the_morning_and_not_a_moment_sooner():
    watch()
    say()

    run(MORNING - MOMENT)
    assert promised() == []
    run(MORNING)

    assert promised() == [(ANN, MORNING)]


def test_it_is_promised_once_a_day_however_often_the_clockwork_runs_and_whatever_is_watched():
    principle = make_principle()
    [watch(), watch(principle=principle), watch("Ann@example.org", principle=make_principle(2))]
    say(), make_comment(principle)

    run(MORNING, MORNING + MOMENT, MORNING + DAY - MOMENT)

    assert promised() == [(ANN, MORNING)]


def test_on_a_day_without_news_there_is_none():
    watch()
    say()

    run(MORNING, MORNING + DAY, MORNING + 2 * DAY)

    assert promised() == [(ANN, MORNING)]


def test_what_came_while_the_clockwork_stood_still_is_in_one_digest():
    watch()
    first, second = say(), say(at=NOON + 2 * DAY)

    run(MORNING + 3 * DAY)

    assert promised() == [(ANN, MORNING + 3 * DAY)]
    assert f"- 2 new comments:\n  {permalink(second)}\n  {permalink(first)}\n" in letter("digest").body


def test_what_was_told_is_not_told_again():
    watch()
    told = say()
    run(MORNING)
    new = say(at=MORNING)

    run(MORNING + DAY)

    assert permalink(new) in letter("digest").body
    assert permalink(told) not in letter("digest").body


def test_what_came_before_it_was_watched_is_not_told():
    say(at=NOON - DAY - MOMENT)
    watch()

    run(MORNING)

    assert promised() == []


def test_it_says_what_came_of_each_that_is_watched_and_each_once():
    principle = make_principle()
    opened = make_comment(principle, at=NOON - DAY - MOMENT)
    [watch(principle=principle), watch(comment=opened), watch()]
    reply = make_comment(answers=opened)
    reword(principle, "Another text.")

    run(MORNING)

    body = letter("digest").body
    assert "Comments on “Principle 1: Start with the place”, and its new wordings\n- A new wording: http://" in body
    assert body.count(permalink(reply)) == body.count("/history/#wording-2") == 1
    assert "Replies to comment" not in body


def test_it_says_how_to_get_no_more_of_it():
    watch()
    say()
    run(MORNING)

    mail = letter("digest")
    assert mail.subject == "What came on the draft principles"
    assert f"To be told no more of any of this:\n{mail.unsubscribe}\n" in mail.body
    assert "To be told of this each time instead:\nhttp://portal.example/confirm/" in mail.body


def test_of_very_many_comments_the_last_are_linked_and_all_are_counted():
    watch()
    comments = [say() for _ in range(digests.SHOWN + 1)]
    run(MORNING)

    body = letter("digest").body
    assert f"- {digests.SHOWN + 1} new comments, and these came last:\n  {permalink(comments[-1])}\n" in body
    assert permalink(comments[0]) not in body


def test_ones_own_comments_are_no_news():
    watch()
    say(author=make_author(ANN))

    run(MORNING)

    assert letter("digest") is None


def test_what_is_hidden_by_then_is_not_told():
    """C10."""
    watch()
    gone, there = say(), say()
    run(MORNING)

    gone.hide(reason="private", by=None, at=MORNING)

    assert "- 1 new comment:\n" in letter("digest").body
    assert permalink(there) in letter("digest").body


@pytest.mark.parametrize("change", [lambda watch: watch.unsubscribe(at=NOON), lambda watch: watch.confirm(how="each", at=NOON)])
def test_whoever_wants_none_any_more_gets_none(change):
    mine = watch()
    say()
    run(MORNING)

    change(mine)

    assert letter("digest") is None


def test_whoever_is_told_each_time_or_has_not_confirmed_gets_none():
    make_watch(how="each")
    make_watch("bo@example.org", how="daily", is_confirmed=False)
    say()

    run(MORNING)

    assert promised() == []


def test_an_address_that_watches_nothing_any_more_is_forgotten():
    """M16: what was not sent is not sent, and what was no longer says to whom."""
    mine = watch()
    say()
    run(MORNING)

    mine.forget(at=MORNING)

    message = Message.objects.get(kind=promises.DIGEST)
    assert (message.status, message.is_forgotten) == (State.CANCELLED, True)


def test_however_many_watch_it_takes_as_many_queries(django_assert_num_queries):
    say()
    for number in range(10):
        watch(f"ann{number}@example.org")

    with django_assert_num_queries(6):
        run(MORNING)

    assert len(promised()) == 10


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_promise_one():
    """M11."""
    watch()
    say()

    at_once(*[lambda: run(MORNING)] * 3)

    assert promised() == [(ANN, MORNING)]
