"""The words of the e-mails about a survey, and whose addresses are kept for how long."""

import pytest

from keepitlocal.drafts import mail
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers.models import How
from keepitlocal.officers.tests.makers import make_officer
from keepitlocal.outbox.models import Message
from keepitlocal.outbox.tests.makers import sweep
from survey import emails, news
from survey.models import Response, Writer
from survey.promises import EXTENSION, TOPIC
from survey.tests.stored import NOON, WEEK, fill, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db

ANN, SECRET = "ann@example.org", "quokka-7731"
DAY = WEEK / 7
TEAM = "policy@keepitlocal.example"


def letter(kind, **about):
    message = Message.objects.filter(kind=f"survey.{kind}", **about).latest("pk")
    return emails.LETTERS[message.kind](message)


def kinds():
    return sorted(Message.objects.values_list("kind", "to"))


def change(response, *, at, **texts):
    response.change(at=at)
    fill(response, texts, at=at)
    response.send(number=response.number + 1, at=at)


def test_the_receipt_says_the_reference_the_moment_and_what_can_still_be_done():
    sent = make_sent(receipt_email=ANN)

    receipt = letter("receipt")
    assert receipt.subject == f"We have your answers: {sent.reference}"
    for words in [
        f"Reference: {sent.reference}",
        "Survey: Public services survey",
        "They reached us at: 1pm on Monday 1 June 2026",
        "change them until 1pm (UK time) on Monday 8 June 2026",
        "in the browser that they were sent from",
        "What happens next:",
        "erase that note once this e-mail has gone",
    ]:
        assert words in receipt.body


def test_the_receipt_of_a_change_says_so_and_when_that_came():
    sent = make_sent(receipt_email=ANN)
    change(sent, at=NOON + DAY, receipt_email=ANN, role="delivers")

    receipt = letter("receipt")
    assert receipt.subject == f"We have your changes: {sent.reference}"
    assert "They reached us at: 1pm on Tuesday 2 June 2026" in receipt.body
    assert receipt.body.startswith("Thank you. We have the changes to your answers.")


def test_a_receipt_that_goes_late_tells_of_the_sending_it_is_about():
    sent = make_sent(receipt_email=ANN)
    change(sent, at=NOON + DAY, role="delivers")

    assert "They reached us at: 1pm on Monday 1 June 2026" in letter("receipt", revision=1).body


def test_without_an_address_there_is_no_receipt():
    make_sent()

    assert kinds() == [("survey.notice", TEAM)]


def test_what_was_erased_is_written_about_no_more():
    sent = make_sent(receipt_email=ANN)
    message = Message.objects.get(kind="survey.receipt")
    sent.erase(at=NOON)

    assert emails.receipt(message) is emails.notice(message) is None


def test_erasing_a_response_forgets_where_its_receipt_was_to_go():
    sent = make_sent(receipt_email=ANN)

    sent.erase(at=NOON)

    assert not Message.objects.filter(to=ANN).exists()


def test_the_receipts_address_is_forgotten_once_it_is_sent(mailoutbox):
    make_sent(receipt_email=ANN)
    before = Message.objects.filter(to=ANN).count()

    sweep(NOON)

    assert ANN in [to for mail in mailoutbox for to in mail.to]
    assert (before, Message.objects.filter(to=ANN).count()) == (1, 0)


def test_the_team_is_told_the_reference_the_audience_and_how_many_there_are():
    survey = make_survey()
    make_sent(survey)
    sent = make_sent(survey, role="commissions")

    told = letter("notice", to=TEAM)
    assert told.subject == f"New answers: {sent.reference}"
    for words in [
        f"Reference: {sent.reference}",
        "Survey: Public services survey",
        "They reached us at: 1pm on Monday 1 June 2026",
        "Audience: commissions",
        "Sent so far: 2",
        f"/admin/survey/response/{sent.pk}/change/",
    ]:
        assert words in told.body


