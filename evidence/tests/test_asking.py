"""Asking a respondent a question, what they answer, and taking the question back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from evidence import keeping
from evidence.models import Asked, Reply, Status
from evidence.models.asking import LONGEST_QUESTION
from evidence.models.writing import LONGEST_ANSWER
from evidence.tests.makers import DAY, NOON, make_asked, make_draft, make_reviewed, make_sent
from evidence.tests.revised import revise
from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import AlreadyMoved, NotAllowed, NotReady
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.queue import State

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 6, 1)


def promised():
    """The e-mails about questions: pairs of kind and address."""
    return set(Message.objects.filter(about__startswith="evidence.asked/").values_list("kind", "to"))


def recorded(submission):
    return list(Entry.objects.about(submission).filter(did__contains="question").order_by("pk").values_list("did", "details"))


def test_a_question_is_kept_with_the_revision_that_it_is_about():
    submission = make_sent()
    revise(submission)

    asked = make_asked(submission, by=make_officer(), text="  Which year?  ")

    assert (asked.text, asked.revision, asked.is_waiting) == ("Which year?", 2, True)


def test_the_record_says_that_it_was_asked_and_none_of_the_words():
    asked = make_asked(by=make_officer())

    assert recorded(asked.submission) == [("was asked a question", {"question": asked.pk})]


def test_a_question_is_an_email_to_its_sender_and_to_nobody_else():
    make_asked(by=make_officer())

    assert promised() == {("evidence.asked", "ann@example.org")}


def test_pressing_twice_asks_once():
    """F10."""
    submission, officer = make_sent(), make_officer()

    first, second = (make_asked(submission, by=officer) for _ in range(2))

    assert first == second
    assert Message.objects.filter(kind="evidence.asked").count() == 1


def test_what_was_answered_or_taken_back_can_be_asked_again():
    submission, officer = make_sent(), make_officer()
    make_asked(submission, by=officer).reply("In 2015.", at=NOON)
    make_asked(submission, by=officer).take_back(by=officer, at=NOON)

    assert make_asked(submission, by=officer).is_waiting
    assert Asked.objects.count() == 3


def test_nothing_is_asked_of_who_withdrew_while_the_question_was_typed():
    submission = make_sent()
    type(submission).objects.get(pk=submission.pk).withdraw(at=NOON)

    with pytest.raises(NotAllowed):
        make_asked(submission, by=make_officer())


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.ERASED])
def test_nothing_is_asked_about_what_does_not_stand(status):
    officer = make_officer()

    with pytest.raises(NotAllowed):
        make_asked(make_reviewed(status, by=officer), by=officer)

    assert not Asked.objects.exists()


def test_nothing_is_asked_about_a_draft():
    with pytest.raises(NotAllowed):
        make_asked(make_draft(), by=make_officer())


def test_who_gave_no_address_cannot_be_asked():
    submission = make_sent(email="")

    assert not submission.can("ask")
    with pytest.raises(NotAllowed):
        make_asked(submission, by=make_officer())


def test_an_answer_can_be_wished_for_by_tomorrow():
    asked = make_asked(by=make_officer(), answer_by=TODAY + DAY)

    assert asked.answer_by == TODAY + DAY


def test_an_answer_cannot_be_wished_for_by_today():
    with pytest.raises(NotReady):
        make_asked(by=make_officer(), answer_by=TODAY)


@pytest.mark.parametrize("text", ["  ", "x" * (LONGEST_QUESTION + 1), "a\0b"], ids=["empty", "too long", "NUL"])
def test_a_question_that_a_form_would_refuse_is_not_asked(text):
    with pytest.raises(ValidationError):
        make_asked(by=make_officer(), text=text)

    assert promised() == set()


def test_an_answer_is_kept_with_its_question():
    asked = make_asked(by=make_officer())

    asked.reply(" In 2015. ", at=NOON + DAY)

    asked.refresh_from_db()
    assert list(asked.replies.values_list("text", "at")) == [("In 2015.", NOON + DAY)]
    assert (asked.answered_at, asked.is_waiting) == (NOON + DAY, False)


def test_an_answer_is_acknowledged_and_told_to_the_team_and_to_who_asked(settings):
    asked = make_asked(by=make_officer(email="ada@example.org"))

    asked.reply("In 2015.", at=NOON)

    assert promised() == {
        ("evidence.asked", "ann@example.org"),
        ("evidence.answered", "ann@example.org"),
        ("evidence.answered_notice", settings.POLICY_EMAIL),
        ("evidence.answered_notice", "ada@example.org"),
    }


def test_that_it_was_answered_is_on_the_record_without_a_word_of_it():
    asked = make_asked(by=make_officer())

    asked.reply("In 2015.", at=NOON)

    assert recorded(asked.submission)[1:] == [("answered a question", {"question": asked.pk})]


def test_the_same_answer_sent_twice_is_one():
    """F10: pressed twice, or sent again after the reply was lost."""
    asked = make_asked(by=make_officer())

    asked.reply("In 2015.", at=NOON)
    before = Message.objects.count()
    asked.reply("In 2015.", at=NOON + DAY)

    assert Reply.objects.count() == 1
    assert Message.objects.count() == before


def test_the_database_keeps_the_same_answer_once():
    asked = make_asked(by=make_officer())
    asked.reply("In 2015.", at=NOON)

    with pytest.raises(IntegrityError):
        Reply.objects.create(asked=asked, at=NOON, text="In 2015.", text_hash=Reply.objects.get().text_hash)


def test_what_is_added_stands_beside_what_was_answered_and_is_acknowledged_again():
    asked = make_asked(by=make_officer())

    asked.reply("In 2015.", at=NOON)
    asked.reply("No, in 2016.", at=NOON + DAY)

    assert list(asked.replies.values_list("text", flat=True)) == ["In 2015.", "No, in 2016."]
    assert Message.objects.filter(kind="evidence.answered").count() == 2


def test_an_answer_comes_also_after_the_call_has_closed():
    asked = make_asked(by=make_officer())

    asked.reply("In 2015.", at=NOON + 400 * DAY)

    assert asked.replies.count() == 1


@pytest.mark.parametrize("text", ["", "a\0b", "x" * (LONGEST_ANSWER + 1)], ids=["empty", "NUL", "too long"])
def test_an_answer_that_a_form_would_refuse_is_not_kept(text):
    """F3: also where the form is passed by."""
    asked = make_asked(by=make_officer())

    with pytest.raises(ValidationError):
        asked.reply(text, at=NOON)

    assert Asked.objects.get().is_waiting


def test_an_answer_never_changes():
    make_asked(by=make_officer()).reply("In 2015.", at=NOON)

    with pytest.raises(TypeError):
        Reply.objects.get().save()


def test_what_was_withdrawn_is_not_answered_any_more():
    asked = make_asked(by=make_officer())
    asked.submission.withdraw(at=NOON)

    with pytest.raises(NotAllowed):
        asked.reply("In 2015.", at=NOON)

    assert not Reply.objects.exists()


def test_a_question_taken_back_is_not_sent_and_not_answered():
    officer = make_officer()
    asked = make_asked(by=officer)

    asked.take_back(by=officer, at=NOON)

    assert Message.objects.get(kind="evidence.asked").status == State.CANCELLED
    with pytest.raises(NotAllowed):
        asked.reply("In 2015.", at=NOON)


def test_that_a_question_was_taken_back_is_on_the_record():
    officer = make_officer()
    asked = make_asked(by=officer)

    asked.take_back(by=officer, at=NOON)

    assert recorded(asked.submission)[1:] == [("had a question taken back", {"question": asked.pk})]


def test_what_was_answered_is_not_taken_back():
    """Whichever comes first stands, however late the other page is."""
    officer = make_officer()
    asked = make_asked(by=officer)
    stale = Asked.objects.get()
    asked.reply("In 2015.", at=NOON)

    with pytest.raises(AlreadyMoved):
        stale.take_back(by=officer, at=NOON)

    assert Asked.objects.get().taken_back_at is None


def test_waiting_says_of_many_what_each_says_of_itself():
    officer, submission = make_officer(), make_sent()
    make_asked(submission, by=officer)
    make_asked(submission, by=officer, text="Where?").reply("Here.", at=NOON)
    make_asked(submission, by=officer, text="Who?").take_back(by=officer, at=NOON)

    assert list(Asked.objects.waiting()) == [each for each in Asked.objects.all() if each.is_waiting]


def test_with_a_submission_its_questions_and_answers_are_erased():
    """That there was a question stays."""
    asked = make_asked(by=make_officer())
    asked.reply("In 2015.", at=NOON)
    asked.submission.withdraw(at=NOON)

    keeping.delete(NOON + 30 * DAY)

    assert list(Asked.objects.values_list("text", flat=True)) == ["Erased."]
    assert not Reply.objects.exists()


def test_erasing_takes_the_address_from_the_mail_about_questions():
    """M16: and what waits does not go."""
    asked = make_asked(by=make_officer())
    asked.submission.withdraw(at=NOON)

    keeping.delete(NOON + 30 * DAY)

    message = Message.objects.get(kind="evidence.asked")
    assert (message.status, "ann@example.org" in message.to) == (State.CANCELLED, False)
