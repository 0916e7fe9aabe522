"""Answering, page by page, as the browser meets it."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from survey.models import Response, Status
from survey.tests import makers
from survey.tests.browsing import SURVEY, form_of, page, press
from survey.tests.makers import definition, question
from survey.tests.stored import MOMENT, NOON, fill, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def says(response):
    response.refresh_from_db()
    return response.says


def test_a_whole_response_can_be_given_page_by_page(client):
    """F17: by a browser that runs no script."""
    make_survey()

    at = client.post(SURVEY, {"nonce": "abc"})["Location"]
    for answers in [
        {"role": "would"},
        {"authority": "Leeds", "services": ["health", "youth"]},
        {"barriers.size": "2", "help.1": "lots"},
        {"agree.quality": "5"},
        {"receipt_email": "ann@example.org"},
    ]:
        at = press(client, at, answers)["Location"]
    assert at == page("check")
    at = press(client, at)["Location"]
    shown = client.get(at)

    response = Response.objects.get()
    assert (at, response.status) == (page("sent"), Status.SENT)
    assert response.reference in shown.text
    assert response.answers == {
        "role": "would",
        "authority": "Leeds",
        "services": ["health", "youth"],
        "barriers": {"size": 2},
        "help": ["lots"],
        "agree": {"quality": 5},
    }


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("delivers", ["area", "contracts", "obstacles", "local", "receipt", "check"]),
        ("would", ["area", "obstacles", "local", "receipt", "check"]),
        ("councillor", ["area", "commissioning", "local", "receipt", "check"]),
        ("none", ["not-for-you"]),
    ],
)
def test_each_page_leads_to_the_next_one_on_the_path(client, role, names):
    hold(client, make_response())
    at, seen = press(client, page("you"), {"role": role}).url, []

    while at != page("check") and len(seen) < len(names):
        seen.append(at)
        if "not-for-you" in at:
            break
        at = press(client, at).url

    assert [*seen, at] == [page(name) for name in [*names, names[-1]][: len(seen) + 1]]


def test_what_was_saved_is_shown_in_its_boxes_again(client):
    hold(client, make_response(role="would"))
    said = {"authority": "Ynys Môn <&>", "services": "health other", "services.other.words": "Allotments", "designed": "once"}

    client.post(page("area"), {**said, "services": said["services"].split()})

    assert form_of(client.get(page("area"))).says() == said


def test_a_choice_of_many_can_be_taken_back_whole(client):
    response = hold(client, make_response(role="would", services="health youth"))

    press(client, page("area"), {"services": ""})

    assert says(response) == {"role": "would"}


def test_what_cannot_go_on_is_kept_as_it_was_typed_and_shown_with_what_is_wrong(client):
    """F8."""
    response = hold(client, make_response(role="delivers"))

    shown = press(client, page("contracts"), {"contract_count": "a few", "contract_value": "unsure"})

    assert shown.status_code == 200
    assert "“How many public service contracts do you hold now” must be a whole number, such as 12" in shown.text
    assert form_of(shown).says()["contract_count"] == "a few"
    assert says(response) == {"role": "delivers", "contract_count": "a few", "contract_value": "unsure"}


def test_a_required_question_left_empty_is_asked_again(client):
    hold(client, make_response())

    shown = press(client, page("you"))

    assert "Choose an answer to “Which of these describes you best”" in shown.text


@pytest.mark.parametrize(("then", "goes"), [("back", page("you")), ("later", page("way-back", "?next=area"))])
def test_whoever_goes_back_or_stops_is_not_held_up_by_what_is_missing(client, then, goes):
    survey = make_survey(definition(makers.page("you"), makers.page("area", question("area", required=True))))
    hold(client, make_response(survey))

    assert press(client, page("area"), then=then).url == goes


def test_a_change_from_the_check_comes_back_to_it(client):
    hold(client, make_response(role="would"))

    assert press(client, page("area", "?from=check"), {"authority": "Leeds"}).url == page("check")


def test_a_change_from_the_check_that_leads_to_a_new_page_goes_by_way_of_it(client):
    hold(client, make_response(role="would"))

    at = press(client, page("you", "?from=check"), {"role": "commissions"}).url

    assert at == page("commissioning", "?from=check")
    assert press(client, at, {"trend": "same"}).url == page("check")


def test_a_page_that_is_not_on_the_path_leads_to_where_they_go_on(client):
    hold(client, make_response(role="would"))

    assert [client.get(page(name)).url for name in ["contracts", "commissioning", "not-for-you"]] == [page("you")] * 3


def test_a_page_that_left_the_path_while_it_was_open_is_saved_and_leads_to_where_they_go_on(client):
    response = hold(client, make_response(role="delivers"))
    shown = form_of(client.get(page("contracts")))
    fill(response, {"role": "would"})

    answer = client.post(page("contracts"), shown.filled({"contract_count": "12"}))

    assert (answer.status_code, answer.url) == (302, page("you"))
    assert says(response) == {"role": "would", "contract_count": "12"}


@pytest.mark.parametrize("name", ["nothing", "results", "you-2", "1"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_that_there_is_not_is_not_found(client, name, method):
    """F7."""
    hold(client, make_response())

    assert getattr(client, method)(page(name), {"role": "would"}).status_code == 404


def test_an_exit_says_why_sends_nothing_and_counts_nobody(client):
    response = hold(client, make_response())
    at = press(client, page("you"), {"role": "none"}).url

    shown = client.get(at)
    answers = [client.get(page("check")), client.post(page("check"), {"number": 1})]

    response.refresh_from_db()
    assert "Thank you for your interest" in shown.text
    assert "you are not counted" in shown.text
    assert [answer.url for answer in answers] == [page("not-for-you")] * 2
    assert (response.status, Response.objects.sent().count()) == (Status.DRAFT, 0)


def test_a_draft_is_found_again_by_its_cookie_alone(client):
    make_survey()

    client.post(SURVEY, {"nonce": "one"})
    press(client, page("you"), {"role": "would"})

    cookie = client.cookies[settings.DRAFTS_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert form_of(client.get(page("you"))).says() == {"role": "would"}


def test_pressing_start_twice_begins_one_response(client):
    """F10."""
    make_survey()

    for browser in [client, Client()]:
        browser.post(SURVEY, {"nonce": "same"})

    assert Response.objects.count() == 1


def test_whoever_begins_too_many_in_a_minute_is_slowed(client, settings):
    """F18."""
    settings.PACE = 2
    make_survey()

    answers = [Client().post(SURVEY, {"nonce": str(number)}).status_code for number in range(3)]

    assert (answers, Response.objects.count()) == ([302, 302, 429], 2)


def test_starting_where_a_response_is_held_goes_on_with_it(client):
    response = hold(client, make_response(role="would"))
    client.post(page("area"), {"authority": "Leeds"})

    assert client.post(SURVEY, {"nonce": "another"}).url == page("area")
    assert Response.objects.get() == response


def test_another_browser_sees_nothing_of_a_response():
    """A1, A2."""
    make_response(role="would", authority="Mine alone")

    for name in ["you", "area", "check", "choose", "way-back"]:
        assert "This browser holds no answers to the survey" in Client().get(page(name)).text
    assert Client().get(page("copy")).status_code == Client().get(page("sent")).status_code == 404


@pytest.mark.parametrize("cookie", ["", "nonsense", "[1]", "WzFd:1tq:abc"], ids=["empty", "words", "unsigned", "badly signed"])
def test_a_cookie_that_we_did_not_sign_opens_nothing(client, cookie):
    """F7, A1: the response's key in a cookie is not enough."""
    make_response()
    client.cookies[settings.DRAFTS_COOKIE_NAME] = cookie

    assert "This browser holds no answers to the survey" in client.get(page("you")).text


