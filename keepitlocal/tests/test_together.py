"""Writing together, and over weeks: real browsers, against the portal's real processes."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from evidence.models import Call, OtherText, Status, Submission
from evidence.tests.makers import question, texts, write
from keepitlocal.tests.browsing import come_back, mail_to, press
from keepitlocal.tests.processes import until
from keepitlocal.tests.test_journeys import CALL

pytestmark = pytest.mark.postgresql_only
FIRST = "[id='id_answer-1.1']"
SECOND = "[id='id_answer-1.2']"


@pytest.fixture
def call(transactional_db):
    call_command("load_round", "content", verbosity=0)
    return Call.objects.get()


def begin(page, url):
    page.goto(f"{url}{CALL}")
    page.get_by_role("button", name="Start your submission").first.click()
    return Submission.objects.get()


def said(draft, code):
    return texts(draft).get(code)


@pytest.mark.parametrize("devices", [("page", "phone"), ("plain_page", "plain_phone")], ids=["with script", "without script"])
def test_three_people_write_on_two_devices(devices, request, call, portal, smtp_sink):
    """Ann begins on a computer and invites Ben on his phone; Cai takes over the computer once she has finished there."""
    page, phone = map(request.getfixturevalue, devices)
    portal.worker()
    portal.beat()
    draft = begin(page, portal.url)

    # Ann writes, and gives her address when she is asked for one.
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    page.locator(FIRST).fill("Ann’s evening.")
    press(page, "Save and go to the list")
    page.get_by_label("Email address").fill("ann@example.org")
    press(page, "Send me a link")
    expect(page.get_by_text("1 of 6 answered")).to_be_visible()

    # She invites Ben, who opens the link on his phone and answers the next question, while she has the page open.
    page.get_by_role("link", name="Ways back, and writing together").first.click()
    page.get_by_label("Email address").fill("ben@example.org")
    press(page, "It is a colleague’s: invite them")
    come_back(phone, mail_to(smtp_sink, "ben@example.org", "invited"))
    phone.goto(f"{portal.url}{CALL}yours/section-1/")
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    phone.locator(SECOND).fill("Ben’s train.")
    press(phone, "Save and go to the list")
    page.locator(FIRST).fill("Ann’s evening, and a second one.")
    press(page, "Save and go to the list")
    assert (said(draft, "1.1"), said(draft, "1.2")) == ("Ann’s evening, and a second one.", "Ben’s train.")

    # Both change the same answer: the one who comes second is shown both texts, and joins them.
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    phone.goto(f"{portal.url}{CALL}yours/section-1/")
    page.locator(FIRST).fill("Ann again.")
    press(page, "Save and go to the list")
    phone.locator(FIRST).fill("Ben again.")
    press(phone, "Save and go to the list")
    expect(phone).to_have_title(re.compile("^Choose between texts"))
    assert {said(draft, "1.1"), *OtherText.objects.open().values_list("text", flat=True)} == {"Ann again.", "Ben again."}
    phone.get_by_label("Or make one text of them here").fill("Ann again. Ben again.")
    press(phone, "Use what is in the box")
    assert (said(draft, "1.1"), OtherText.objects.open().exists()) == ("Ann again. Ben again.", False)

    # Ann finishes on the computer. Cai, invited by Ben, takes over there, and sends.
    page.goto(f"{portal.url}{CALL}yours/")
    page.get_by_role("link", name="Finish on this computer").first.click()
    press(page, "Finish on this computer")
    page.goto(f"{portal.url}{CALL}yours/")
    expect(page.get_by_text("This browser holds no draft")).to_be_visible()
    phone.goto(f"{portal.url}{CALL}yours/way-back/")
    phone.get_by_label("Email address").fill("cai@example.org")
    press(phone, "It is a colleague’s: invite them")
    come_back(page, mail_to(smtp_sink, "cai@example.org", "invited"))
    page.goto(f"{portal.url}{CALL}yours/about-you/")
    page.get_by_label("Community organisation").check()
    page.get_by_label("Your name").fill("Cai")
    press(page, "Save and continue")
    page.get_by_label("Publish it with").first.check()
    press(page, "Save and continue")
    press(page, "Send my submission")
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED

    # Ben sees that it was sent, and changes it; until he sends the change, the first revision stands.
    phone.goto(f"{portal.url}{CALL}yours/")
    expect(phone).to_have_title(re.compile("^We have your submission"))
    press(phone, "Change it")
    phone.goto(f"{portal.url}{CALL}yours/section-2/")
    phone.locator("textarea").first.fill("One thing more.")
    press(phone, "Save and go to the list")
    assert draft.revisions.count() == 1
    phone.goto(f"{portal.url}{CALL}yours/check/")
    press(phone, "Send the changes")
    assert [len(each.content["answers"]) for each in draft.revisions.all()] == [2, 3]
    mail_to(smtp_sink, "ann@example.org", "We have your")


def test_a_browser_that_loses_its_network_for_a_minute_loses_nothing(page, console, call, portal):
    """Typing goes on while every save fails; when the network is back, everything is saved without a press."""
    draft = begin(page, portal.url)
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    page.clock.install()
    page.context.set_offline(True)
    for word in range(12):
        page.locator(FIRST).press_sequentially(f"word{word} ")
        page.clock.run_for(5_000)
    expect(page.get_by_text("Not saved: no connection")).to_be_visible()
    assert said(draft, "1.1") is None

    page.context.set_offline(False)
    page.clock.run_for(10_000)

    typed = " ".join(f"word{word}" for word in range(12))
    until(lambda: said(draft, "1.1") == typed, waiting_for="the words to be saved")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    console[:] = [each for each in console if "net::ERR_INTERNET_DISCONNECTED" not in each]


def test_a_press_without_a_network_goes_through_when_it_is_back(page, console, call, portal):
    draft = begin(page, portal.url)
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    page.locator(FIRST).fill("Typed on a train.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save and go to the list").click()
    expect(page.get_by_text("Not saved: no connection")).to_be_visible()

    page.context.set_offline(False)

    expect(page.get_by_role("link", name="Continue without an address")).to_be_visible(timeout=15_000)
    assert said(draft, "1.1") == "Typed on a train."
    console[:] = [each for each in console if "net::ERR_INTERNET_DISCONNECTED" not in each]


def test_going_back_in_the_browser_never_undoes_what_somebody_else_wrote(page, phone, call, portal):
    """What was typed is put back by browsers only into a field that still shows what it showed then."""
    draft = begin(page, portal.url)
    page.goto(f"{portal.url}{CALL}yours/section-1/")
    page.locator(FIRST).fill("Ann’s.")
    press(page, "Save and continue")
    draft.refresh_from_db()
    draft.was_asked(at=draft.begun_at)
    field = question(call)
    write(draft, {field: "Ben’s, over it."}, at=draft.begun_at)
    page.go_back()
    page.wait_for_load_state()
    press(page, "Save and continue")

    everything = {said(draft, "1.1"), *OtherText.objects.values_list("text", flat=True)}
    assert "Ben’s, over it." in everything
