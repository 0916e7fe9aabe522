"""A page of the survey saves itself: real browsers, against the portal's real processes."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keepitlocal.tests.browsing import come_back, mail_to, press
from keepitlocal.tests.processes import until
from survey.models import Response
from survey.tests.stored import make_survey

pytestmark = pytest.mark.postgresql_only
SURVEY = "/survey/landscape/"


@pytest.fixture
def survey(transactional_db):
    return make_survey(at=timezone.now())


def begin(page, url, role="A community organisation that has not yet"):
    """Begin, and go to the second page."""
    page.goto(f"{url}{SURVEY}")
    press(page, "Start now")
    page.get_by_label(role).check()
    press(page, "Continue")
    expect(page.get_by_role("heading", name="Where you work")).to_be_visible()


def is_saved(**texts):
    """Wait until the one response says this, beside who says it; a dot in a box's name is written as two underscores."""
    expected = {name.replace("__", "."): text for name, text in texts.items()} | {"role": "would"}
    until(lambda: Response.objects.get().says == expected, waiting_for=f"{expected}, not {Response.objects.get().says}")


def test_every_kind_of_answer_is_saved_without_a_press(page, survey, portal):
    begin(page, portal.url)
    page.get_by_label("Which local authority area").fill("Leeds")
    page.get_by_label("Youth services").check()
    page.get_by_label("Homelessness").check()
    page.get_by_label("Yes, once").check()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    area = {"authority": "Leeds", "services": "homelessness youth", "designed": "once"}
    is_saved(**area)

    page.goto(f"{portal.url}{SURVEY}obstacles/")
    page.get_by_label("The size of contracts").select_option("A large one")
    page.get_by_label("First").select_option("Smaller lots")

    is_saved(**area, barriers__size="2", help__1="lots")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_what_is_chosen_again_and_unticked_is_saved_over_what_was_saved(page, survey, portal):
    """The page takes what it saved as seen: nothing of its own is kept beside as somebody else's."""
    begin(page, portal.url)
    page.get_by_label("Homelessness").check()
    page.get_by_label("Yes, once").check()
    is_saved(services="homelessness", designed="once")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    page.get_by_label("Homelessness").uncheck()
    page.get_by_label("Yes, several times").check()

    is_saved(designed="several")
    assert Response.objects.get().beside == []
    page.reload()
    expect(page.get_by_label("Homelessness")).not_to_be_checked()


def test_without_a_network_the_page_says_so_and_saves_when_it_is_back(page, console, survey, portal):
    begin(page, portal.url)
    page.context.set_offline(True)
    page.get_by_label("Youth services").check()
    expect(page.get_by_text("Not saved: no connection")).to_be_visible()
    assert Response.objects.get().says == {"role": "would"}

    page.context.set_offline(False)

    is_saved(services="youth")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    console[:] = [each for each in console if "net::ERR_INTERNET_DISCONNECTED" not in each]


@pytest.mark.parametrize("leaves", ["goes on and back", "reloads", "closes the page and comes by the start page"])
def test_who_leaves_a_page_finds_everything_there(leaves, page, survey, portal):
    begin(page, portal.url)
    page.get_by_label("Which local authority area").fill("Leeds")
    page.get_by_label("Youth services").check()
    page.get_by_label("Yes, once").check()

    if leaves == "goes on and back":
        press(page, "Continue")
        page.go_back()
    elif leaves == "reloads":
        is_saved(authority="Leeds", services="youth", designed="once")
        page.reload()
    else:
        other = page.context.new_page()
        page.close(run_before_unload=False)
        page = other
        is_saved(authority="Leeds", services="youth", designed="once")
        page.goto(f"{portal.url}{SURVEY}")
        press(page, "Go on with your answers")

    expect(page.get_by_role("heading", name="Where you work")).to_be_visible()
    expect(page.get_by_label("Which local authority area")).to_have_value("Leeds")
    expect(page.get_by_label("Youth services")).to_be_checked()
    expect(page.get_by_label("Yes, once")).to_be_checked()


@pytest.mark.parametrize("devices", [("page", "phone"), ("plain_page", "plain_phone")], ids=["with script", "without script"])
def test_the_link_brings_the_answers_to_another_device(devices, request, survey, portal, smtp_sink):
    page, phone = map(request.getfixturevalue, devices)
    portal.worker()
    portal.beat()
    begin(page, portal.url)
    page.get_by_label("Youth services").check()
    press(page, "Save and come back later")
    page.get_by_label("Email address").fill("ann@example.org")
    press(page, "Send me a link")

    come_back(phone, mail_to(smtp_sink, "ann@example.org", "Your link"))

    expect(phone.get_by_role("heading", name="Where you work")).to_be_visible()
    expect(phone.get_by_label("Youth services")).to_be_checked()


@pytest.mark.parametrize("devices", [("page", "phone"), ("plain_page", "plain_phone")], ids=["with script", "without script"])
def test_of_two_answers_given_at_the_same_time_one_is_chosen(devices, request, survey, portal):
    page, phone = map(request.getfixturevalue, devices)
    begin(page, portal.url)
    phone.context.add_cookies(page.context.cookies())
    phone.goto(page.url)
    page.get_by_label("Yes, once").check()
    press(page, "Continue")

    phone.get_by_label("Yes, several times").check()
    press(phone, "Continue")

    expect(phone.get_by_role("heading", name="Choose what stays")).to_be_visible()
    assert Response.objects.get().says["designed"] == "once"
    phone.get_by_role("button", name="Use this").click()
    is_saved(designed="several")
    assert Response.objects.get().beside == []


def test_a_page_that_is_behind_another_device_stops_saving_and_says_where_to_choose(page, phone, survey, portal):
    begin(page, portal.url)
    phone.context.add_cookies(page.context.cookies())
    phone.goto(page.url)
    page.get_by_label("Yes, once").check()
    is_saved(designed="once")

    phone.get_by_label("Yes, several times").check()

    phone.get_by_role("link", name="choose what stays").click()
    expect(phone.get_by_role("heading", name="Choose what stays")).to_be_visible()
    is_saved(designed="once")
