"""The whole journey in a real browser, against the portal's real processes."""

import re
from functools import partial

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from evidence.models import Call, Status, Submission
from evidence.tests.makers import agree, question, say, write
from keepitlocal.tests import browsing
from keepitlocal.tests.browsing import press
from keepitlocal.tests.processes import until

CALL = "/evidence/keep-it-local/"
TEXT = "We have run it for eleven years.\n\nO’Neill & Sons <handed> it back."


@pytest.fixture
def round_loaded(transactional_db):
    call_command("load_round", "content", verbosity=0)
    return Call.objects.get()


def journey(page, url):
    """From the front page to the reference, as a respondent goes."""
    page.goto(f"{url}/")
    page.get_by_role("link", name="Call for evidence").last.click()
    page.get_by_role("button", name="Start your submission").first.click()
    page.get_by_role("link", name="1. Has the move to scale").click()
    page.locator("[id='id_answer-1.1']").fill(TEXT)
    press(page, "Save and go to the list")
    page.get_by_role("link", name="Continue without an address").click()
    expect(page.get_by_text("1 of 6 answered")).to_be_visible()
    page.get_by_role("link", name="The draft principles").click()
    page.locator("#id_answer-reflections").fill("Good ones.")
    press(page, "Save and continue")
    expect(page).to_have_title(re.compile("^Documents"))
    press(page, "Save and continue")
    page.get_by_label("Community organisation").check()
    page.get_by_label("Your name").fill("Ann O’Neill")
    page.get_by_label("Email address").fill("ann@example.org")
    press(page, "Save and continue")
    page.get_by_label("Do not publish it").check()
    press(page, "Save and continue")
    expect(page).to_have_title(re.compile("^Check your answers"))
    assert page.get_by_text("handed").inner_text() == TEXT
    press(page, "Send my submission")
    return re.search(r"KIL-[0-9A-Z]{4}-[0-9A-Z]{4}", page.locator(".govuk-panel").inner_text())[0]


def both_inboxes(smtp_sink, reference):
    """The two acknowledgements, once both have come."""
    until(lambda: len(smtp_sink.messages) >= 2)
    assert {tuple(each.to) for each in smtp_sink.messages} == {("ann@example.org",), ("policy@keepitlocal.example",)}
    assert all(reference in each.email["Subject"] for each in smtp_sink.messages)
    assert not any("handed" in each.email.get_content() for each in smtp_sink.messages)
    return True


@pytest.mark.parametrize("script", ["with script", "without script"])
def test_from_the_front_page_to_the_acknowledgement_in_two_inboxes(script, request, round_loaded, portal, smtp_sink):
    """F17: one journey, the same with JavaScript off."""
    page = request.getfixturevalue("page" if script == "with script" else "plain_page")
    portal.worker()
    portal.beat()

    reference = journey(page, portal.url)

    assert both_inboxes(smtp_sink, reference)
    page.get_by_role("link", name="Read, print or download").click()
    assert page.locator(".kil-typed").first.inner_text() == TEXT
    page.goto(f"{portal.url}{CALL}yours/")
    assert reference in page.content()


@pytest.mark.parametrize("redis", ["stopped", "hung"])
@pytest.mark.postgresql_only
def test_without_redis_the_journey_is_unaffected_and_the_mails_come_later(
    redis, plain_page, round_loaded, portal, smtp_sink, redis_server
):
    """M8: a request never talks to Redis."""
    url = portal.url
    redis_server.stop() if redis == "stopped" else redis_server.freeze()
    try:
        plain_page.set_default_timeout(5000)
        reference = journey(plain_page, url)
    finally:
        redis_server.start() if redis == "stopped" else redis_server.thaw()
    portal.worker()
    portal.beat()

    assert both_inboxes(smtp_sink, reference)


@pytest.mark.postgresql_only
def test_the_whole_journey_by_keyboard_alone(page, round_loaded, portal):
    """Tab, Space, arrows and Enter reach everything, and each error's link lands on its control."""

    tab_to, enter = partial(browsing.tab_to, page), partial(browsing.enter, page)
    page.goto(f"{portal.url}{CALL}")
    enter("e.textContent.trim() === 'Start your submission'")
    enter("e.textContent.includes('1. Has the move')")
    tab_to("e.id === 'id_answer-1.1'")
    page.keyboard.type("By keyboard.")
    enter("e.textContent.trim() === 'Save and go to the list'")
    enter("e.textContent.trim() === 'Continue without an address'")
    enter("e.textContent.trim() === 'About you'")
    enter("e.textContent.trim() === 'Save and continue'")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to("e.textContent.trim() === 'Enter your name'")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_name"
    page.keyboard.type("Ann")
    page.reload()
    tab_to("e.id === 'id_respondent_type_0'")
    page.keyboard.press("Space")
    tab_to("e.id === 'id_name'")
    page.keyboard.type("Ann")
    enter("e.textContent.trim() === 'Save and continue'")
    tab_to("e.type === 'radio'")
    page.keyboard.press("ArrowDown")
    enter("e.textContent.trim() === 'Save and continue'")
    enter("e.textContent.trim() === 'Send my submission'")

    expect(page).to_have_title(re.compile("^We have your submission"))
    assert Submission.objects.get().publication.code == "unnamed"


@pytest.mark.postgresql_only
def test_two_presses_of_send_at_once_give_one_reference(page, round_loaded, portal):
    """F10: two tabs of one browser, both at the last step."""
    page.goto(f"{portal.url}{CALL}")
    page.get_by_role("button", name="Start your submission").first.click()
    draft = Submission.objects.get()
    write(draft, {question(round_loaded): "Once."}, at=draft.begun_at)
    kind = round_loaded.respondent_types.first()
    say(draft, at=draft.begun_at, name="Ann", respondent_type=kind.code)
    agree(draft, round_loaded.publication_choices.first(), at=draft.begun_at)
    page.goto(f"{portal.url}{CALL}yours/check/")

    references = page.evaluate(
        """async () => {
            const body = new URLSearchParams(new FormData(document.querySelector('main form')));
            const press = async () => (await fetch(location.href, {method: 'POST', body})).text();
            const pages = await Promise.all([press(), press(), press(), press()]);
            return pages.map(page => page.match(/KIL-[0-9A-Z]{4}-[0-9A-Z]{4}/)[0]);
        }"""
    )

    draft.refresh_from_db()
    assert set(references) == {draft.reference}
    assert draft.status == Status.SUBMITTED
    assert draft.revisions.count() == 1


@pytest.mark.postgresql_only
def test_no_page_of_the_journey_scrolls_sideways_on_a_small_phone(page, round_loaded, portal):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{portal.url}{CALL}")
    page.get_by_role("button", name="Start your submission").first.click()

    widths = {}
    for task in ["yours/", "yours/section-1/", "yours/documents/", "yours/about-you/", "yours/publication/", "yours/check/", ""]:
        page.goto(f"{portal.url}{CALL}{task}")
        widths[task] = page.evaluate("document.documentElement.scrollWidth")

    assert max(widths.values()) <= 320, widths
