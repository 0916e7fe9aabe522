"""What is kept apart, at the desk: seen, exported and deleted by leads, and never beside a response."""

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.tests.makers import make_lead
from survey.definition import plain
from survey.models import Apart
from survey.tests.desk import queries, words
from survey.tests.makers import asking, question
from survey.tests.stored import NOON, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
APART = "/admin/survey/apart/"


@pytest.fixture
def lead(client):
    lead = make_lead()
    client.force_login(lead)
    return lead


def exported(client, survey):
    """The lines of the file, without the mark that it begins with."""
    file = client.post(f"{APART}export/", {"survey": survey.pk})
    assert file["Content-Type"].startswith("text/csv")
    return b"".join(file.streaming_content).decode("utf-8-sig").splitlines()


def test_a_line_says_what_was_said_in_words(client, lead):
    make_sent(receipt_email="ann@example.org", may_contact="yes")

    page = words(client.get(APART))

    assert "<div>Email address for your receipt <strong>ann@example.org</strong></div>" in page
    assert "<div>May we contact you at that address about the survey? <strong>Yes</strong></div>" in page


def test_a_line_says_neither_which_response_it_came_with_nor_when(client, lead):
    sent = make_sent(receipt_email="ann@example.org")

    page = words(client.get(APART))

    assert "Nothing here says which response a line came with" in page
    assert sent.reference not in page
    assert "2026" not in page.partition("result_list")[2]


def test_lines_cannot_be_guessed_at_by_their_day(client, lead):
    make_sent(receipt_email="ann@example.org")

    assert client.get(f"{APART}?came_on=2026-06-01").status_code == 400


def test_a_choice_that_is_no_longer_offered_is_still_called_by_its_words(client, lead):
    apart = question("where", apart=True)
    survey = make_survey(asking(question(), apart))
    make_response(survey, area="north", where="east").send(number=1, at=NOON)
    fewer = apart | {"choices": apart["choices"][:2]}
    survey.edit(plain(asking(question(), fewer)), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON, knowingly=True)

    assert "<strong>East</strong>" in words(client.get(APART))


def test_officers_do_not_see_it_and_trying_goes_on_the_record(client, officer):
    make_sent(receipt_email="ann@example.org")

    assert client.get(APART).status_code == 403
    assert client.post(f"{APART}export/").status_code == 403
    assert Entry.objects.about(officer).filter(did="was refused what is kept apart", by=named(officer)).count() == 2


def test_the_file_has_a_column_for_each_question_that_is_kept_apart(client, lead):
    survey = make_survey()
    make_sent(survey, receipt_email="ann@example.org", may_contact="no")

    assert exported(client, survey) == ['"receipt_email","may_contact"', '"ann@example.org","No"']


def test_nothing_in_the_file_is_a_formula(client, lead):
    survey = make_survey()
    make_sent(survey, receipt_email="=cmd@example.org")

    assert exported(client, survey)[1] == '"\'=cmd@example.org",""'


def test_the_file_holds_the_lines_of_one_survey(client, lead):
    survey, other = make_survey(), make_survey(slug="other")
    make_sent(survey, receipt_email="ann@example.org")
    make_sent(other, receipt_email="ben@example.org")

    assert exported(client, other)[1:] == ['"ben@example.org",""']


def test_an_export_goes_on_the_record_with_how_much_it_held(client, lead):
    survey = make_survey()
    make_sent(survey, receipt_email="ann@example.org")

    exported(client, survey)

    entry = Entry.objects.about(survey).get(did="what is kept apart was exported")
    assert (entry.by, entry.details) == (named(lead), {"count": 1})


def test_a_line_is_deleted_after_being_asked_once_more(client, lead):
    make_sent(receipt_email="ann@example.org")
    line = Apart.objects.get()
    chosen = {"action": "delete_them", "_selected_action": [line.pk]}

    asked = client.post(APART, chosen)
    kept = Apart.objects.count()
    client.post(APART, chosen | {"sure": "Delete"})

    assert "1 line will be deleted for good." in words(asked)
    assert (kept, Apart.objects.count()) == (1, 0)
    assert Entry.objects.about(line).values_list("did", "by", "details").get() == (
        "was deleted",
        named(lead),
        {"survey": "landscape"},
    )


def test_the_list_costs_the_same_at_one_and_at_thirty(client, lead):
    survey = make_survey()
    make_sent(survey, receipt_email="ann@example.org")
    client.get(APART)
    one = queries(client, APART)

    for number in range(30):
        make_sent(survey, receipt_email=f"ann{number}@example.org")

    assert Apart.objects.count() == 31
    assert queries(client, APART) == one