def test_an_unpublished_survey_is_not_found(client):
    make_survey(is_published=False)

    assert [client.get(SURVEY).status_code, client.post(SURVEY).status_code, client.get(page("questions")).status_code] == [
        404
    ] * 3


@pytest.mark.parametrize("window", [{"opens_at": NOON + MOMENT}, {"closes_at": NOON}], ids=["a moment before", "at the close"])
def test_a_survey_that_is_not_open_cannot_be_begun(client, window):
    """D2."""
    make_survey(**window)

    client.post(SURVEY, {"nonce": "one"})

    assert not Response.objects.exists()


def test_pages_with_answers_or_a_token_are_never_stored(client):
    """D11."""
    hold(client, make_response(role="would"))

    for address in [SURVEY, page("area"), page("check"), page("choose"), page("way-back")]:
        assert client.get(address)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("many", [3, 300])
@pytest.mark.parametrize(
    ("method", "name", "queries"),
    [("get", "area", 1), ("post", "area", 2), ("get", "check", 1), ("get", "", 1), ("get", "questions", 1)],
    ids=["a page", "a save", "the check", "the start", "the questions"],
)
def test_answering_costs_few_queries_however_many_have_answered(client, many, method, name, queries):
    survey = make_survey()
    one = make_sent(survey)
    Response.objects.bulk_create(_another(one, number) for number in range(many))
    hold(client, make_response(survey, role="would"))
    address = page(name) if name else SURVEY
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        getattr(client, method)(address, {"authority": "Leeds"})

    assert len(captured) == queries, [query["sql"] for query in captured]


def _another(one, number):
    fields = {each.attname: getattr(one, each.attname) for each in Response._meta.concrete_fields}
    return Response(**fields | {"id": None, "reference": f"KIL-{number}", "begun_with": None})