def test_the_team_is_told_of_a_change():
    sent = make_sent()
    change(sent, at=NOON + DAY, role="delivers")

    told = letter("notice")
    assert told.subject == f"Changed answers: {sent.reference}"
    assert told.body.startswith("Answers to a survey have been changed by their sender.")
    assert "Sent so far: 1" in told.body


@pytest.mark.parametrize(("how", "told"), [(How.AT_ONCE, 1), (How.DAILY, 0), (How.NOTHING, 0)])
def test_an_officer_is_told_of_each_as_they_chose(how, told):
    officer = make_officer()
    officer.choose_telling({TOPIC: how}, at=NOON)

    make_sent()

    assert Message.objects.filter(kind="survey.notice", to=officer.email).count() == told


def test_an_officer_who_wants_no_more_reads_nothing_that_was_promised_before():
    officer = make_officer()
    officer.choose_telling({TOPIC: How.AT_ONCE}, at=NOON)
    make_sent()

    officer.choose_telling({TOPIC: How.NOTHING}, at=NOON)

    assert letter("notice", to=officer.email) is None


def test_a_digest_names_what_came_and_what_was_changed():
    survey = make_survey()
    one, other = make_sent(survey), make_sent(survey)
    change(one, at=NOON, role="delivers")

    assert news.digest(NOON, NOON + DAY) == [
        f"New: 2 ({one.reference}, {other.reference})",
        f"Changed by their senders: 1 ({one.reference})",
    ]


def test_a_digest_says_nothing_of_drafts():
    make_response(role="would")

    assert news.digest(NOON - WEEK, NOON + WEEK) == []


def test_no_mail_carries_what_was_answered():
    """Nor does any lead to it."""
    answered = {
        "receipt_email": ANN,
        "authority": SECRET,
        "barrier_story": SECRET,
        "help__1": "other",
        "help__other__words": SECRET,
    }
    sent = make_sent(**answered)

    written = [letter("receipt"), letter("notice")]
    assert SECRET in str(sent.answers)
    for each in written:
        assert SECRET not in each.body + each.subject
        assert ANN not in each.body
    assert "/return/" not in letter("receipt").body


def test_a_link_says_what_it_opens_until_when_and_that_the_address_is_forgotten():
    make_response(role="would").keep_way_back(ANN, at=NOON)

    link = letter("link")
    assert link.subject == "Your link to come back to the survey"
    for words in [
        "/return/",
        "read, answer and send it",
        "You can send them until 1pm (UK time) on Monday 8 June 2026.",
        "we forget your address",
    ]:
        assert words in link.body


def test_who_is_invited_is_told_by_whom_and_for_what():
    make_response().invite(ANN, at=NOON)

    link = letter("link")
    assert link.subject == "You are invited to answer a survey together"
    assert link.body.startswith(
        "Somebody who is answering “Public services survey” has asked us to share their answers with you."
    )


def test_an_address_that_comes_back_to_a_draft_leads_to_nothing_once_it_is_sent():
    response = make_response(role="would")
    response.keep_way_back(ANN, at=NOON)
    response.refresh_from_db()

    response.send(number=1, at=NOON)

    assert (Writer.objects.count(), Message.objects.filter(to=ANN).count()) == (0, 0)


def test_no_address_is_let_back_to_what_was_sent_in_the_meantime():
    response = make_response(role="would")
    same = Response.objects.get(pk=response.pk)
    same.send(number=1, at=NOON)

    with pytest.raises(NotAllowed):
        response.keep_way_back(ANN, at=NOON)

    assert (Writer.objects.count(), Message.objects.filter(to=ANN).count()) == (0, 0)


@pytest.mark.parametrize("kind", ["reminder", "extension", "warning"])
def test_news_says_how_to_get_no_more_of_it(kind):
    response = make_response(role="would")
    writer = response.keep_way_back(ANN, at=NOON)
    response.warn(at=response.survey.closes_at)
    mail.reminder(writer, at=NOON)
    mail.later(EXTENSION, Writer.objects.all(), at=NOON)

    written = letter(kind)
    assert f"To get no more e-mails like this about them:\n{written.unsubscribe}\n" in written.body
