"""What whole journeys do not come by, in a real browser: a change, taking back, the count of characters, a narrow screen."""

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from keepitlocal.tests.browsing import press
from principles import confirming
from principles.models import Author, Comment, Status
from principles.tests.makers import make_author, make_comment, make_consultation, make_principle

FORM = "/principles/1/comment/"


@pytest.fixture
def principle(transactional_db):
    make_consultation(at=timezone.now())
    return make_principle()


def fill(page, text):
    page.get_by_label("Your comment").fill(text)
    page.get_by_label("Your name").fill("Siân Okafor")
    page.get_by_label("Email address").fill("sian@example.org")


def confirm_address(portal):
    """The address of the link that the e-mail brings."""
    return confirming.address_of(Author.objects.get()).replace(settings.PORTAL_URL, portal.url)


@pytest.mark.postgresql_only
def test_a_comment_is_changed_and_taken_back_without_script(plain_phone, principle, portal):
    comment = make_comment(author=make_author(is_confirmed=False), at=timezone.now())
    plain_phone.goto(confirm_address(portal))
    press(plain_phone, "Yes, I wrote this")

    own = plain_phone.locator(f"#{comment.anchor}")
    own.get_by_role("link", name="Change it").click()
    plain_phone.get_by_label("Your comment").fill("Places differ.")
    press(plain_phone, "Send the change")
    expect(own).to_be_focused()
    expect(own).to_contain_text("Places differ.")
    own.get_by_role("link", name="Take it back").click()
    press(plain_phone, "Take it back")

    expect(plain_phone.get_by_text(f"You have taken back {comment}.")).to_be_visible()
    comment.refresh_from_db()
    assert comment.status == Status.WITHDRAWN


@pytest.mark.postgresql_only
def test_characters_are_counted_as_they_are_when_sent(page, principle, portal):
    page.goto(f"{portal.url}{FORM}")

    page.get_by_label("Your comment").fill("Two\nlines 🙂")

    expect(page.locator(".govuk-character-count__status")).to_have_text("You have 4,989 characters remaining")


@pytest.mark.postgresql_only
def test_no_page_of_commenting_scrolls_sideways_on_a_small_phone(page, principle, portal):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{portal.url}{FORM}")
    fill(page, "W" * 300)
    press(page, "Send my comment")
    key = Comment.objects.get().pk

    widths = {}
    pages = ["1/", "yours/", "1/comment/", f"comments/{key}/change/", f"comments/{key}/take-back/"]
    for address in [*(f"{portal.url}/principles/{each}" for each in pages), confirm_address(portal)]:
        page.goto(address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert {address: width for address, width in widths.items() if width > 320} == {}
