"""Responses at the desk: what was sent is read, and a draft is nobody's but its writers'."""

import datetime

import pytest

from keepitlocal.audit.models import Entry, named
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from survey.definition import plain
from survey.models import Response, Status
from survey.models.responses import enter
from survey.models.rows import stored
from survey.tests.desk import queries, words
from survey.tests.makers import asking, question
from survey.tests.stored import NOON, fill, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
RESPONSES = "/admin/survey/response/"
HOUR = datetime.timedelta(hours=1)


def page_of(response):
    return f"{RESPONSES}{response.pk}/change/"


def listed(client, query=""):
    """The keys of what the list shows, in its order."""
    return [row.pk for row in client.get(RESPONSES + query).context["cl"].result_list]


def make_on_paper(survey, texts, **said):
    said = {"received_on": NOON.date(), "nonce": str(texts), "by": make_officer(), "at": NOON} | said
    return enter(survey.latest, texts, **said)


def test_the_page_has_each_answer_beside_its_question(client, officer):
    sent = make_sent(make_survey(), authority="Leeds <North> & South")

    page = words(client.get(page_of(sent)))

    assert "Which local authority area do you work in or represent?" in page
    assert "Leeds &lt;North&gt; &amp; South" in page


def test_the_page_says_which_audience_version_and_course_it_is_of(client, officer):
    sent = make_sent()

    page = words(client.get(page_of(sent)))

    assert "<dt>Audience</dt><dd>Would like to</dd>" in page
    assert "<dt>Version</dt><dd>1</dd>" in page
    assert "<dd>Who you are; Where you work, and on what; What gets in the way, and what would help; Local and large; " in page


def test_a_question_off_the_path_is_not_shown(client, officer):
    page = words(client.get(page_of(make_sent())))

    assert "how has the size of service contracts changed in your authority" not in page


def test_what_is_kept_apart_is_not_on_the_page(client, officer):
    page = words(client.get(page_of(make_sent(receipt_email="ann@example.org"))))

    assert "ann@example.org" not in page
    assert "Email address for your receipt" not in page


def test_the_page_says_that_it_is_what_was_sent(client, officer):
    sent = make_sent()

    page = words(client.get(page_of(sent)))

    assert sent.sha256 in page
    assert "What is kept fits it." in page


def test_the_page_says_when_what_is_kept_is_not_what_was_sent(client, officer):
    sent = make_sent()
    Response.objects.filter(pk=sent.pk).update(answers=sent.answers | {"role": "councillor"})

    assert "Not what was sent." in words(client.get(page_of(sent)))


def test_a_draft_is_not_for_officers(client):
    client.force_login(make_lead())
    draft = make_response(role="would")

    assert listed(client) == []
    assert client.get(page_of(draft)).status_code == 404


def test_what_is_being_changed_shows_what_was_sent_alone(client, officer):
    sent = make_sent(authority="Leeds")
    sent.change(at=NOON)
    fill(sent, {"authority": "York"})

    page = words(client.get(page_of(sent)))

    assert "Leeds" in page
    assert "York" not in page
    assert "It is being changed by its sender since 1pm on Monday 1 June 2026; what was sent stands." in page


def test_what_is_being_changed_cannot_be_guessed_at_through_the_list(client, officer):
    sent = make_sent()
    sent.change(at=NOON)

    assert client.get(f"{RESPONSES}?says__contains=would").status_code == 400


def test_a_moderator_is_refused_and_it_goes_on_the_record(client):
    sent, moderator = make_sent(), make_officer(MODERATORS)
    client.force_login(moderator)

    assert client.get(page_of(sent)).status_code == 403
    assert Entry.objects.about(sent).filter(did="was refused", by=named(moderator)).count() == 1


def test_reading_is_not_recorded(client, officer):
    sent = make_sent()
    before = Entry.objects.count()

    client.get(page_of(sent))

    assert Entry.objects.count() == before


def test_the_list_has_what_came_last_at_the_top(client, officer):
    survey = make_survey()
    later = make_response(survey, role="would")
    first = make_sent(survey)
    later.send(number=1, at=NOON + HOUR)

    assert listed(client) == [later.pk, first.pk]


