"""After erasing, nothing of what anybody wrote is left: in no column of any table."""

import pytest
from django.apps import apps
from django.db import connection

from keepitlocal.lifecycle import NotAllowed
from keepitlocal.outbox.models import Message, promise
from keepitlocal.outbox.queue import State
from keepitlocal.passages.models import Passage
from principles import digests, promises
from principles.models import Author, Comment, Complaint, Status, Text, Watch, report
from principles.tests.kept import now, recorded, shown, told
from principles.tests.mailing import make_watch
from principles.tests.makers import NOON, TEXT, make_author, make_comment, make_principle

pytestmark = pytest.mark.django_db

CANARY = "xq7finch"  # which is its own stem


def filled():
    """A comment that was changed, moderated, watched and reported, with the canary wherever its author or a moderator writes."""
    principle = make_principle(text=f"{TEXT} {CANARY} is a word.")
    author = make_author(f"{CANARY}@example.org", is_confirmed=False)
    said = {name: f"{CANARY} {name}" for name in ["name", "organisation", "role", "text"]}
    comment = make_comment(principle, author=author, paragraph=2, quote=f"{CANARY} is", **said)
    Watch.objects.begin(author.email, comment=comment, how="each", at=NOON)
    author.confirm(at=NOON)
    comment.refresh_from_db()
    comment.change(f"{CANARY} changed", at=NOON)
    comment.approve(revision=2, by=None, at=NOON)
    comment.change(f"{CANARY} proposed", at=NOON)
    comment.hide(reason="other", words=f"{CANARY} words", by=None, at=NOON)
    report(comment, says=f"{CANARY} says", at=NOON)
    return comment


def places_of_canary():
    """Each column of the whole database in which the canary sits."""
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.local_concrete_fields:
                table, column = map(connection.ops.quote_name, [model._meta.db_table, field.column])
                cursor.execute(f"SELECT count(*) FROM {table} WHERE lower(CAST({column} AS text)) LIKE %s", [f"%{CANARY}%"])
                if cursor.fetchone()[0]:
                    found.add(f"{model._meta.label.removeprefix('principles.')}.{field.name}")
    return found


PUBLISHED = {"Wording.content", "Principle.draft"}
PLACES = {
    *(f"Comment.{name}" for name in [*Comment.PERSONAL, "quote", "reason_words"]),
    "Author.email",
    "Complaint.says",
    "Likeness.text",
    "Text.text",
    "Watch.email",
    *(f"passages.Passage.{name}" for name in Passage.PERSONAL),
    "outbox.Message.to",
}


def test_nothing_that_its_author_wrote_is_left_in_any_column():
    """P1."""
    comment = filled()
    assert places_of_canary() == PLACES | PUBLISHED

    comment.erase(at=NOON)

    assert places_of_canary() == PUBLISHED
    assert (now(comment).status, Author.objects.count(), Text.objects.count(), Watch.objects.count()) == (Status.ERASED, 0, 0, 0)


def test_every_personal_field_of_the_principles_is_among_those_looked_at():
    models = [model for model in apps.get_app_config("principles").get_models() if not model._meta.proxy]
    declared = {f"{model.__name__}.{name}" for model in models for name in getattr(model, "PERSONAL", ())}

    assert declared - PLACES == {"Complaint.email"}  # whoever reported it did not write it


def test_what_is_left_is_its_place_its_reference_and_that_it_was_erased():
    comment = make_comment()
    make_comment(answers=comment, text="Reply.", author=make_author("kim@example.org"))
    reference, place = comment.reference, comment.place

    now(comment).erase(at=NOON)

    kept = now(comment)
    assert (kept.reference, kept.place, kept.is_in_thread, shown()) == (reference, place, True, ["Reply."])
    assert recorded(comment)[-1] == "became erased"


def test_an_author_of_other_comments_keeps_the_address_and_what_was_promised_about_those():
    one, other = make_comment(), make_comment()

    one.erase(at=NOON)

    assert [author.email for author in Author.objects.all()] == ["sam@example.org"]
    assert told(other) == ["receipt", "approved"]


def test_with_the_last_comment_the_author_goes():
    one, other = make_comment(), make_comment()

    one.erase(at=NOON)
    other.erase(at=NOON)

    assert Author.objects.count() == 0


def test_mail_that_waits_is_cancelled_and_its_address_forgotten():
    """M16."""
    comment = make_comment(author=make_author(is_confirmed=False))

    comment.erase(at=NOON)

    assert {message.status for message in Message.objects.all()} == {State.CANCELLED}
    assert all(message.to.endswith("@erased.invalid") for message in Message.objects.all())


def test_whoever_reported_it_is_still_told_what_was_decided():
    comment = make_comment()
    complaint = report(comment, says="It is about me.", email="rae@example.org", at=NOON)
    comment.erase(at=NOON)

    now(complaint).uphold(reason="private", words="It is gone.", by=None, at=NOON)

    assert told(complaint, to="rae@example.org") == ["complaint", "complaint_decided"]
    assert Complaint.objects.get().comment.status == Status.ERASED


def test_digests_no_longer_say_to_whom_they_went():
    """M16: nothing is watched with that address any more."""
    comment = make_comment()
    make_watch(comment.author.email, comment=comment, how="daily")
    promise(promises.DIGEST, about=digests.ABOUT, to=comment.author.email, at=NOON)

    comment.erase(at=NOON)

    digest = Message.objects.get(kind=promises.DIGEST)
    assert (digest.status, digest.is_forgotten) == (State.CANCELLED, True)


def test_somebody_else_who_watches_its_replies_goes_on_watching():
    comment = make_comment()
    watch = Watch.objects.begin("rae@example.org", comment=comment, how="each", is_confirmed=True, at=NOON)

    comment.erase(at=NOON)

    assert list(Watch.objects.all()) == [watch]


def test_what_is_erased_is_not_erased_again():
    comment = make_comment()
    comment.erase(at=NOON)

    with pytest.raises(NotAllowed):
        comment.erase(at=NOON)
