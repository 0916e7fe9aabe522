"""The words of the acknowledgements."""

import pytest

from evidence import emails, promises
from evidence.tests.makers import NOON, make_call, make_sent
from evidence.tests.revised import answer, revise
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
    for words in [sent.reference, "1pm on Monday 1 June 2026", "You answered: 1.1", "/return/"]:
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


def changed_letters(**changed):
    """A submission, and the e-mails about its second revision."""
    sent = make_sent(text=SECRET)
    Message.objects.all().delete()
    promises.receipts(revise(sent, **changed), at=NOON)
    return sent, {message.kind: emails.LETTERS[message.kind](message) for message in Message.objects.all()}


def test_the_receipt_of_a_change_says_that_we_have_the_changes():
    sent, written = changed_letters(role="Chair")

    receipt = written["evidence.receipt"]
    assert receipt.subject == f"We have your changes: {sent.reference}"
    assert receipt.body.startswith("Thank you. We have the changes to your evidence to Keep it Local.")
    assert "You answered: 1.1" in receipt.body


def test_the_team_is_told_what_changed_by_question_and_where_to_compare_it():
    sent, written = changed_letters(answers=[answer(7, SECRET, code="1.2")], role="Chair")

    told = written["evidence.notice"]
    assert told.subject == f"Changed evidence: {sent.reference}"
    assert told.body.startswith("Evidence has been changed by its sender.")
    for words in [
        "Revision 2 replaces revision 1.\nAdded: 1.2\nNo longer answered: 1.1\nAbout you: changed\n",
        "Questions answered: 1.2",
        f"/admin/evidence/submission/{sent.pk}/compare/?before=1&after=2",
    ]:
        assert words in told.body


def test_a_change_that_changes_nothing_says_so():
    _, written = changed_letters()

    assert "Nothing in it is different." in written["evidence.notice"].body


def test_no_mail_about_a_change_carries_what_they_wrote_or_who_they_are():
    """Also where that is what changed."""
    said = dict.fromkeys(["type_other", "organisation", "role", "area"], SECRET)
    _, written = changed_letters(answers=[answer(7, f"{SECRET} again")], **said)

    for letter in written.values():
        assert SECRET not in letter.body + letter.subject
        assert "O’Neill" not in letter.body + letter.subject


def test_a_notice_compares_its_own_revision_with_the_one_before_whatever_came_since():
    sent, _ = changed_letters(role="Chair")
    revise(sent, publication=0)

    body = emails.LETTERS["evidence.notice"](Message.objects.get(kind="evidence.notice")).body

    assert "Revision 2 replaces revision 1.\nAbout you: changed\n" in body
    assert "published" not in body


def test_a_first_notice_asks_for_no_other_revision(django_assert_num_queries):
    make_sent()
    message = Message.objects.get(kind="evidence.notice")

    with django_assert_num_queries(1):
        emails.LETTERS["evidence.notice"](message)


def test_a_first_notice_speaks_of_no_change():
    _, written = letters()

    assert written["evidence.notice"].subject.startswith("New evidence: ")
    assert "compare" not in written["evidence.notice"].body.lower() + written["evidence.receipt"].body.lower()


def test_links_come_from_the_portals_own_address(settings):
    """M12: never from a request's Host header."""
    settings.PORTAL_URL = "https://portal.example"

    _, written = letters()

    assert "https://portal.example/return/" in written["evidence.receipt"].body
    assert "https://portal.example/admin/evidence/submission/" in written["evidence.notice"].body


def test_words_of_officers_reach_people_as_they_were_written():
    _, written = letters(call=make_call(title="O'Neill & Sons", next_steps="We read {reference} & answer."))

    assert "Call: O'Neill & Sons" in written["evidence.receipt"].body
    assert "& answer." in written["evidence.receipt"].body


def test_when_the_submission_is_gone_there_is_nothing_left_to_write():
    sent = make_sent()
    message = Message.objects.get(kind="evidence.receipt")
    sent.revisions.all().delete()

    assert emails.LETTERS["evidence.receipt"](message) is None
