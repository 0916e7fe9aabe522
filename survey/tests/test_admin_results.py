"""Results at the desk: what is counted there, what was written, and what can be taken away."""

import csv
import io
from random import Random

import pytest
from django.urls import reverse

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_officer
from survey import tallies
from survey.counting import counted
from survey.models import TextRow
from survey.results import drawn
from survey.tests.crowds import by_chance, sent
from survey.tests.makers import AREAS, asking, question
from survey.tests.stored import NOON, make_survey
from survey.texts import AT_A_TIME

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def address(survey, name="results", *args):
    return reverse(f"admin:survey_survey_{name}", args=[survey.pk, *args])


def page(client, *args, **query):
    answer = client.get(address(*args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_answer_is_there_with_its_count(client, officer):
    survey = make_survey(asking(question(), question("size", "scale")))
    sent(survey, area="north", size="2")
    sent(survey, area="north", size="5")

    answer = client.get(address(survey))

    area, size = answer.context["parts"]
    assert [(row.label, row.counted, row.says) for row in area.tables[0].rows] == [
        ("North", "2", "100%"),
        ("South", "0", "0%"),
        ("East", "0", "0%"),
    ]
    assert size.tables[0].average == "Mean 3.50, median 3.5, of 2 with a number."
    assert "Mean 3.50, median 3.5" in answer.content.decode()


def test_why_answers_are_missing_is_said():
    survey = make_survey(asking(question()))
    sent(survey, area="north")
    sent(survey)

    assert drawn(counted(survey))[0].tables[0].missing == "1 answered, 1 left it empty."


def test_a_survey_that_nobody_answered_has_results(client, officer):
    assert "No answers" in page(client, make_survey())


def test_what_is_not_published_has_none(client, officer):
    assert client.get(address(make_survey(is_published=False))).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_results_cost_the_same_queries_for_one_and_for_thirty(client, officer, count, django_assert_num_queries):
    survey, random = make_survey(), Random(2)
    for _ in range(count):
        by_chance(survey, random, role="would")
    page(client, survey)
    tallies.forget()

    with django_assert_num_queries(17):
        page(client, survey)


def test_the_texts_of_a_question_lead_to_their_responses(client, officer):
    survey = make_survey(asking(question("why", "long"), question()))
    response = sent(survey, why="Because <b>.")

    shown = page(client, survey, "texts", "why")

    assert response.reference in shown
    assert "Because &lt;b&gt;." in shown


def test_words_beside_a_choice_are_listed_apart_from_answers(client, officer):
    other = {"value": "other", "label": "Other", "asks_for": "What?"}
    survey = make_survey(asking(question(choices=[*AREAS, other])))
    sent(survey, area="other", area__other__words="Something.")

    assert "Something." in page(client, survey, "texts", "area", choice="other")
    assert "Something." not in page(client, survey, "texts", "area")


def test_texts_come_the_newest_first_and_page_by_page(client, officer):
    survey = make_survey(asking(question("why", "text")))
    first = sent(survey, why="Number 0.")
    item = TextRow.objects.get().item
    TextRow.objects.bulk_create(
        TextRow(response=first, item=item, text=f"Number {number}.") for number in range(1, AT_A_TIME + 1)
    )

    newest = client.get(address(survey, "texts", "why")).context["texts"]
    oldest = client.get(address(survey, "texts", "why"), {"before": newest.older}).context["texts"]

    assert [row.text for row in newest.rows] == [f"Number {number}." for number in range(AT_A_TIME, 0, -1)]
    assert ([row.text for row in oldest.rows], oldest.older) == (["Number 0."], None)


@pytest.mark.parametrize("before", ["x", "9" * 30, "-1", "\x00"])
def test_an_address_that_leads_nowhere_shows_texts_all_the_same(client, officer, before):
    survey = make_survey(asking(question("why", "text")))

    assert page(client, survey, "texts", "why", before=before)


@pytest.mark.parametrize("choice", ["west", "\x00"], ids=ascii)
def test_a_choice_that_was_never_offered_has_no_words_beside_it(client, officer, choice):
    survey = make_survey(asking(question()))

    assert client.get(address(survey, "texts", "area"), {"choice": choice}).status_code == 404


def test_a_question_that_was_never_asked_has_no_texts(client, officer):
    assert client.get(address(make_survey(), "texts", "receipt_email")).status_code == 404


@pytest.mark.parametrize("file", ["responses", "codebook"])
def test_a_download_is_a_file_and_goes_on_the_record(client, officer, file):
    survey = make_survey(asking(question("why", "text")))
    sent(survey, why="Because.")

    answer = client.post(address(survey, file))

    lines = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert lines[0][0] == {"responses": "reference", "codebook": "column"}[file]
    assert answer["Content-Disposition"] == f'attachment; filename="landscape-{file}-2026-06-01.csv"'
    entry = Entry.objects.get(did=f"had its {file} exported")
    assert (entry.thing, entry.by, entry.at) == (f"survey.survey/{survey.pk}", f"officers.officer/{officer.pk}", NOON)
    assert entry.details == {"count": 1}


@pytest.mark.parametrize("file", ["responses", "codebook"])
def test_nothing_is_exported_by_following_a_link(client, officer, file):
    survey = make_survey()

    assert client.get(address(survey, file)).status_code == 405
    assert not Entry.objects.filter(did__contains="exported").exists()


@pytest.mark.parametrize("file", ["responses", "codebook"])
def test_a_moderator_is_refused_a_download_and_it_goes_on_the_record(client, file):
    """X5."""
    moderator = make_officer(MODERATORS)
    client.force_login(moderator)

    assert client.post(address(make_survey(), file)).status_code == 403
    assert Entry.objects.about(moderator).filter(did="was refused an export").count() == 1


@pytest.mark.parametrize(("name", "args"), [("results", []), ("texts", ["barrier_story"])], ids=["results", "texts"])
def test_results_are_for_those_who_may_see_responses(client, name, args):
    survey = make_survey()

    stranger = client.get(address(survey, name, *args))
    client.force_login(make_officer(MODERATORS))

    assert stranger["Location"].startswith("/admin/login/")
    assert client.get(address(survey, name, *args)).status_code == 403