@pytest.mark.parametrize("typed", ["{}", " {} ", "{} "], ids=["as it is", "with spaces", "with a space after"])
def test_a_reference_is_found_however_it_was_typed(client, officer, typed):
    survey = make_survey()
    sent = make_sent(survey)
    make_sent(survey)

    query = typed.format(sent.reference.lower().replace("-", " "))

    assert listed(client, f"?q={query}") == [sent.pk]


def test_the_list_is_narrowed_to_an_audience(client, officer):
    survey = make_survey()
    make_sent(survey)
    councillor = make_sent(survey, role="councillor")

    assert listed(client, "?audience=councillor") == [councillor.pk]


def test_the_list_is_narrowed_to_what_came_on_paper(client, officer):
    survey = make_survey()
    make_sent(survey)
    paper = make_on_paper(survey, {"role": "would"})

    assert listed(client, "?channel__exact=paper") == [paper.pk]


def test_the_list_is_narrowed_to_a_version(client, officer):
    survey = make_survey(asking(question("area")))
    make_sent_as(survey, area="north")
    survey.edit(plain(asking(question("area"), question("why", "text"))), edits=0, by=None, at=NOON)
    survey.publish(edits=1, by=None, at=NOON)
    second = make_sent_as(survey, area="north")

    assert listed(client, "?version=2") == [second.pk]


def make_sent_as(survey, **texts):
    """A response to a survey that is not the round's."""
    response = make_response(survey, **texts)
    response.send(number=1, at=NOON)
    return response


def test_the_list_says_what_came_late(client, officer):
    survey = make_survey(closes_at=NOON - HOUR)
    make_on_paper(survey, {"role": "would"}, received_on=NOON.date() + datetime.timedelta(days=1), at=NOON + 24 * HOUR)

    assert "On paper, late" in words(client.get(RESPONSES))


def test_the_page_says_who_entered_what_came_on_paper(client, officer):
    paper = make_on_paper(make_survey(), {"role": "would"}, by=make_officer(name="Ben Cole"))

    page = words(client.get(page_of(paper)))

    assert "On paper, received on Monday 1 June 2026. Entered by Ben Cole at 1pm on Monday 1 June 2026." in page


def test_a_lead_erases_a_response_after_being_asked_once_more(client):
    lead, sent = make_lead(), make_sent()
    client.force_login(lead)
    address = f"{RESPONSES}{sent.pk}/erase/"

    asked = client.get(address)
    client.post(address)

    sent.refresh_from_db()
    assert "It cannot be taken back." in words(asked)
    assert (sent.status, sent.answers, stored(sent.pk).choices) == (Status.ERASED, {}, [])
    assert Entry.objects.about(sent).filter(did="became erased", by=named(lead)).count() == 1


def test_the_page_of_an_erased_response_says_so(client):
    client.force_login(make_lead())
    sent = make_sent(authority="Leeds")
    sent.erase(by=None, at=NOON)

    page = words(client.get(page_of(sent)))

    assert "<strong>Erased</strong> at 1pm on Monday 1 June 2026." in page
    assert "Leeds" not in page
    assert listed(client) == []


def test_erasing_twice_is_refused_in_words(client):
    client.force_login(make_lead())
    sent = make_sent()
    sent.erase(by=None, at=NOON)

    page = client.post(f"{RESPONSES}{sent.pk}/erase/", follow=True)

    assert "it cannot become erased" in words(page)


def test_an_officer_cannot_erase_and_it_goes_on_the_record(client, officer):
    sent = make_sent()

    refused = client.post(f"{RESPONSES}{sent.pk}/erase/")

    assert refused.status_code == 403
    assert Response.objects.get(pk=sent.pk).status == Status.SENT
    assert Entry.objects.about(sent).filter(did="was refused").count() == 1


def test_the_list_costs_the_same_at_one_and_at_thirty(client, officer):
    survey = make_survey()
    make_sent(survey)
    client.get(RESPONSES)
    one = queries(client, RESPONSES)

    for role in ["councillor", "delivers", "would"] * 10:
        make_sent(survey, role=role)

    assert len(listed(client)) == 31
    assert queries(client, RESPONSES) == one
