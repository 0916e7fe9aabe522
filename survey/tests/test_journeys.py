"""Whole journeys through the survey of the round in a real browser, against the portal's real processes."""

import re
from functools import partial

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keepitlocal.tests import browsing
from keepitlocal.tests.browsing import press
from keepitlocal.tests.processes import until
from survey.models import Response
from survey.tests.makers import the_round
from survey.tests.stored import make_survey

SURVEY = "/survey/landscape/"
STORY = "We ran it for eleven years.\n\nO’Neill & Sons <handed> it back."
YOU, AREA, EXIT = "Who you are", "Where you work, and on what", "This survey is for others"
CONTRACTS, OBSTACLES = "The contracts you deliver or delivered", "What gets in the way, and what would help"
COMMISSIONING, LOCAL = "How services are commissioned where you are", "Local and large"
RECEIPT, CHECK = "Keeping in touch", "Check your answers"
DELIVERS = "A community organisation that delivers public service contracts"
ROUTES = {
    DELIVERS: [YOU, AREA, CONTRACTS, OBSTACLES, LOCAL, RECEIPT, CHECK],
    "A community organisation that has delivered them": [YOU, AREA, CONTRACTS, OBSTACLES, LOCAL, RECEIPT, CHECK],
    "A community organisation that has not yet": [YOU, AREA, OBSTACLES, LOCAL, RECEIPT, CHECK],
    "Someone who works in the commissioning": [YOU, AREA, COMMISSIONING, LOCAL, RECEIPT, CHECK],
    "An elected councillor": [YOU, AREA, COMMISSIONING, LOCAL, RECEIPT, CHECK],
    "None of these": [YOU, EXIT],
}


@pytest.fixture
def survey(transactional_db):
    return make_survey(at=timezone.now())


def _area(page):
    page.get_by_label("Which local authority area").fill("Leeds")
    page.get_by_label("Youth services").check()
    page.get_by_label("Something else").check()
    page.get_by_label("What kind?").fill("Libraries")


def _contracts(page):
    page.get_by_label("£25,000 to £99,999").check()


def _obstacles(page):
    page.get_by_label("The size of contracts").select_option("A large one")
    page.get_by_label("First").select_option("Smaller lots")
    page.get_by_label("If one of these has stopped you").fill(STORY)


def _commissioning(page):
    page.get_by_label("Under 10%").check()


def _local(page):
    page.get_by_label("Large contracts save money").select_option("Disagree")


def _receipt(page):
    page.get_by_label("Email address for your receipt").fill("ann@example.org")


ANSWERED = {
    AREA: _area,
    CONTRACTS: _contracts,
    OBSTACLES: _obstacles,
    COMMISSIONING: _commissioning,
    LOCAL: _local,
    RECEIPT: _receipt,
}


def walk(page, url, role):
    """From the start page on, an answer or two to a page: the titles that are come by, to where nothing follows."""
    page.goto(f"{url}{SURVEY}")
    press(page, "Start now")
    page.get_by_label(role).check()
    titles = [_title(page)]
    while titles[-1] not in {CHECK, EXIT}:
        ANSWERED.get(titles[-1], lambda page: None)(page)
        press(page, "Continue")
        titles.append(_title(page))
    return titles


def _title(page):
    assert page.locator("h1").inner_text() in page.title()
    return page.locator("h1").inner_text()


