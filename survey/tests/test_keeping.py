"""What time asks for of responses: each once, however often and late the clockwork runs; and what was sent stays."""

import io

import pytest
from django.core.management import call_command

from keepitlocal.audit.models import Entry
from keepitlocal.drafts import mail
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from survey import keeping, tasks
from survey.models import Apart, Response, Status, Survey, Writer
from survey.tests.stored import NOON, WEEK, fill, make_response, make_sent, make_survey

pytestmark = pytest.mark.django_db

ANN = "ann@example.org"
DAY = WEEK / 7
MOMENT = DAY / 86_400_000_000
CLOSE = NOON + 4 * WEEK
LAST_WEEK, LAST_DAY = CLOSE - WEEK, CLOSE - DAY
TOLD, OVER = CLOSE + 23 * DAY, CLOSE + 30 * DAY


@pytest.fixture
def survey():
    return make_survey(closes_at=CLOSE)


def make_written(survey, address=ANN):
    response = make_response(survey, role="would", authority="Leeds")
    response.keep_way_back(address, at=NOON)
    return response


def make_changed(survey):
    """What was sent, and says something else that is not sent."""
    sent = make_sent(survey, authority="Leeds")
    sent.change(at=NOON)
    fill(sent, {"authority": "York"})
    return sent


def run(*moments):
    for at in moments:
        keeping.keep_promises(at)


def promised(kind):
    found = Message.objects.filter(kind=f"survey.{kind}").order_by("pk")
    return [(message.to, message.created_at) for message in found]


def now(response):
    return Response.objects.get(pk=response.pk)


def test_who_has_begun_is_reminded_a_week_and_a_day_before_the_close_and_not_a_moment_sooner(survey):
    make_written(survey)

    run(LAST_WEEK - MOMENT, LAST_WEEK, LAST_WEEK + DAY, LAST_DAY - MOMENT, LAST_DAY, CLOSE - MOMENT, CLOSE)

    assert promised("reminder") == [(ANN, LAST_WEEK), (ANN, LAST_DAY)]


def test_who_has_sent_is_reminded_of_nothing(survey):
    now(make_written(survey)).send(number=1, at=NOON)

    run(LAST_WEEK, LAST_DAY)

    assert promised("reminder") == []


def test_who_asked_for_quiet_is_not_reminded(survey):
    make_written(survey)
    Writer.objects.get().unsubscribe(at=NOON)

    run(LAST_WEEK)

    assert promised("reminder") == []


def test_who_asked_to_be_quiet_since_reads_no_reminder(survey):
    make_written(survey)
    run(LAST_WEEK)
    Writer.objects.get().unsubscribe(at=LAST_WEEK)

    assert letters.read(Message.objects.get(kind="survey.reminder")) is None


def test_each_surveys_close_is_its_own(survey):
    make_written(survey)
    make_written(make_survey(slug="other", closes_at=CLOSE + DAY), "bo@example.org")

    run(LAST_WEEK)

    assert promised("reminder") == [(ANN, LAST_WEEK)]


def test_writers_are_told_a_week_before_and_the_record_says_so(survey):
    response = make_written(survey)

    run(TOLD - MOMENT, TOLD, TOLD + DAY)

    assert promised("warning") == [(ANN, TOLD)]
    assert Entry.objects.about(response).filter(did="is to be deleted in a week, unsent").get().at == TOLD


def test_a_draft_is_deleted_thirty_days_after_the_close_and_not_a_moment_sooner(survey):
    response = make_written(survey)

    run(TOLD, OVER - MOMENT)
    assert now(response).status == Status.DRAFT
    run(OVER)

    assert now(response).status == Status.ERASED


def test_nothing_is_deleted_before_a_week_has_passed_since_the_word_about_it(survey):
    response = make_written(survey)
    late = OVER + 20 * DAY

    run(late, late + WEEK - MOMENT)
    assert (now(response).status, now(response).kept_until) == (Status.DRAFT, late + WEEK)
    run(late + WEEK)

    assert now(response).status == Status.ERASED


def test_a_deleted_draft_leaves_where_it_stopped_to_be_counted_and_no_word(survey):
    response = make_response(survey)
    response.keep_way_back(ANN, at=NOON)
    fill(response, {"role": "would"})
    Response.objects.update(at_page="area")

    run(TOLD, OVER)

    after = now(response)
    assert (after.at_page, after.survey_id, after.begun_at, after.saved_at) == ("area", survey.pk, NOON, NOON)
    assert (after.says, after.beside, after.turns, after.answers, after.begun_with) == ({}, [], {}, {}, None)
    assert Writer.objects.count() == Apart.objects.count() == 0


