"""The real round, from its opening until long after its close: what the clockwork takes away and tells, and what stays."""

import pytest

from keepitlocal.outbox.models import Message
from principles import keeping
from principles.models import Author, Comment, Consultation, Principle, Watch
from principles.tests.kept import now, shown
from principles.tests.mailing import make_watch
from principles.tests.makers import DAY, make_author, make_comment, reword

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(load):
    load()
    return Consultation.objects.get()


def run(start, days):
    """Run the clockwork every six hours for so many days. A dict of day to the kinds of e-mail that it promised on it."""
    promised = {}
    for quarter in range(1, 4 * days + 1):
        before = set(Message.objects.values_list("pk", flat=True))
        keeping.keep_promises(start + quarter * DAY / 4)
        if made := Message.objects.exclude(pk__in=before).order_by("pk").values_list("kind", "to"):
            promised.setdefault(quarter / 4, []).extend(made)
    return promised


def test_what_was_published_is_never_lost(consultation):
    at, principle = consultation.opens_at, Principle.objects.get(number=1)
    opened = make_comment(principle, text="Opens a thread.", at=at)
    make_comment(answers=opened, text="Replies.", author=make_author("ann@example.org", at=at), at=at)
    make_comment("whole", text="On all of them.", at=at)
    reword(principle, "Another text.", led_by=[opened], at=at + DAY)
    consultation.extend(consultation.closes_at + 7 * DAY, why="The post was late.", by=None, at=at + DAY)
    before = shown(), list(principle.wordings.values()), [list(each.led_by.all()) for each in principle.wordings.all()]

    run(now(consultation).closes_at, 100)

    after = shown(), list(principle.wordings.values()), [list(each.led_by.all()) for each in principle.wordings.all()]
    assert after == before
    assert Author.objects.count() == 2


def test_each_thing_that_is_not_published_goes_in_its_time_and_only_that(consultation, settings):
    close = consultation.closes_at
    at = close - DAY
    unconfirmed = make_comment(author=make_author("new@example.org", is_confirmed=False, at=at), at=at)
    asked, waiting, withdrawn = (make_comment(is_published=False, at=at) for _ in range(3))
    asked.ask(revision=1, words="Name no person.", by=None, at=at)
    withdrawn.take_back(at=at)
    make_watch(is_confirmed=False, at=at)
    make_watch("bo@example.org", at=at)

    promised = run(at, 60)

    assert [now(each).status for each in [unconfirmed, asked, waiting, withdrawn]] == ["erased", "rejected", "waiting", "erased"]
    over = 1 + settings.DRAFTS_KEPT / DAY
    assert promised == {over: [("principles.rejected", "sam@example.org")]}
    assert set(Watch.objects.values_list("email", flat=True)) == {"bo@example.org"}
    assert set(Author.objects.values_list("email", flat=True)) == {"sam@example.org"}
    assert not Message.objects.filter(to__in=["new@example.org", "ann@example.org"]).exists()


def test_a_daily_watcher_hears_once_on_a_day_with_news_and_on_no_other(consultation):
    at, principle = consultation.opens_at, Principle.objects.get(number=1)
    make_watch("day@example.org", how="daily", principle=principle, at=at)
    for day in [0, 0, 3]:
        make_comment(principle, at=at + day * DAY + DAY / 3)

    promised = run(at, 8)

    digests = [kinds for kinds in promised.values() if ("principles.digest", "day@example.org") in kinds]
    assert [len(kinds) for kinds in digests] == [1, 1]
    assert Comment.objects.count() == 3
