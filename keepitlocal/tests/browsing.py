"""What people do in a browser: press, go by keyboard, wait for an e-mail and come back by its link."""

import re

from keepitlocal.tests.processes import until

LINK = re.compile(r"https?://\S+/return/\S+")
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def press(page, name):
    """Press a button, and wait for the page that it leads to: what was typed a moment ago is saved first."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def sign_in(page, officer, password):
    """Sign in at the desk, where the page is: with the password, and a code of the app that the officer has set up."""
    from keepitlocal.officers.tests.makers import code_of, make_app  # once Django is set up

    if not officer.totpdevice_set.exists():
        make_app(officer)
    page.get_by_label("Email address").fill(officer.email)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")
    page.get_by_label("Code").fill(code_of(officer))
    press(page, "Continue")


def tab_to(page, condition):
    """Press Tab until `condition`, in JavaScript, holds of the element `e` that has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const e = document.activeElement; return !!e && ({condition}); }}"):
            return
    raise AssertionError(f"Nothing that can be reached by Tab is {condition}.")


def enter(page, condition):
    """Go there by Tab, and press Enter to the page that it leads to."""
    tab_to(page, condition)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def mail_to(smtp_sink, address, subject):
    """The newest e-mail to an address with that in its subject, once it has come."""
    return until(
        lambda: next(
            (each.email for each in reversed(smtp_sink.messages) if each.to == [address] and subject in each.email["Subject"]),
            None,
        ),
        waiting_for=f"an e-mail to {address}",
    )


def come_back(page, email):
    """Open the link that an e-mail brings, and press its button."""
    page.goto(LINK.search(email.get_content())[0])
    page.locator("main form button").click()
