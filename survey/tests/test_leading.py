"""Where the links of the survey's pages lead."""

import pytest

from keepitlocal.drafts.saying import Said, hash_of
from survey.tests.stored import NOON, hold, make_response, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
SURVEY = "/survey/landscape/"


@pytest.mark.parametrize(
    "control",
    [
        "area/?from=check#id_authority",
        "area/?from=check#id_services_0",
        "obstacles/?from=check#id_barriers.size",
        "obstacles/?from=check#id_help.1",
    ],
    ids=["a text", "the first of several options", "the first row of a grid", "the first place of a ranking"],
)
def test_change_leads_to_the_question_s_first_control(control, client):
    hold(client, make_response(role="would"))

    assert f'href="{SURVEY}{control}"' in client.get(f"{SURVEY}check/").text


def test_what_is_missing_leads_to_its_first_option(client):
    hold(client, make_response())

    assert f'<li><a href="{SURVEY}you/?from=check#id_role_0">' in client.get(f"{SURVEY}check/").text


def test_where_two_answers_were_given_the_check_leads_to_choosing(client):
    response = make_response(role="would", designed="once")
    response.write({"designed": Said("several", hash_of("never"))}, at=NOON)
    hold(client, response)

    assert (
        f'<li><a href="{SURVEY}choose/">Choose between the answers to “In the last two years'
        in client.get(f"{SURVEY}check/").text
    )


def test_of_several_responses_each_goes_on_where_it_was_left(client):
    survey = make_survey()
    first, second = make_response(survey), make_response(survey)
    first.write({"authority": Said("Leeds")}, on="area", at=NOON)
    first.write({"role": Said("would")}, on="area", at=NOON)
    hold(client, first)
    hold(client, second)

    page = client.get(SURVEY).text

    assert f'href="{SURVEY}area/?draft={first.pk}"' in page
    assert f'href="{SURVEY}you/?draft={second.pk}"' in page


def test_an_audience_is_named_by_the_answer_that_makes_it(client):
    make_survey()

    assert '<a class="govuk-link" href="?for=5">An elected councillor with an interest' in client.get(f"{SURVEY}questions/").text
