"""Surveys at the desk: their words and windows, their files, and who may do what."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from keepitlocal.audit.models import Entry
from keepitlocal.officers.groups import MODERATORS
from keepitlocal.officers.tests.makers import make_lead, make_officer
from survey.definition import plain
from survey.models import Survey
from survey.tests.makers import the_round
from survey.tests.posting import boxes, send
from survey.tests.stored import DAY, NOON, WEEK, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon", "officer")]

SURVEYS = "/admin/survey/survey/"
WHY = "The site could not be reached in the last hour."


def at(survey, tail="change/"):
    return f"{SURVEYS}{survey.pk}/{tail}"


def told(response):
    return " ".join(map(str, get_messages(response.wsgi_request)))


def lines(client):
    """What the list says of each survey."""
    page = client.get(SURVEYS)
    return [[str(value) for value in row.values()] for row in _rows(page)]


def _rows(page):
    desk, found = page.context["cl"].model_admin, page.context["cl"].result_list
    return [{name: getattr(desk, name, lambda each, name=name: getattr(each, name))(each) for name in SHOWN} for each in found]


SHOWN = ["title", "phase", "closes", "asks", "has_changes", "sent"]


def test_the_list_says_how_each_survey_stands(client):
    survey = make_survey()
    make_sent(survey)
    make_response(survey)
    make_survey(slug="next", title="Next", is_published=False, closes_at=NOON + 2 * WEEK)

    assert lines(client) == [
        ["Public services survey", "Open", "1pm (UK time) on Monday 8 June 2026", "Version 1", "No", "1"],
        ["Next", "Not published", "1pm (UK time) on Monday 15 June 2026", "Nothing yet", "Yes", "0"],
    ]


def test_the_list_takes_as_many_queries_however_many_there_are(client, django_assert_num_queries):
    make_survey()
    client.get(SURVEYS)

    with django_assert_num_queries(QUERIES):
        client.get(SURVEYS)
    make_sent(make_survey(slug="two"))
    make_sent(make_survey(slug="three"))
    with django_assert_num_queries(QUERIES):
        client.get(SURVEYS)


QUERIES = 13


def test_changing_its_words_shows_at_once_and_is_recorded(client, officer):
    survey = make_survey()
    client.get("/survey/landscape/")

    send(client, at(survey), introduction="Other words")

    assert "Other words" in client.get("/survey/landscape/").content.decode()
    assert Entry.objects.about(survey).filter(did="changed", by=f"officers.officer/{officer.pk}").count() == 1


def test_a_new_survey_is_made_with_nothing_to_ask_yet(client):
    said = {"title": "Another", "slug": "another", "summary": "Short.", "introduction": "Words."}

    send(client, f"{SURVEYS}add/", **said, opens_at_0="2026-11-01", closes_at_0="2027-01-31")

    survey = Survey.objects.get(slug="another")
    assert (survey.is_published, client.get(at(survey, "questions/")).status_code) == (False, 200)


def test_the_address_prefix_and_close_of_a_published_survey_stay(client):
    survey = make_survey()

    send(client, at(survey), slug="moved", reference_prefix="NEW", closes_at_0="2027-01-01", closes_at_1="")

    found = Survey.objects.get()
    assert (found.slug, found.reference_prefix, found.closes_at) == ("landscape", "KIL", NOON + WEEK)


def test_the_window_of_a_survey_that_is_not_published_can_be_typed(client):
    survey = make_survey(is_published=False)

    send(client, at(survey), slug="moved", closes_at_0="2027-01-01", closes_at_1="")

    found = Survey.objects.get()
    assert (found.slug, found.closes_at) == ("moved", datetime.datetime(2027, 1, 2, tzinfo=datetime.UTC))


def test_a_lead_extends_it_on_a_page_of_its_own(client):
    client.force_login(make_lead())
    survey = make_survey(closes_at=NOON)
    extend = f"{SURVEYS}extend/?survey={survey.pk}"

    offered = f'href="{extend}"' in client.get(at(survey)).content.decode()
    done = client.post(extend, {"until_0": "2026-06-03", "until_1": "13:00", "why": WHY})

    found = Survey.objects.get()
    assert (offered, done.url) == (True, at(survey))
    assert (found.closes_at, found.extended_from, found.extended_why) == (NOON + 2 * DAY, NOON, WHY)


def test_an_officer_who_is_no_lead_does_not_extend_it(client, officer):
    survey = make_survey()
    extend = f"{SURVEYS}extend/?survey={survey.pk}"

    refused = client.post(extend, {"until_0": "2026-07-03", "until_1": "", "why": WHY})

    assert (refused.status_code, extend in client.get(at(survey)).content.decode()) == (403, False)
    assert Entry.objects.about(survey).filter(did="was refused", by=f"officers.officer/{officer.pk}").count() == 1


PAGES = ["change/", "questions/", "add-page/", "pages/you/", "pages/you/delete/", "pages/you/add-question/", "questions/role/"]
PAGES += ["questions/role/delete/", "routes/", "add-route/", "routes/0/", "preview/", "publish/", "versions/1/"]
PAGES += ["download/", "upload/"]


@pytest.mark.parametrize("tail", PAGES)
def test_every_page_is_for_officers_and_not_for_moderators_or_strangers(client, tail):
    address = at(make_survey(), tail)
    seen = [client.get(address).status_code]
    client.force_login(make_officer(MODERATORS))
    seen.append(client.get(address).status_code)
    client.logout()

    assert (seen, client.get(address).url.startswith("/admin/login/")) == ([200, 403], True)


@pytest.mark.parametrize("tail", ["questions/", "preview/", "publish/", "routes/", "download/"])
def test_a_survey_that_there_is_not_is_not_found(client, tail):
    assert client.get(f"{SURVEYS}99/{tail}").status_code == 404


def uploaded(client, survey, text):
    page = client.get(at(survey, "upload/"))
    return client.post(at(survey, "upload/"), boxes(page) | {"file": SimpleUploadedFile("survey.yaml", text.encode())})


def test_what_is_downloaded_can_be_uploaded_and_asks_the_same(client):
    survey, empty = make_survey(), make_survey(slug="empty", is_published=False)
    empty.edit({"pages": []}, edits=0, by=None, at=NOON)

    done = uploaded(client, empty, client.get(at(survey, "download/")).content.decode())

    assert (done.url, Survey.objects.get(pk=empty.pk).draft) == (at(empty, "questions/"), plain(the_round()))


def test_a_mistake_in_a_file_names_its_line_and_changes_nothing(client):
    survey = make_survey()

    refused = uploaded(client, survey, "survey:\n  pages:\n    - {name: you}\n")

    assert "survey.yaml, line 3" in refused.content.decode()
    assert Survey.objects.get().edits == 0


def test_a_file_without_the_forms_token_is_refused():
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_officer())
    survey = make_survey()

    refused = browser.post(at(survey, "upload/"), {"edits": 0, "file": SimpleUploadedFile("survey.yaml", b"survey:")})

    assert refused.status_code == 403


def test_a_file_that_no_survey_needs_is_too_large(client):
    survey = make_survey()

    assert uploaded(client, survey, "#" * 1_000_000).status_code == 413


def test_what_cannot_be_read_yet_is_not_downloaded_and_says_why(client):
    survey = make_survey(is_published=False)
    survey.edit({}, edits=0, by=None, at=NOON)

    answer = client.get(at(survey, "download/"))

    assert (answer.url, "pages must hold 1 or more" in told(answer)) == (at(survey, "questions/"), True)


def test_a_route_is_written_down_as_it_comes_out_when_it_is_saved(client):
    survey = make_survey()

    send(client, at(survey, "add-route/"), name="councillors", **{"form-0-answer": "role=councillor"})

    route = {"name": "councillors", "answers": {"role": "councillor"}}
    pages = ["you", "area", "commissioning", "local", "receipt"]
    assert Survey.objects.get().draft["routes"][-1] == route | {"pages": pages}


def test_a_route_that_comes_out_otherwise_says_so_and_is_written_down_by_a_button(client):
    survey = make_survey()
    pages = [each for each in survey.draft["pages"] if each["name"] != "local"]
    survey.edit(survey.draft | {"pages": pages}, edits=0, by=None, at=NOON)

    before = [row["is_as_written"] for row in client.get(at(survey, "routes/")).context["routes"]]
    client.post(at(survey, "routes/"), {"edits": 1, "do": "write 0"})
    after = [row["is_as_written"] for row in client.get(at(survey, "routes/")).context["routes"]]

    assert (before, after) == ([False] * 5 + [True], [True] + [False] * 4 + [True])


@pytest.mark.parametrize(
    ("do", "names"),
    [("down 0", ["delivered them once", "delivers contracts"]), ("delete 0", ["delivered them once", "would like to"])],
)
def test_a_route_is_moved_and_taken_away(client, do, names):
    survey = make_survey()

    client.post(at(survey, "routes/"), {"edits": 0, "do": do})

    assert [each["name"] for each in Survey.objects.get().draft["routes"][:2]] == names
