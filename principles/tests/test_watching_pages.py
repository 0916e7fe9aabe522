"""Being told of what comes: asking for it, saying by a button that one wants it, and ending it."""

import pytest
from django.conf import settings
from django.test import Client

from keepitlocal import confirming, subscriptions
from keepitlocal.audit.models import Entry
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from principles import promises
from principles.models import Comment, Watch
from principles.tests.mailing import make_watch
from principles.tests.makers import DAY, MOMENT, NOON, make_author, make_comment, make_consultation, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ANN = {"email": "ann@example.org", "how": "each"}


def ask(client, address="/principles/1/watch/", **typed):
    return client.post(address, {**ANN, **typed}).content.decode()


def path_of(watch):
    return confirming.address(promises.WATCH, watch.pk).removeprefix(settings.PORTAL_URL)


def quiet(watch, name=promises.WATCH):
    return subscriptions.quiet_address(name, watch).removeprefix(settings.PORTAL_URL)


def said(watch):
    watch.refresh_from_db()
    return watch.is_awake, watch.how


def promised():
    return list(Message.objects.filter(kind=promises.WATCH).values_list("to", flat=True))


def everything():
    return list(Watch.objects.values()), Message.objects.count(), Entry.objects.count()


def test_asking_writes_to_the_address_and_tells_it_nothing_before_it_has_confirmed(client):
    make_principle()

    page = ask(client, how="daily")
    make_comment()

    watch = Watch.objects.get()
    assert "Check your email" in page
    assert (watch.principle.number, watch.comment, *said(watch)) == (1, None, False, "daily")
    assert promised() == ["ann@example.org"]
    assert not Message.objects.filter(kind=promises.APPEARED).exists()


def test_the_principles_as_a_whole_can_be_watched(client):
    make_principle()

    ask(client, "/principles/watch/")

    assert Watch.objects.get(principle=None, comment=None).email == "ann@example.org"


def test_the_reply_is_the_same_for_an_address_that_is_told_already(client):
    """A9."""
    make_watch(principle=make_principle())

    assert ask(client) == ask(client, email="bob@example.org").replace("bob@", "ann@")
    assert promised() == ["bob@example.org"]


def test_nobody_else_changes_how_an_address_is_told(client):
    watch = make_watch(principle=make_principle())

    ask(client, how="daily")

    assert said(watch) == (True, "each")


def test_an_address_is_there_once_however_it_is_capitalised(client):
    make_principle()

    ask(client)
    ask(client, email="Ann@Example.org")

    assert Watch.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"email": ""}, "Enter an email address"),
        ({"email": "ann@localhost"}, "Enter an email address in the correct format, like name@example.org"),
        ({"how": ""}, "Choose how often you want to be told"),
        ({"how": "hourly"}, "Select a valid choice"),
        ({"website": "http://spam.example"}, "press the button once more"),
    ],
    ids=["no address", "nowhere", "not how often", "unknown", "F18: a box that nobody sees"],
)
def test_what_is_wrong_is_said_and_nothing_is_asked(client, typed, problem):
    make_principle()

    assert problem in ask(client, **typed)
    assert everything()[:2] == ([], Message.objects.exclude(kind=promises.WATCH).count())


def test_who_asks_too_fast_is_slowed(client, settings):
    """C2, F18."""
    settings.PACE = 1
    make_principle()

    ask(client)

    assert client.post("/principles/1/watch/", ANN).status_code == 429


@pytest.mark.parametrize("address", ["/principles/7/watch/", "/principles/99999999999999999999/watch/"])
def test_what_there_is_not_cannot_be_watched(client, address):
    make_principle()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/principles/1/watch/", "/principles/watch/"])
def test_what_is_not_published_cannot_be_watched(client, address):
    """A14."""
    make_consultation(is_published=False)
    make_principle()

    assert client.get(address).status_code == client.post(address, ANN).status_code == 404


def test_opening_the_link_changes_nothing_and_its_button_does(client):
    """A5."""
    watch = make_watch(is_confirmed=False, principle=make_principle())
    before = everything()

    asked = client.get(path_of(watch)).content.decode()
    client.head(path_of(watch))
    assert everything() == before
    done = client.post(path_of(watch), {"how": "daily"}).content.decode()

    assert "Do you want to be told?" in asked
    assert "a…@example.org" in asked
    assert "ann@" not in asked + done
    assert "You will be told" in done
    assert said(watch) == (True, "daily")


def test_pressing_twice_is_pressing_once(client):
    watch = make_watch(is_confirmed=False, principle=make_principle())

    pages = [client.post(path_of(watch), {"how": "each"}).content.decode() for _ in range(2)]

    assert ["You will be told" in page for page in pages] == [True, True]
    assert Entry.objects.about(watch).filter(did="was confirmed").count() == 1


def test_without_a_choice_the_button_says_what_is_missing(client):
    watch = make_watch(is_confirmed=False, principle=make_principle())

    page = client.post(path_of(watch)).content.decode()

    assert "Choose how often you want to be told" in page
    assert said(watch) == (False, "each")


