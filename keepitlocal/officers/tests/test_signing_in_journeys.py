"""Coming to the desk for the first time, and again, in a real browser against the portal's real processes."""

import base64
import re

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from keepitlocal.audit.models import Entry
from keepitlocal.officers.tests.makers import NOON, PASSWORD, make_officer, shown_by
from keepitlocal.tests.browsing import mail_to, press, sign_in

LINK = re.compile(r"https?://\S+/admin/invitation/\S+")
DESK = "What there is to do"


@pytest.fixture
def ada(transactional_db):
    officer = make_officer(email="ada@example.org")
    officer.invite(by=None, at=NOON)
    return officer


def choose_password(page, email):
    page.goto(LINK.search(email.get_content())[0])
    page.get_by_label("New password:").fill(PASSWORD)
    page.get_by_label("New password confirmation:").fill(PASSWORD)
    press(page, "Set my password and sign in")


def key_on(page):
    """The key as the page says it for typing, in the letters that the app keeps."""
    return base64.b32decode(page.locator(".kil-desk-scan code").inner_text().replace(" ", "")).hex()


def set_up(page):
    """As far as the desk. Returns the printed codes."""
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    assert page.locator(".kil-desk-scan img").evaluate("e => e.complete && e.naturalWidth > 0")
    page.get_by_label("Code from the app").fill(shown_by(key_on(page)))
    press(page, "Continue")
    codes = page.locator(".kil-desk-codes code").all_inner_texts()
    page.get_by_label("I have kept them").check()
    press(page, "Continue")
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()
    return codes


@pytest.mark.parametrize("which", ["page", "plain_page"], ids=["with script", "without"])
def test_from_the_invitation_to_the_desk_and_back_again(which, request, ada, portal, smtp_sink):
    """F17, A10: the same with JavaScript off."""
    page = request.getfixturevalue(which)
    url = portal.url
    portal.worker()
    portal.beat()
    choose_password(page, mail_to(smtp_sink, "ada@example.org", "Your invitation"))
    codes = set_up(page)

    press(page, "Log out")
    page.goto(f"{url}/admin/telling/")
    sign_in(page, ada, PASSWORD)
    expect(page.get_by_role("heading", name="How you are told")).to_be_visible()

    press(page, "Log out")
    page.goto(f"{url}/admin/")
    page.get_by_label("Email address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")
    page.get_by_label("Code").fill(codes[0])
    press(page, "Continue")
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()
    page.get_by_role("link", name="Second factor").click()
    expect(page.get_by_text("You have 9 that you have not used.")).to_be_visible()
    did = Entry.objects.filter(did="gave the second factor").values_list("details__way", flat=True).order_by("pk")
    assert (list(did), TOTPDevice.objects.count()) == (["app", "printed code"], 1)
