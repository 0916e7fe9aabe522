import pytest

from keepitlocal.officers.counted import OFTEN
from keepitlocal.officers.tests.makers import make_lead, make_officer
from survey.coverage import coming, coverage
from survey.definition import plain
from survey.tests.makers import asking, question
from survey.tests.stored import DAY, MOMENT, NOON, make_response, make_sent, make_survey
from survey.waiting import waiting

pytestmark = pytest.mark.django_db
ENDING = "draft of answers to a survey closes within 3 days"


def table(officer, at=NOON):
    return coverage(officer)[0].table(at)


def counted(officer, at=NOON):
    return {line.heading.label: [cell.count for cell in line.cells] for line in table(officer, at).lines}


def test_every_audience_is_shown_also_where_nobody_sent(officer):
    make_survey()

    assert set(sum(counted(officer).values(), [])) == {0}


def test_a_response_is_counted_under_its_audience(officer):
    make_sent()

    assert {name for name, count in counted(officer).items() if count == [1]} == {"Would like to"}


def test_what_is_sent_is_added_to_what_was_counted(officer):
    survey = make_survey()
    counted(officer)
    make_sent(survey)

    assert counted(officer, NOON + OFTEN)["Would like to"] == [1]


def test_what_is_erased_is_taken_out_of_what_was_counted(officer):
    response = make_sent()
    counted(officer)
    response.erase(by=make_lead(), at=NOON)

    assert counted(officer, NOON + OFTEN)["Would like to"] == [0]


def test_gaps_name_audiences_and_then_questions(officer):
    make_sent()

    assert ["Would like to (1)" in gap for gap in table(officer).gaps] == [True, False]


def test_of_many_questions_that_few_answered_some_are_named(officer):
    definition = asking(*(question(name) for name in "abcde"))
    make_survey(definition)

    assert table(officer).gaps == ["Fewer than 3 answers to: “What of a?”, “What of b?”, “What of c?”, and 2 more questions."]


def test_what_is_published_anew_is_asked_about_once_it_is_counted(officer):
    survey = make_survey(asking(question("a")))
    for at in [NOON, NOON + OFTEN]:  # the second time it has settled
        table(officer, at)
    survey.edit(plain(asking(question("a"), question("b"))), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON)

    assert table(officer, NOON + 2 * OFTEN).gaps == ["Fewer than 3 answers to: “What of a?”, “What of b?”."]


def test_an_audience_leads_to_the_list_of_its_responses(client, officer):
    make_sent()
    (line,) = (each for each in table(officer).lines if each.heading.label == "Would like to")

    assert client.get(line.heading.address).context["cl"].queryset.count() == 1


def test_the_days_on_which_responses_were_sent_are_counted(officer):
    survey = make_survey()
    make_sent(survey, at=NOON - DAY)
    make_sent(survey)

    (came,) = coming(officer, NOON)

    assert ([row.count for row in came.rows][:3], came.total) == ([1, 1, 0], 2)


def test_a_moderator_sees_nothing_of_a_survey():
    make_response(make_survey(closes_at=NOON + DAY))
    moderator = make_officer("Moderators")

    assert (waiting(moderator, NOON), coming(moderator, NOON), coverage(moderator)) == ([], [], None)


@pytest.mark.parametrize(
    ("closes_in", "grace", "waits"),
    [(3 * DAY, 15, True), (3 * DAY + MOMENT, 15, False), (-MOMENT, 15, True), (-MOMENT, 0, False)],
    ids=["in three days", "a moment later", "in its grace", "closed"],
)
def test_a_draft_waits_from_three_days_before_the_close_to_the_end_of_the_grace(officer, closes_in, grace, waits):
    survey = make_survey(closes_at=NOON + closes_in, grace_minutes=grace)
    make_response(survey, at=NOON - DAY)

    assert [each.words for each in waiting(officer, NOON)] == ([ENDING] if waits else [])


def test_drafts_lead_to_the_results_of_their_survey(client, officer):
    make_response(make_survey(closes_at=NOON + DAY))
    (drafts,) = waiting(officer, NOON)

    assert client.get(drafts.address).status_code == 200