def test_whoever_is_told_each_time_can_choose_once_a_day(client, arrive):
    watch = make_watch(principle=make_principle())
    arrive(NOON + DAY)

    client.post(path_of(watch), {"how": "daily"})

    assert said(watch) == (True, "daily")
    assert watch.confirmed_at == NOON + DAY


def test_one_press_in_a_mail_program_ends_it():
    watch = make_watch(principle=make_principle())

    reply = Client(enforce_csrf_checks=True).post(quiet(watch), {"List-Unsubscribe": "One-Click"})

    assert (reply.status_code, reply.content, said(watch)) == (200, b"", (False, "each"))


def test_the_page_that_ends_it_says_what_and_opening_it_changes_nothing(client):
    """A5."""
    watch = make_watch(principle=make_principle())

    asked = client.get(quiet(watch)).content.decode()
    assert said(watch) == (True, "each")
    done = client.post(quiet(watch)).content.decode()

    assert "<li>comments on “Principle 1: Start with the place”, and its new wordings</li>" in asked
    assert "We write no more about this" in done
    assert said(watch) == (False, "each")


def test_ending_one_ends_no_other():
    watch, other = make_watch(principle=make_principle()), make_watch()

    Client().post(quiet(watch))

    assert (said(watch)[0], said(other)[0]) == (False, True)


def test_ending_the_digest_ends_whatever_an_address_is_told_in_it(client):
    """Nobody else's, and not what it is told each time."""
    principle = make_principle()
    daily, also, each, others = (
        make_watch(how="daily", principle=principle),
        make_watch("Ann@example.org", how="daily"),
        make_watch(principle=make_principle(2)),
        make_watch("bo@example.org", how="daily"),
    )

    asked = client.get(quiet(daily, promises.DIGEST)).content.decode()
    client.post(quiet(daily, promises.DIGEST))

    assert asked.count("<li>comments on ") == 2
    assert [said(watch)[0] for watch in [daily, also, each, others]] == [False, False, True, True]


def test_the_digest_goes_on_where_only_the_watch_that_names_it_ended(client):
    daily, also = make_watch(how="daily", principle=make_principle()), make_watch(how="daily")
    daily.unsubscribe(at=NOON)

    page = client.get(quiet(daily, promises.DIGEST)).text

    assert ("Write no more about this?" in page, page.count("<li>comments on ")) == (True, 1)
    client.post(quiet(daily, promises.DIGEST))
    assert said(also)[0] is False


def test_ending_the_digest_leaves_what_is_told_each_time_since(client):
    since, daily = make_watch(how="daily", principle=make_principle()), make_watch(how="daily")
    since.confirm(how="each", at=NOON)

    page = client.post(quiet(since, promises.DIGEST)).text

    assert "We write no more about this" in page
    assert [said(watch)[0] for watch in [since, daily]] == [True, False]


def test_whoever_ended_it_comes_back_by_confirming_again(client):
    watch = make_watch(principle=make_principle())
    watch.unsubscribe(at=NOON)

    ask(client)
    assert (promised(), said(watch)) == (["ann@example.org"], (False, "each"))
    client.post(path_of(watch), {"how": "each"})

    assert said(watch) == (True, "each")


def test_a_link_to_what_is_gone_gets_a_page_that_helps(client):
    """A8."""
    watch = make_watch(principle=make_principle())
    path = path_of(watch)
    watch.delete()

    assert [client.get(path).status_code, client.post(path, {"how": "each"}).status_code] == [410, 410]


def test_a_watch_is_told_of_the_comments_whose_watchers_it_is_among():
    """One rule, asked of a comment and of a watch."""
    principle, other = make_principle(), make_principle(2)
    opened = make_comment(principle, author=make_author("ann@example.org"))
    reply = make_comment(answers=opened)
    deeper = make_comment(answers=reply)
    comments = [opened, reply, deeper, make_comment(answers=deeper), make_comment(other), make_comment("whole")]
    watches = [make_watch(**on) for on in [{}, {"principle": principle}, {"comment": opened}, {"comment": reply}]]
    watches += [make_watch("bo@example.org", **on) for on in [{}, {"principle": principle}, {"comment": opened}]]

    of_comments = {(watch.pk, comment.pk) for comment in comments for watch in Watch.objects.of(comment)}
    of_watches = {(watch.pk, comment.pk) for watch in watches for comment in watch.told_of(Comment.objects.all())}

    assert of_comments == of_watches
    assert len(of_watches) == 16


@pytest.mark.postgresql_only
@pytest.mark.django_db(transaction=True)
def test_asking_twice_at_once_is_asking_once():
    """F15."""
    principle = make_principle()

    at_once(*[lambda: Watch.objects.begin("ann@example.org", principle=principle, how="each", at=NOON + MOMENT)] * 3)

    assert (Watch.objects.count(), promised()) == (1, ["ann@example.org"])
