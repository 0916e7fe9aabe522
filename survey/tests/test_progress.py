"""How answering goes: who began, sent, stopped and left, and what is said of drafts."""

import datetime

import pytest
from django.utils import timezone

from keepitlocal.drafts.saying import Said, hash_of
from keepitlocal.officers.tests.makers import make_officer
from survey.models import Response
from survey.progress import progress
from survey.tests.crowds import republish, sent
from survey.tests.makers import asking, definition, page, question
from survey.tests.stored import NOON, WEEK, make_response, make_survey

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)


def draft(survey, *, at_page="", saved_at=NOON):
    said = {"begun_at": saved_at, "status_since": saved_at, "saved_at": saved_at, "at_page": at_page}
    return Response.objects.create(survey=survey, version=survey.latest, **said)


def test_who_sent_and_who_writes_have_begun():
    survey = make_survey(asking(question()))
    sent(survey)
    draft(survey)

    found = progress(survey, NOON)

    assert (found.begun, found.sent, found.drafts) == (2, 1, 1)


def test_what_came_on_paper_was_not_begun():
    survey = make_survey(asking(question()))
    sent(survey)
    Response.objects.update(channel="paper", received_on=NOON.date(), entered_by=make_officer())

    found = progress(survey, NOON)

    assert (found.begun, found.online, found.paper, found.sent) == (0, 0, 1, 1)


@pytest.mark.parametrize(("waits", "left"), [(DAY, 0), (DAY + MOMENT, 1)], ids=["a day", "a moment longer"])
def test_a_draft_is_left_when_it_was_not_touched_for_more_than_a_day(waits, left):
    survey = make_survey(asking(question()))
    draft(survey)

    assert progress(survey, NOON + waits).left == left


@pytest.mark.parametrize(("earlier", "left"), [(MOMENT, 0), (MOMENT * 0, 1)], ids=["within the grace", "after it"])
def test_every_draft_is_left_when_its_time_is_over(earlier, left):
    survey = make_survey(asking(question()))
    at = survey.grace_ends_at - earlier
    draft(survey, saved_at=at - DAY)

    assert progress(survey, at).left == left


def test_who_stands_on_a_page_that_ends_the_survey_has_not_begun():
    away = page("away", exit=True, show_if={"area": {"in": ["north"]}})
    survey = make_survey(definition(page("you", question()), away, page("more")))
    draft(survey, at_page="away")
    draft(survey, at_page="you")

    found = progress(survey, NOON)

    assert (found.begun, found.drafts, found.turned_away) == (1, 1, 1)


def test_whom_their_answer_leads_out_stands_on_the_page_that_says_so():
    away = page("away", exit=True, show_if={"area": {"in": ["north"]}})
    survey = make_survey(definition(page("you", question()), away, page("more")))
    response = make_response(survey)

    stood = []
    for text in ["north", "south"]:
        response.write({"area": Said(text, hash_of(response.says.get("area", "")))}, on="you", at=NOON)
        stood.append(Response.objects.get().at_page)

    assert stood == ["away", "you"]


def test_the_last_pages_come_in_the_order_of_the_survey_and_those_that_are_gone_last():
    survey = make_survey(definition(page("you"), page("gone"), page("more")))
    for name in ["gone", "more", "you", "more", ""]:
        draft(survey, at_page=name)
    republish(survey, definition(page("more"), page("you")))

    assert progress(survey, NOON).stopped == [("Nothing saved yet", 1), ("More", 2), ("You", 1), ("Gone", 1)]


def test_each_day_since_the_opening_is_there_also_where_nobody_sent():
    survey = make_survey(asking(question()), opens_at=NOON - 2 * DAY)
    sent(survey, at=NOON - 2 * DAY)
    sent(survey)

    days = [(timezone.localdate(NOON) - DAY * ago, count) for ago, count in [(2, 1), (1, 0), (0, 1)]]
    assert progress(survey, NOON).days == days


def test_days_end_with_the_survey():
    survey = make_survey(asking(question()))

    assert progress(survey, NOON + 5 * WEEK).days[-1] == (timezone.localdate(survey.closes_at), 0)


def test_another_surveys_are_not_there():
    survey = make_survey(asking(question()))
    sent(make_survey(asking(question()), slug="other"))

    assert progress(survey, NOON).begun == 0


def test_it_takes_three_queries(django_assert_num_queries):
    survey = make_survey(asking(question()))
    for _ in range(3):
        sent(survey)
        draft(survey)

    with django_assert_num_queries(3):
        progress(survey, NOON)
