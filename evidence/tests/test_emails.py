"""The words of the acknowledgements."""

import pytest

from evidence import emails
from evidence.models import Submission
from evidence.tests.makers import make_call, make_sent
from keepitlocal.outbox.models import Message

pytestmark = pytest.mark.django_db

SECRET = "quokka-7731"


def letters(**said):
    sent = make_sent(**said)
    return sent, {message.kind: emails.LETTERS[message.kind](message) for message in Message.objects.all()}


def test_the_receipt_names_reference_moment_questions_and_how_to_keep_a_copy():
    sent, written = letters()

    receipt = written["evidence.receipt"]
    assert sent.reference in receipt.subject
    for words in [sent.reference, "1pm on Monday 1 June 2026", "You answered: 1.1", "/evidence/keep-it-local/yours/copy/"]:
        assert words in receipt.body


def test_the_team_is_told_the_reference_the_kind_of_respondent_the_questions_and_where_to_read_it():
    sent, written = letters()

    told = written["evidence.notice"]
    assert sent.reference in told.subject
    for words in ["Community organisation", "Questions answered: 1.1", f"/admin/evidence/submission/{sent.pk}/change/"]:
        assert words in told.body


@pytest.mark.parametrize("publication", ["named", "unnamed", "private"])
def test_no_mail_carries_what_they_wrote_or_who_they_are(publication):
    """M13: nor can anybody be sent a stranger's words."""
    call = make_call(title="Call")
    sent, written = letters(call=call, text=SECRET, publication=publication)

    for letter in written.values():
        assert SECRET not in letter.body + letter.subject
        assert "O’Neill" not in letter.body + letter.subject
    assert SECRET in sent.latest.content["answers"][0]["text"]


def test_links_come_from_the_portals_own_address(settings):
    """M12: never from a request's Host header."""
    settings.PORTAL_URL = "https://portal.example"

    _, written = letters()

    assert "https://portal.example/evidence/keep-it-local/yours/copy/" in written["evidence.receipt"].body
    assert "https://portal.example/admin/evidence/submission/" in written["evidence.notice"].body


def test_words_of_officers_reach_people_as_they_were_written():
    _, written = letters(call=make_call(title="O'Neill & Sons", next_steps="We read {reference} & answer."))

    assert "Call: O'Neill & Sons" in written["evidence.receipt"].body
    assert "& answer." in written["evidence.receipt"].body


def test_when_the_submission_is_gone_there_is_nothing_left_to_write():
    sent = make_sent()
    message = Message.objects.get(kind="evidence.receipt")
    sent.revisions.all().delete()
    Submission.objects.filter(pk=sent.pk).delete()

    assert emails.receipt(message) is None
