"""The keys for reading one submission after another, in a real browser: each does what a link or a button does."""

import pytest
from django.conf import settings

from evidence.tests.makers import DAY, make_call, make_sent
from evidence.tests.test_admin_submissions import page_of
from keepitlocal.officers.tests.makers import make_officer


@pytest.fixture
def three(transactional_db, client, page, portal):
    """Three submissions, the page of the second open before an officer."""
    from django.utils import timezone

    now = timezone.now()
    call = make_call(opens_at=now - DAY, closes_at=now + DAY)
    made = [make_sent(call, at=now) for _ in range(3)]
    client.force_login(make_officer())
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": portal.url}])
    page.goto(f"{portal.url}{page_of(made[1])}")
    return made


@pytest.mark.parametrize(("key", "place"), [("j", 0), ("n", 0), ("k", 2), ("p", 2)])
def test_a_key_goes_to_the_next_and_to_the_one_before(page, three, key, place):
    with page.expect_navigation():
        page.keyboard.press(key)

    assert page.url.endswith(page_of(three[place]))


def test_a_key_flags(page, three):
    with page.expect_navigation():
        page.keyboard.press("f")

    assert page.get_by_text("You flagged it for later.").is_visible()


def test_a_key_goes_to_the_note_and_there_it_is_a_letter(page, three):
    page.keyboard.press("c")
    page.keyboard.type("jk?")

    assert page.get_by_label("Your note").input_value() == "jk?"


def test_keys_that_are_turned_off_do_nothing_until_they_are_turned_on(page, three):
    page.keyboard.press("?")
    page.get_by_label("Use these keys, on this computer").uncheck()
    page.reload()
    page.keyboard.press("?")
    closed = not page.locator("details.kil-desk-keys").evaluate("each => each.open")
    page.get_by_text("Keyboard shortcuts").click()
    page.get_by_label("Use these keys, on this computer").check()
    page.get_by_label("Use these keys, on this computer").blur()
    page.keyboard.press("c")

    assert closed
    assert page.get_by_label("Your note").evaluate("each => each === document.activeElement")


def test_a_key_with_another_held_down_is_the_browsers(page, three):
    page.keyboard.press("Alt+f")

    assert page.url.endswith(page_of(three[1]))
    assert page.get_by_role("button", name="Flag for later").is_visible()
