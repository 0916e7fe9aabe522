"""A lead publishes what is drafted, having seen what is wrong with it, or what it changes and for how many."""

import pytest
from django.contrib.messages import get_messages

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS, OFFICERS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from survey.definition import plain
from survey.models import Survey
from survey.tests.makers import asking, question
from survey.tests.posting import boxes
from survey.tests.stored import NOON, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ROLE, AGE = question("role", required=True), question("age", "number")
WORDED = plain(asking(question("role", required=True, text="Who?"), AGE))
BROKEN = plain(asking(ROLE))
FAULTY = plain(asking(question("role", show_if={"gone": {"answered": True}})))


@pytest.fixture(autouse=True)
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def drafting(content, **fields):
    """A survey with something drafted that is not published."""
    survey = make_survey(asking(ROLE, AGE), **fields)
    survey.edit(content, edits=0, by=None, at=NOON)
    return survey


def address(survey):
    return f"/admin/survey/survey/{survey.pk}/publish/"


def press(client, survey, **said):
    return client.post(address(survey), boxes(client.get(address(survey))) | said)


def published(survey):
    return Survey.objects.get(pk=survey.pk).latest.number


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def test_a_first_version_is_published_by_a_lead_and_recorded(client, lead):
    survey = make_survey(is_published=False)

    done = press(client, survey)

    assert (done.url, published(survey)) == (address(survey), 1)
    assert Entry.objects.about(survey).filter(did="published", by=f"officers.officer/{lead.pk}").count() == 1


def test_while_there_are_faults_they_are_shown_and_there_is_no_button(client):
    survey = drafting(FAULTY)

    page = client.get(address(survey))
    refused = client.post(address(survey), {"edits": 1, "knowingly": "on"})

    assert [each["where"] for each in page.context["faults"]] == ["What of role?"]
    assert 'type="submit" class="default"' not in page.content.decode()
    assert ("there is no question" in told(refused), published(survey)) == (True, 1)


def test_a_fault_leads_to_the_place_that_it_is_about(client):
    survey = drafting(FAULTY)

    fault = client.get(address(survey)).context["faults"][0]
    there = client.get(fault["address"]).content.decode()

    assert f'id="{fault["address"].partition("#")[2]}"' in there


def test_a_change_of_words_alone_is_published_by_one_press(client):
    survey = drafting(WORDED)

    press(client, survey)

    assert published(survey) == 2


def test_changes_are_shown_by_sort_with_how_many_each_touches(client):
    survey = drafting(plain(asking(question("role", required=True, text="Who?"), question("job", "text"))))
    make_sent(survey, role="north", age="40")
    make_sent(survey, role="north")
    make_response(survey, age="40")

    sorts = client.get(address(survey)).context["sorts"]

    assert [(title, [counts for _, counts in changes]) for title, _, changes in sorts] == [
        ("Breaking", [(1, 1)]),
        ("Additive", [(0, 0)]),
        ("Wording", [(2, 0)]),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [(WORDED, "2 drafts move on to the new version."), (BROKEN, "2 drafts finish on version 1.")],
    ids=["worded otherwise", "broken"],
)
def test_what_becomes_of_drafts_is_said(client, content, says):
    survey = drafting(content)
    make_response(survey)
    make_response(survey)

    assert says in client.get(address(survey)).content.decode()


def test_breaking_changes_are_published_only_by_who_says_that_they_are_meant(client):
    survey = drafting(BROKEN)

    refused = press(client, survey)
    was = published(survey)
    press(client, survey, knowingly="on")

    assert ("publish again if you mean it" in told(refused), was, published(survey)) == (True, 1, 2)


def test_what_was_edited_since_the_page_was_shown_is_not_published(client):
    survey = drafting(WORDED)
    page = client.get(address(survey))
    survey.edit(BROKEN, edits=1, by=None, at=NOON)

    refused = client.post(address(survey), boxes(page) | {"knowingly": "on"})

    assert ("edited since you looked at the changes" in told(refused), published(survey)) == (True, 1)
    assert [title for title, *_ in refused.context["sorts"]] == ["Breaking"]


def test_what_is_exactly_as_it_is_published_is_not_offered(client):
    survey = make_survey()

    assert "exactly what is published" in client.get(address(survey)).content.decode()


def test_an_officer_sees_the_changes_and_no_button(client):
    client.force_login(make_officer())

    page = client.get(address(drafting(WORDED))).content.decode()

    assert ("A policy lead publishes it." in page, 'name="edits"' in page) == (True, False)


@pytest.mark.parametrize("group", [OFFICERS, MODERATORS])
def test_who_may_not_publish_is_refused_and_it_goes_on_the_record(client, group):
    survey, other = drafting(WORDED), make_officer(group)
    client.force_login(other)

    refused = client.post(address(survey), {"edits": 1})

    assert (refused.status_code, published(survey)) == (403, 1)
    assert Entry.objects.about(survey).filter(did="was refused", by=f"officers.officer/{other.pk}").count() == 1


def test_a_version_can_be_read_with_what_it_changed(client):
    survey = drafting(WORDED)
    press(client, survey)

    first, second = (client.get(f"/admin/survey/survey/{survey.pk}/versions/{number}/") for number in [1, 2])

    assert (first.context["sorts"], [title for title, *_ in second.context["sorts"]]) == ([], ["Wording"])
    assert ("What of role?" in first.content.decode(), "Who?" in second.content.decode()) == (True, True)


def test_a_version_that_there_is_not_is_not_found(client):
    survey = make_survey()

    assert [client.get(f"/admin/survey/survey/{survey.pk}/versions/{number}/").status_code for number in [0, 2]] == [404, 404]


def test_the_page_takes_as_many_queries_however_many_have_answered(client, django_assert_num_queries):
    survey = drafting(WORDED)
    client.get(address(survey))

    with django_assert_num_queries(QUERIES):
        client.get(address(survey))
    for _ in range(3):
        make_sent(survey, role="north")
        make_response(survey, role="north")
    with django_assert_num_queries(QUERIES):
        client.get(address(survey))


QUERIES = 17
