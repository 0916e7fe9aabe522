"""Extending a survey: its writers are told, its pages say so, and what had closed is open again."""

import pytest
from django.test import Client

from keepitlocal.audit.models import Entry
from keepitlocal.lifecycle import NotAllowed, NotReady, TooLate
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from survey import keeping
from survey.models import Status, Survey
from survey.tests.stored import NOON, WEEK, fill, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db

ANN = "ann@example.org"
DAY = WEEK / 7
WHY = "The site could not be reached in the last hour."


def extend(survey, until=NOON + 2 * WEEK, *, why=WHY, at=NOON):
    survey.extend(until, why=why, by=None, at=at)
    return survey


def told():
    return sorted(Message.objects.filter(kind="survey.extension").values_list("to", flat=True))


def make_written(survey, address=ANN):
    response = make_response(survey, role="would")
    return response.keep_way_back(address, at=NOON)


def test_an_extension_closes_later_keeps_what_was_said_first_and_makes_the_pages_anew():
    survey = make_survey()
    before = survey.stamp

    extend(survey)

    after = Survey.objects.get()
    assert (after.closes_at, after.extended_from, after.extended_why) == (NOON + 2 * WEEK, NOON + WEEK, WHY)
    assert after.stamp == survey.stamp == before + 1


def test_an_extension_goes_on_the_record_once():
    survey = extend(make_survey())

    assert Entry.objects.about(survey).filter(did="was extended").count() == 1


def test_what_is_not_published_is_not_extended():
    survey = make_survey(is_published=False)

    with pytest.raises(NotAllowed, match="It is not published"):
        extend(survey)

    assert Survey.objects.get().closes_at == NOON + WEEK


@pytest.mark.parametrize(
    ("until", "why", "refused"),
    [(NOON + WEEK, WHY, NotAllowed), (NOON + 2 * WEEK, " ", NotReady)],
    ids=["too soon", "unsaid"],
)
def test_what_is_refused_changes_nothing_and_tells_nobody(until, why, refused):
    survey = make_survey()
    make_written(survey)
    before = Survey.objects.values().get()

    with pytest.raises(refused):
        extend(survey, until, why=why)

    assert (Survey.objects.values().get(), told()) == (before, [])


def test_everybody_with_something_unsent_is_told_and_the_quiet_ones_are_not():
    survey = make_survey()
    make_written(survey)
    make_written(survey, "bo@example.org").unsubscribe(at=NOON)
    make_written(make_survey(slug="other"), "cy@example.org")
    make_sent(survey, receipt_email="dee@example.org")

    extend(survey)

    assert told() == [ANN]


def test_they_are_told_until_when_and_why_and_how_to_go_on():
    survey = make_survey()
    writer = make_written(survey)

    extend(survey)

    letter = letters.read(Message.objects.get(kind="survey.extension"))
    assert letter.subject == "The survey closes later than it did"
    for words in ["1pm (UK time) on Monday 15 June 2026", f"Why: {WHY}", "Go on with them here:", "/return/"]:
        assert words in letter.body
    assert writer.email not in letter.body


def test_who_has_sent_before_it_went_is_told_nothing():
    survey = make_survey()
    writer = make_written(survey)
    extend(survey)
    message = Message.objects.get(kind="survey.extension")
    writer.response.refresh_from_db()
    writer.response.send(number=1, at=NOON)

    assert letters.read(message) is None


def test_who_is_told_needs_no_reminder_at_once_and_is_reminded_of_the_new_close():
    survey = make_survey(closes_at=NOON + DAY)
    make_response(survey, role="would").keep_way_back(ANN, at=NOON - 6 * DAY)

    extend(survey, NOON + 6 * DAY)
    keeping.keep_promises(NOON)
    before = Message.objects.filter(kind="survey.reminder").count()
    keeping.keep_promises(NOON + 5 * DAY)

    assert (before, Message.objects.filter(kind="survey.reminder").count()) == (0, 1)


def test_what_had_closed_is_open_again_to_those_who_had_begun():
    survey = make_survey()
    response = make_response(survey, role="would")
    late = NOON + WEEK + DAY
    with pytest.raises(TooLate):
        fill(response, {"authority": "Leeds"}, at=late)

    extend(survey, at=late)
    response.refresh_from_db()
    fill(response, {"authority": "Leeds"}, at=late)
    response.send(number=1, at=late)

    assert (response.status, response.answers["authority"]) == (Status.SENT, "Leeds")


def test_what_was_sent_can_be_changed_again():
    survey = make_survey()
    sent = make_sent(survey)
    late = NOON + WEEK + DAY
    before = sent.can_be_changed(late)

    extend(survey, at=late)
    sent.refresh_from_db()

    assert (before, sent.can_be_changed(late)) == (False, True)


def test_what_had_closed_is_open_again_to_everybody_and_its_page_says_why(arrive):
    survey = make_survey()
    late = NOON + WEEK + DAY
    arrive(late)
    closed = Client().get("/survey/landscape/").content.decode()

    extend(survey, at=late)
    page = Client().get("/survey/landscape/").content.decode()

    assert "This survey closed at" in closed
    for words in ["Open until", "Extended from 1pm (UK time) on Monday 8 June 2026", WHY]:
        assert words in " ".join(page.replace("\xa0", " ").split())
