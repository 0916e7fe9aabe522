"""What time asks for of comments and of those who watch: each once, however often and late the clockwork runs."""

import io

import pytest
from django.core.management import call_command

from keepitlocal.audit.models import Entry
from keepitlocal.outbox.models import Message
from keepitlocal.tests.at_once import at_once
from principles import keeping, tasks
from principles.models import Author, Comment, Consultation, Watch
from principles.tests.kept import status_of
from principles.tests.mailing import make_watch
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, make_author, make_comment, make_principle

pytestmark = pytest.mark.django_db

CLOSE = NOON + WEEK
OVER = CLOSE + 30 * DAY
NEW = "new@example.org"


def unconfirmed(**said):
    return make_comment(author=make_author(NEW, is_confirmed=False), **said)


def asked(at=NOON):
    comment = make_comment(is_published=False)
    comment.ask(revision=1, words="Name no person.", by=None, at=at)
    return comment


def run(*moments):
    return [keeping.keep_promises(at) for at in moments][-1]


def test_what_was_never_confirmed_is_erased_thirty_days_after_the_close():
    comment = unconfirmed()

    run(OVER - MOMENT)
    assert status_of(comment) == "unconfirmed"
    run(OVER)

    assert status_of(comment) == "erased"
    assert Comment.objects.values_list("text", "name", "organisation").get(pk=comment.pk) == ("", "", "")


def test_after_an_extension_there_is_as_much_longer_to_confirm():
    comment = unconfirmed()
    Consultation.objects.get().extend(CLOSE + DAY, why="The post was late.", by=None, at=NOON)

    run(OVER + DAY - MOMENT)

    assert status_of(comment) == "unconfirmed"


def test_what_was_confirmed_stays():
    comments = [make_comment(is_published=False), make_comment()]

    run(OVER + 100 * DAY)

    assert [status_of(comment) for comment in comments] == ["waiting", "published"]


def test_the_words_of_what_was_taken_back_are_erased_thirty_days_later():
    comment = make_comment()
    comment.take_back(at=NOON)

    run(NOON + 30 * DAY - MOMENT)
    assert status_of(comment) == "withdrawn"
    run(NOON + 30 * DAY)

    assert status_of(comment) == "erased"
    assert not comment.texts.exists()


def test_what_was_not_changed_as_its_author_was_asked_is_rejected_and_they_are_told():
    comment = asked()

    run(OVER - MOMENT)
    assert status_of(comment) == "asked"
    run(OVER)

    assert status_of(comment) == "rejected"
    assert Comment.objects.get(pk=comment.pk).reason_words == keeping.NOT_CHANGED
    assert Message.objects.filter(kind="principles.rejected", to="sam@example.org").count() == 1


def test_whoever_was_asked_late_has_thirty_days_too():
    comment = asked(at=OVER - DAY)

    run(OVER + 29 * DAY - MOMENT)
    assert status_of(comment) == "asked"
    run(OVER + 29 * DAY)

    assert status_of(comment) == "rejected"


def test_a_watch_that_nobody_confirmed_goes_after_two_weeks_and_its_address_with_it():
    make_watch(is_confirmed=False)

    run(NOON + 14 * DAY - MOMENT)
    assert Watch.objects.exists()
    run(NOON + 14 * DAY)

    assert not Watch.objects.exists()
    assert not Message.objects.filter(to="ann@example.org").exists()


def test_asked_for_again_a_watch_has_two_weeks_anew():
    make_watch(is_confirmed=False)
    make_watch(is_confirmed=False, at=NOON + 13 * DAY)

    run(NOON + 14 * DAY)

    assert Watch.objects.exists()


def test_a_watch_that_was_confirmed_stays_also_where_it_was_ended():
    make_watch()
    make_watch("bo@example.org").unsubscribe(at=NOON)

    run(OVER + 100 * DAY)

    assert Watch.objects.count() == 2


def test_an_authors_watch_waits_for_as_long_as_their_comment():
    comment = unconfirmed()
    make_watch(NEW, comment=comment, is_confirmed=False)

    run(NOON + 14 * DAY)
    assert Watch.objects.exists()
    run(OVER)

    assert not Watch.objects.exists()


def test_an_author_of_nothing_loses_their_address():
    comment = unconfirmed()
    run(OVER)

    assert (Author.objects.count(), Comment.objects.get(pk=comment.pk).author) == (0, None)
    assert not Message.objects.filter(to=NEW).exists()


def test_an_author_of_anything_else_keeps_their_address():
    author = make_author(NEW)
    make_comment(author=author).take_back(at=NOON)
    make_comment(author=author)

    run(OVER)

    assert Author.objects.get() == author


def test_replies_to_what_is_erased_stay():
    comment = make_comment()
    reply = make_comment(answers=comment)
    comment.take_back(at=NOON)

    run(OVER)

    assert [status_of(comment), status_of(reply)] == ["erased", "published"]


def test_running_again_changes_nothing():
    [unconfirmed(), asked(), make_watch(is_confirmed=False)]
    make_comment().take_back(at=NOON)
    run(OVER)
    before = Entry.objects.count(), Message.objects.count()

    kept = run(OVER, OVER + DAY)

    assert (Entry.objects.count(), Message.objects.count()) == before
    assert kept == keeping.Kept()


def test_the_command_for_portals_without_a_clockwork_does_it_too():
    make_principle()
    written = io.StringIO()

    call_command("keep_promises", stdout=written)

    assert "Erased: 0." in written.getvalue()


def test_the_clockwork_knows_its_task_by_name(settings):
    assert settings.CELERY_BEAT_SCHEDULE["keep what principles promise"]["task"] == tasks.keep_promises.name


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_do_each_once():
    erased = [unconfirmed(), make_comment()]
    erased[1].take_back(at=NOON)
    rejected = asked()
    make_watch(is_confirmed=False)

    at_once(*[lambda: run(OVER)] * 3)

    assert [status_of(comment) for comment in [*erased, rejected]] == ["erased", "erased", "rejected"]
    assert [Entry.objects.about(each).filter(did="became erased").count() for each in erased] == [1, 1]
    assert Message.objects.filter(kind="principles.rejected").count() == 1
    assert not Watch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_address_confirmed_as_its_comment_is_erased_is_one_or_the_other():
    comment = unconfirmed()
    author = Author.objects.get()

    at_once(lambda: author.confirm(at=OVER - MOMENT), lambda: run(OVER))

    now = Comment.objects.get(pk=comment.pk)
    assert (now.status, now.text) in [("waiting", comment.text), ("erased", "")]