def test_the_address_of_a_deleted_draft_is_forgotten_wherever_an_e_mail_went(survey):
    make_written(survey)
    mail.links(ANN, at=NOON)
    run(LAST_WEEK, LAST_DAY, TOLD)
    before = Message.objects.filter(to=ANN).count()

    run(OVER)

    assert (before, Message.objects.filter(to=ANN).count()) == (5, 0)


def test_links_that_were_asked_for_stay_while_the_address_leads_to_something_else(survey):
    make_written(survey)
    make_written(make_survey(slug="other", closes_at=CLOSE + WEEK))
    mail.links(ANN, at=NOON)

    run(TOLD, OVER)

    assert Message.objects.filter(kind="drafts.links", to=ANN).count() == 1


def test_changes_that_were_not_sent_are_given_up_and_what_was_sent_stands(survey):
    sent = make_changed(survey)

    run(TOLD, OVER - MOMENT)
    assert now(sent).says["authority"] == "York"
    run(OVER)

    after = now(sent)
    assert (after.status, after.changing_since, after.says) == (Status.SENT, None, {})
    assert after.answers == {"role": "would", "authority": "Leeds"}


def test_what_was_sent_stays(survey):
    sent = make_sent(survey)
    before = Response.objects.values().get()

    run(TOLD, OVER, OVER + 3000 * DAY)

    assert Response.objects.values().get(pk=sent.pk) == before


def test_an_extension_takes_the_word_back_and_gives_the_days_anew(survey):
    response = make_written(survey)
    run(TOLD)
    survey.extend(CLOSE + 28 * DAY, why="It was down.", by=None, at=TOLD)

    run(OVER, CLOSE + 51 * DAY, CLOSE + 58 * DAY - MOMENT)
    assert (now(response).status, promised("warning")) == (Status.DRAFT, [(ANN, TOLD), (ANN, CLOSE + 51 * DAY)])
    run(CLOSE + 58 * DAY)

    assert now(response).status == Status.ERASED


def test_a_word_that_was_taken_back_before_it_went_is_not_sent(survey):
    make_written(survey)
    run(TOLD)
    survey.extend(CLOSE + 28 * DAY, why="It was down.", by=None, at=TOLD)

    assert letters.read(Message.objects.get(kind="survey.warning")) is None


@pytest.mark.parametrize("at", [OVER - MOMENT, OVER, OVER + MOMENT])
@pytest.mark.parametrize("warned_at", [None, CLOSE - MOMENT, CLOSE, OVER - WEEK, OVER - WEEK + MOMENT])
def test_one_and_many_agree_about_what_may_be_deleted(survey, at, warned_at):
    response = make_written(survey)
    Response.objects.update(warned_at=warned_at)
    response = now(response)

    assert Response.objects.over(at).exists() == (response.was_warned and at >= response.kept_until)


def test_running_again_does_nothing_again(survey):
    make_written(survey)
    make_changed(survey)
    run(TOLD, OVER)
    before = Entry.objects.count(), Message.objects.count(), list(Response.objects.values())

    run(OVER, OVER + DAY, OVER + 300 * DAY)

    assert (Entry.objects.count(), Message.objects.count(), list(Response.objects.values())) == before


def make_long_over(survey):
    """A draft of a survey that closed before the machine's own clock."""
    make_written(survey)
    Survey.objects.update(opens_at=NOON - 4000 * DAY, closes_at=NOON - 3000 * DAY)


def test_the_command_keeps_the_promises_of_every_part_and_says_what_it_did(survey):
    make_long_over(survey)
    out = io.StringIO()

    call_command("keep_promises", stdout=out)

    assert out.getvalue() == "Reminded: 0. Warned: 1. Erased: 0. Unsent changes given up: 0.\n"


def test_the_clockwork_keeps_the_promises(survey, settings):
    make_long_over(survey)

    tasks.keep_promises()

    assert [to for to, _ in promised("warning")] == [ANN]
    assert "survey.keep_promises" in {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}


@pytest.mark.parametrize("drafts", [1, 3])
def test_where_nothing_is_due_the_clockwork_asks_as_much_of_one_draft_as_of_many(survey, drafts, django_assert_num_queries):
    for number in range(drafts):
        make_written(survey, f"ann{number}@example.org")
    run(LAST_WEEK)

    with django_assert_num_queries(5):  # when something closes soon, who is due, and of what is to be told or to go
        run(LAST_WEEK + DAY)
