"""What people do with the principles in a browser: comment, confirm their address, reply, and decide at the desk."""

import re

from playwright.sync_api import expect

from keepitlocal.tests.browsing import mail_to, press
from principles.models import Comment

SAID = "Ask people first.\n\nO’Neill & Sons <handed> it back."
QUOTE = "everything that the place has to offer"
SIAN, BO, LENA = "sian@example.org", "bo@example.org", "lena@example.org"


def link(email, leads_to):
    """The address in an e-mail that leads there."""
    return re.search(rf"https?://\S+{leads_to}\S*", email.get_content())[0]


def decide(page, what, **said):
    """Press the button of a verb at the desk, which is unfolded first where it is folded away; `said` is by its name."""
    form = page.get_by_role("form", name=what, exact=True)
    if not form.is_visible():
        page.locator("summary", has_text=re.compile(f"^{what}$")).click()
    for name, value in said.items():
        box = form.locator(f"[name={name}]")
        box.select_option(value) if box.evaluate("e => e.tagName") == "SELECT" else box.fill(value)
    with page.expect_navigation():
        form.get_by_role("button").click()
    expect(page.locator(".messagelist .success")).to_contain_text(f"{what.lower()}, done")


def introduce(page, name, address):
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email address").fill(address)


def comment_on_the_second_paragraph(page, url):
    """From the front page to the comment as its author alone is shown it."""
    page.goto(f"{url}/")
    page.locator("main").get_by_role("link", name="Draft commissioning principles").first.click()
    page.get_by_role("link", name="Principle 1: Start with the place").click()
    page.get_by_role("link", name="Comment on this paragraph").nth(1).click()
    expect(page.get_by_label("Paragraph 2:")).to_be_checked()
    page.get_by_label("The words you are commenting on").fill(QUOTE)
    page.get_by_label("Your comment").fill(SAID)
    page.get_by_label("Each time").check()
    introduce(page, "Siân Okafor", SIAN)
    press(page, "Send my comment")
    return Comment.objects.get(text=SAID)


def own(page, comment):
    """The comment where the address leads, which has the focus."""
    expect(page.locator(f"#{comment.anchor}")).to_be_focused()
    return page.locator(f"#{comment.anchor}")


def confirm(page, smtp_sink, address):
    page.goto(link(mail_to(smtp_sink, address, "Confirm your address"), "/confirm/"))
    press(page, "Yes, I wrote this")


def reply_to(page, comment):
    """From where the comment stands to the reply as its author is shown it."""
    article = page.locator(f"#{comment.anchor}")
    article.locator("summary", has_text="Reply").click()
    article.get_by_label("Your reply").fill("We do so.")
    press(page, "Continue")
    expect(page.get_by_label("Your reply")).to_have_value("We do so.")
    introduce(page, "Bo Lind", BO)
    press(page, "Send my reply")
    return Comment.objects.get(text="We do so.")
