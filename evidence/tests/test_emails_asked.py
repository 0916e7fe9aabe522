"""The words of the e-mails about questions."""

import datetime

import pytest

from evidence import emails
from evidence.models import Asked
from evidence.tests.makers import NOON, make_asked
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db
SECRET = "quokka-7731"


@pytest.fixture
def asked():
    return make_asked(by=make_officer(email="ada@example.org"), answer_by=datetime.date(2026, 6, 12))


def letter(kind, to=None):
    messages = Message.objects.filter(kind=f"evidence.{kind}")
    message = (messages.filter(to=to) if to else messages).latest("pk")
    return emails.LETTERS[message.kind](message)


def test_the_question_is_quoted_with_the_reference_the_link_and_that_nobody_need_answer(asked):
    question = letter("asked")

    assert question.subject == f"A question about your evidence: {asked.submission.reference}"
    for words in [
        "Which year was that?",
        asked.submission.reference,
        f"/yours/asked/{asked.token}/",
        "You need not answer. If you do, we would be glad to have it by Friday 12 June 2026",
    ]:
        assert words in question.body


def test_a_question_that_was_answered_before_it_went_is_not_asked(asked):
    asked.reply("In 2015.", at=NOON)

    assert letter("asked") is None


@pytest.mark.parametrize("kind", ["asked", "answered", "answered_notice"])
def test_nothing_is_said_of_what_was_withdrawn(asked, kind):
    asked.reply("In 2015.", at=NOON)
    asked.submission.withdraw(at=NOON)

    assert letter(kind) is None


@pytest.mark.parametrize("kind", ["answered", "answered_notice"])
def test_no_mail_carries_a_word_of_the_answer(asked, kind):
    """M13."""
    asked.reply(SECRET, at=NOON)

    assert SECRET not in letter(kind).body + letter(kind).subject


def test_who_asked_is_told_where_to_read_the_answer(asked):
    asked.reply("In 2015.", at=NOON)

    told = letter("answered_notice", to="ada@example.org")
    assert f"/admin/evidence/submission/{asked.submission_id}/change/#asked" in told.body


def test_who_asked_and_has_left_since_is_told_nothing(asked):
    asked.reply("In 2015.", at=NOON)

    officer = Asked.objects.get().by
    officer.is_active = False
    officer.save()

    assert letter("answered_notice", to="ada@example.org") is None


def test_who_asked_and_may_read_evidence_no_longer_is_told_nothing(asked):
    asked.reply("In 2015.", at=NOON)

    asked.by.groups.clear()

    assert letter("answered_notice", to="ada@example.org") is None
