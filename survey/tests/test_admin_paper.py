"""Entering at the desk what came on paper: typed in, looked at, entered."""

import datetime
import html

import pytest
from django.urls import reverse

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from survey.definition import plain
from survey.models import Channel, Response
from survey.tests.desk import words
from survey.tests.makers import asking, question
from survey.tests.stored import NOON, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
DAY = datetime.timedelta(days=1)
RECEIVED = {"paper-received_on": "01/06/2026", "paper-nonce": "one"}


def address(survey, query=""):
    return reverse("admin:survey_response_enter", args=[survey.pk]) + query


def post(client, survey, then, texts, query="", **follow):
    return client.post(address(survey, query), RECEIVED | texts | {"paper-then": then}, **follow)


def test_every_question_of_every_page_is_on_one_page(client, officer):
    survey = make_survey()

    page = html.unescape(words(client.get(address(survey))))

    assert [each.text for each in survey.latest.definition.questions.values() if each.text not in page] == []


def test_checking_enters_nothing_yet(client, officer):
    page = post(client, make_survey(), "Check", {"role": "would", "authority": "Leeds"})

    assert "Nothing is entered yet." in words(page)
    assert not Response.objects.exists()


def test_what_will_not_count_is_said_before_it_is_entered(client, officer):
    page = post(client, make_survey(), "Check", {"role": "would", "trend": "larger"})

    assert "<dd>Fewer and larger contracts</dd>" in words(page)


def test_the_check_carries_on_all_that_was_typed(client, officer):
    page = words(post(client, make_survey(), "Check", {"authority": "Leeds", "role": "would", "services": ["health", "youth"]}))

    assert '<textarea name="authority" hidden> Leeds</textarea>' in page
    assert '<textarea name="services" hidden> health youth</textarea>' in page
    assert 'name="paper-received_on" value="01/06/2026"' in page


def test_entering_gives_the_reference_to_write_on_the_paper(client, officer):
    page = post(client, make_survey(), "Enter", {"role": "would"}, follow=True)

    response = Response.objects.get()
    assert (response.channel, response.entered_by, response.received_on) == (Channel.PAPER, officer, NOON.date())
    assert f"<strong>{response.reference}</strong>" in words(page)


def test_pressing_enter_twice_gives_the_same_reference(client, officer):
    survey = make_survey()

    first, second = (post(client, survey, "Enter", {"role": "would"}) for _ in range(2))

    assert first.url == second.url
    assert Response.objects.count() == 1


def test_another_is_entered_under_the_same_version_and_day(client, officer):
    survey = make_survey()

    page = post(client, survey, "Enter", {"role": "would"}, follow=True)

    assert page.context["another"] == address(survey, "?version=1&received=2026-06-01")
    assert client.get(page.context["another"]).context["typed"].received["received_on"].value() == "2026-06-01"


def test_going_back_shows_what_was_typed(client, officer):
    page = post(client, make_survey(), "Go back and correct", {"role": "would", "authority": "Leeds"})

    assert 'value="Leeds"' in words(page)


@pytest.mark.parametrize("then", ["Check", "Enter"])
def test_what_cannot_be_read_is_to_be_mended_first(client, officer, then):
    page = words(post(client, make_survey(), then, {"role": "delivers", "contract_count": "many"}))

    assert '<a href="#id_contract_count">“How many public service contracts do you hold now” must be a whole number' in page
    assert 'value="many"' in page
    assert not Response.objects.exists()


def test_the_answer_that_decides_the_path_has_to_be_there(client, officer):
    page = words(post(client, make_survey(), "Check", {"authority": "Leeds"}))

    assert '<a href="#id_role_0">Choose an answer to “Which of these describes you best”</a>' in page


def test_answers_that_lead_out_of_the_survey_are_not_entered(client, officer):
    page = words(post(client, make_survey(), "Enter", {"role": "none"}))

    assert "These answers lead out of the survey" in page
    assert not Response.objects.exists()


@pytest.mark.parametrize("day", ["", "02/06/2026", "soon"], ids=["none", "to come", "no day"])
def test_the_day_is_one_that_has_come(client, officer, day):
    page = post(client, make_survey(), "Enter", {"role": "would", "paper-received_on": day})

    assert list(page.context["typed"].received.errors) == ["received_on"]
    assert not Response.objects.exists()


def test_a_paper_that_came_late_is_marked_so(client, officer):
    survey = make_survey(closes_at=NOON - DAY)

    page = post(client, survey, "Check", {"role": "would"})

    assert "<strong>late</strong>, after the survey had closed" in words(page)


def test_the_version_that_was_printed_can_be_chosen(client, officer):
    survey = make_survey(asking(question("area")))
    survey.edit(plain(asking(question("area"), question("why", "text"))), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON)

    post(client, survey, "Enter", {"area": "north"}, "?version=1")

    assert Response.objects.get().version.number == 1


@pytest.mark.parametrize("number", ["0", "2", "x", ""])
def test_a_version_that_there_is_not_is_not_found(client, officer, number):
    assert client.get(address(make_survey(), f"?version={number}")).status_code == 404


def test_a_survey_that_is_not_published_has_nothing_to_enter(client, officer):
    assert client.get(address(make_survey(is_published=False))).status_code == 404


def test_a_moderator_is_refused_and_it_goes_on_the_record(client):
    survey = make_survey()
    client.force_login(make_officer(MODERATORS))

    assert client.get(address(survey)).status_code == 403
    assert Entry.objects.about(survey).filter(did="was refused").count() == 1


def test_what_came_online_has_no_page_that_says_it_was_entered(client, officer):
    sent = make_sent()

    assert client.get(reverse("admin:survey_response_entered", args=[sent.pk])).status_code == 404


def test_the_list_leads_to_entering(client, officer):
    survey = make_survey()

    assert f'href="{address(survey)}"' in words(client.get(reverse("admin:survey_response_changelist")))