def reference(page):
    return re.search(r"KIL-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator(".govuk-panel").inner_text())[0]


@pytest.mark.parametrize("script", ["with script", "without script"])
@pytest.mark.parametrize("role", ROUTES)
@pytest.mark.postgresql_only
def test_every_audience_is_asked_its_pages_and_comes_to_their_end(role, script, request, survey, portal):
    page = request.getfixturevalue("page" if script == "with script" else "plain_page")

    titles = walk(page, portal.url, role)

    assert titles == ROUTES[role]
    if titles[-1] == EXIT:
        expect(page.get_by_text("Nothing has been sent")).to_be_visible()
    else:
        press(page, "Send my answers")
        expect(page.get_by_role("heading", name="We have your answers")).to_be_visible()
        assert reference(page) == Response.objects.get().reference


@pytest.mark.parametrize("script", ["with script", "without script"])
def test_from_the_front_page_to_a_receipt_that_says_nothing_of_what_was_answered(script, request, survey, portal, smtp_sink):
    page = request.getfixturevalue("page" if script == "with script" else "plain_page")
    portal.worker()
    portal.beat()
    page.goto(f"{portal.url}/")
    page.get_by_role("link", name="Public services survey").first.click()
    expect(page).to_have_url(f"{portal.url}{SURVEY}")

    walk(page, portal.url, DELIVERS)
    assert page.get_by_text("O’Neill").inner_text() == STORY
    press(page, "Send my answers")

    until(lambda: len(smtp_sink.messages) >= 2, waiting_for="both e-mails")
    assert {tuple(each.to) for each in smtp_sink.messages} == {("ann@example.org",), ("policy@keepitlocal.example",)}
    assert all(reference(page) in each.email["Subject"] for each in smtp_sink.messages)
    said = "".join(each.email.get_content() for each in smtp_sink.messages)
    assert [words for words in ["Leeds", "Libraries", "O’Neill", "Smaller lots", "25,000"] if words in said] == []
    page.get_by_role("link", name="Read, print or download").click()
    assert page.get_by_text("O’Neill").inner_text() == STORY
    assert "ann@example.org" not in page.content()


@pytest.mark.postgresql_only
def test_a_whole_route_by_keyboard_alone(page, survey, portal):
    """Tab, Space, arrows and Enter reach everything, and what links to a question lands on its control."""
    tab_to, enter = partial(browsing.tab_to, page), partial(browsing.enter, page)
    focused = partial(page.evaluate, "document.activeElement.id")

    page.goto(f"{portal.url}{SURVEY}")
    enter("e.textContent.trim() === 'Start now'")
    enter("e.textContent.trim() === 'Continue'")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to("e.textContent.startsWith('Choose an answer')")
    page.keyboard.press("Enter")
    assert focused() == "id_role_0"
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    enter("e.textContent.trim() === 'Continue'")
    tab_to("e.id === 'id_services_1'")
    page.keyboard.press("Space")
    enter("e.textContent.trim() === 'Continue'")
    tab_to("e.id === 'id_barriers.size'")
    page.keyboard.type("A large")
    enter("e.textContent.trim() === 'Continue'")
    enter("e.textContent.trim() === 'Continue'")
    tab_to("e.id === 'id_receipt_email'")
    page.keyboard.type("ann@")
    enter("e.textContent.trim() === 'Continue'")
    tab_to("e.closest('.govuk-error-summary__list')")
    page.keyboard.press("Enter")
    assert focused() == "id_receipt_email"
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    enter("e.textContent.trim() === 'Continue'")
    enter("e.textContent.includes('Which kinds of service')")
    assert focused() == "id_services_0"
    enter("e.textContent.trim() === 'Continue'")
    enter("e.textContent.trim() === 'Send my answers'")

    assert Response.objects.get().answers == {"role": "would", "services": ["employment"], "barriers": {"size": 2}}
    expect(page.get_by_role("heading", name="We have your answers")).to_be_visible()


@pytest.mark.postgresql_only
def test_what_keeps_answers_from_being_sent_leads_to_its_control(page, survey, portal):
    page.goto(f"{portal.url}{SURVEY}")
    press(page, "Start now")
    page.goto(f"{portal.url}{SURVEY}check/")

    page.get_by_role("link", name="Choose an answer to").click()

    expect(page.locator("#id_role_0")).to_be_focused()


@pytest.mark.postgresql_only
def test_no_page_of_the_survey_scrolls_sideways_on_a_small_phone(page, survey, portal):
    page.set_viewport_size({"width": 320, "height": 640})
    walk(page, portal.url, DELIVERS)

    widths = {}
    for each in ["", "questions/", *(page.name for page in the_round().pages if not page.exit), "check/", "way-back/"]:
        page.goto(f"{portal.url}{SURVEY}{each}")
        widths[each] = page.evaluate("document.documentElement.scrollWidth")

    assert max(widths.values()) <= 320, widths
