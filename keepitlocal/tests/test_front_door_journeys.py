"""What people and officers do at the front door, from end to end in a real browser, against the portal's real processes.

Without script, and respondents on a phone that is 360 px wide, but for one journey that goes by keyboard alone.
"""

import re
from functools import partial

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from keepitlocal.campaign.news import keeping
from keepitlocal.campaign.news.models import Follower
from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.officers.tests.makers import make_lead
from keepitlocal.pictures.tests import makers as pictures
from keepitlocal.tests import browsing
from keepitlocal.tests.browsing import mail_to, press
from keepitlocal.tests.test_desk_journeys import come_in, link_in, mailing

__all__ = ["mailing"]
pytestmark = [pytest.mark.postgresql_only, pytest.mark.usefixtures("transactional_db")]

ADA, ANN = "ada@example.org", "ann@example.org"
POLICY = settings.POLICY_EMAIL
PICTURE = {"name": "trees.png", "mimeType": "image/png", "buffer": pictures.make_file()}
PDF = b"%PDF-1.7 What we found."


@pytest.fixture
def desk(plain_page, client, portal):
    """A lead's browser, signed in."""
    come_in(plain_page, make_lead(), client, portal)
    return plain_page


def fits(page):
    """It is true that nothing of the page lies beside the screen."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def pledge(phone, url, *, language=""):
    """Fill in the form and send it. By the controls' names, so that it goes in every language."""
    phone.goto(f"{url}{language}/pledge/")
    for name, words in {"name": "Ada Okafor", "place": "Leeds", "email": ADA, "words": "I will shop in town."}.items():
        phone.locator(f"main [name={name}]").fill(words)
    phone.locator("main [name=listed]").check()
    assert fits(phone)
    send(phone)
    assert fits(phone)


def send(page):
    """Press the first button of the page's own form."""
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def confirm(phone, smtp_sink):
    phone.goto(link_in(mail_to(smtp_sink, ADA, "so that your pledge counts"), "/confirm/"))
    assert fits(phone)
    send(phone)


def test_a_pledge_counts_is_listed_is_reported_and_is_gone(plain_phone, desk, portal, mailing, smtp_sink):
    """F17: from the home page to the list, and out of it again."""
    phone = plain_phone
    phone.goto(f"{portal.url}/")
    phone.get_by_role("link", name="Pledge your support").first.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Pledge your support")
    pledge(phone, portal.url)
    expect(phone.get_by_role("heading", level=1)).to_have_text("One more step: check your email")
    confirm(phone, smtp_sink)
    expect(phone.locator(".govuk-panel")).to_contain_text(Pledge.objects.get().reference)
    assert mail_to(smtp_sink, ADA, Pledge.objects.get().reference)

    phone.get_by_role("link", name="See who supports the campaign").click()
    expect(phone.get_by_text("1 person has pledged their support")).to_be_visible()
    expect(phone.locator(".kil-supporter__name")).to_have_text(["Ada Okafor"])
    expect(phone.get_by_text("I will shop in town.")).to_have_count(0)
    phone.locator(".kil-supporter__report").click()
    phone.get_by_label("What is wrong with it?").fill("I am Ada Okafor, and did not write this.")
    press(phone, "Report the pledge")
    expect(phone.get_by_role("heading", level=1)).to_have_text("We have your report")

    uphold(desk, portal, smtp_sink)
    phone.goto(f"{portal.url}/pledge/supporters/")
    expect(phone.get_by_text("Nobody is named here yet.")).to_be_visible()
    expect(phone.get_by_text("person has pledged")).to_have_count(0)


def uphold(desk, portal, smtp_sink):
    """A lead is told of the report, and takes the pledge down."""
    desk.goto(link_in(mail_to(smtp_sink, POLICY, "A pledge was reported"), "/admin/"))
    expect(desk.get_by_text("I am Ada Okafor, and did not write this.")).to_be_visible()
    desk.get_by_role("form", name="Uphold: take the pledge down").get_by_label("What you decided").fill("It is not hers.")
    press(desk, "Uphold: take the pledge down")
    assert mail_to(smtp_sink, ADA, Pledge.objects.get().reference)


def test_the_pledge_is_made_on_pages_in_welsh(plain_phone, portal, mailing, smtp_sink):
    """Every page of the way is marked as Welsh, and leads on to the next in Welsh."""
    phone = plain_phone
    phone.goto(f"{portal.url}/")
    phone.get_by_role("link", name="Cymraeg").first.click()
    pledge(phone, portal.url, language="/cy")
    shown = [(phone.locator("html").get_attribute("lang"), phone.url.partition("/pledge/")[0])]
    link = link_in(mail_to(smtp_sink, ADA, "so that your pledge counts"), "/confirm/")
    phone.goto(link.replace("/confirm/", "/cy/confirm/"))
    send(phone)
    shown.append((phone.locator("html").get_attribute("lang"), phone.url.partition("/confirm/")[0]))
    phone.goto(f"{portal.url}/cy/pledge/supporters/")

    assert shown == [("cy", f"{portal.url}/cy")] * 2
    expect(phone.locator("html")).to_have_attribute("lang", "cy")
    expect(phone.locator(".kil-supporter__name")).to_have_text(["Ada Okafor"])


def test_the_pledge_is_made_by_keyboard_alone_after_an_error(page, portal, mailing, smtp_sink):
    """Tab and Enter reach everything, and the error's link lands on its control."""
    tab_to, enter = partial(browsing.tab_to, page), partial(browsing.enter, page)
    page.goto(f"{portal.url}/pledge/")
    tab_to("e.name === 'name'")
    page.keyboard.type("Ada Okafor")
    tab_to("e.name === 'place'")
    page.keyboard.type("Leeds")
    enter("e.textContent.trim() === 'Pledge my support'")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to("e.textContent.trim().startsWith('Enter your email address')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "email"
    page.keyboard.type(ADA)
    tab_to("e.name === 'listed'")
    page.keyboard.press("Space")
    enter("e.textContent.trim() === 'Pledge my support'")
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step: check your email")
    page.goto(link_in(mail_to(smtp_sink, ADA, "so that your pledge counts"), "/confirm/"))
    enter("e.textContent.trim() === 'Yes, this is my pledge'")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your pledge")


def ask(phone, url):
    phone.goto(f"{url}/contact/")
    phone.get_by_label("Your name").fill("Ann O’Neill")
    phone.get_by_label("Email address").fill(ANN)
    phone.get_by_label("The campaign, and what it asks for").check()
    phone.get_by_label("Your message").fill("How can our village hall take part?")
    assert fits(phone)
    press(phone, "Send your message")
    assert fits(phone)


def test_an_enquiry_is_acknowledged_answered_continued_and_closed(plain_phone, desk, portal, mailing, smtp_sink):
    """F17: both sides of a conversation, by e-mail and on the page behind its link."""
    phone = plain_phone
    ask(phone, portal.url)
    reference = re.search(r"KIL-\w{4}-\w{4}|\w{3}-[0-9A-Z]{4}-[0-9A-Z]{4}", phone.locator("main").inner_text())[0]
    assert mail_to(smtp_sink, ANN, f"We have your message: {reference}")

    desk.goto(link_in(mail_to(smtp_sink, POLICY, f"An enquiry: {reference}"), "/admin/"))
    desk.get_by_label("Your answer").fill("Begin with the survey.")
    press(desk, "Answer by e-mail")
    answer = mail_to(smtp_sink, ANN, reference)
    while "Begin with the survey." not in answer.get_content():
        answer = mail_to(smtp_sink, ANN, reference)

    phone.goto(link_in(answer, "/contact/"))
    expect(phone.get_by_text("Begin with the survey.")).to_be_visible()
    phone.get_by_label("Your message").fill("We have. What next?")
    press(phone, "Send your message")
    assert fits(phone)
    assert mail_to(smtp_sink, ANN, f"We have what you added: {reference}")
    desk.goto(f"{portal.url}/admin/")
    desk.goto(link_in(mail_to(smtp_sink, POLICY, f"More about an enquiry: {reference}"), "/admin/"))
    expect(desk.get_by_text("We have. What next?")).to_be_visible()
    press(desk, "Close it")
    expect(desk.get_by_role("button", name="Open it again")).to_have_count(1)


def follow(phone, url, smtp_sink):
    phone.goto(f"{url}/news/")
    phone.get_by_role("link", name="Get news by email").first.click()
    phone.get_by_label("Email address").fill(ANN)
    press(phone, "Send me news")
    phone.goto(link_in(mail_to(smtp_sink, ANN, "Confirm that you want news"), "/confirm/"))
    press(phone, "Send me news")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You will get news")


def write_post(desk, url):
    """Write a post with a picture, look at it, publish it, and have it e-mailed."""
    desk.goto(f"{url}/admin/news/post/add/")
    desk.get_by_label("Title").fill("A street that plants trees")
    press(desk, "Save")
    desk.get_by_label("Summary").fill("Neighbours took the spade in hand.")
    desk.get_by_label("What it says").fill("It *grows*.")
    desk.locator("[name=picture]").set_input_files([PICTURE])
    desk.get_by_label("Description of the picture").fill("Trees along a street")
    press(desk, "Save and preview")
    expect(desk.get_by_text("This is a preview of what is drafted.")).to_be_visible()
    expect(desk.get_by_alt_text("Trees along a street")).to_be_visible()
    desk.get_by_role("link", name="publish it").click()
    press(desk, "Publish")
    desk.get_by_role("link", name="E-mail it").click()
    press(desk, "E-mail it")
    expect(desk.get_by_text("It goes out within a quarter of an hour")).to_be_visible()


def test_news_is_followed_written_read_by_mail_and_ended_by_one_press(plain_phone, desk, portal, mailing, smtp_sink):
    """F17: and the mail says how to end it, to people and to mail programs (RFC 8058)."""
    phone = plain_phone
    follow(phone, portal.url, smtp_sink)
    write_post(desk, portal.url)
    keeping.keep_promises(timezone.now())  # which the clockwork asks for every quarter of an hour

    news = mail_to(smtp_sink, ANN, "A street that plants trees")
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    phone.goto(link_in(news, "/news/"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("A street that plants trees")
    assert fits(phone)
    end = news["List-Unsubscribe"].strip(" <>")
    assert phone.request.post(end, form={"List-Unsubscribe": "One-Click"}).status == 200
    assert not Follower.objects.get().is_awake
    phone.goto(end)
    expect(phone.get_by_role("heading", level=1)).to_have_text(
        "Send no more news?" if Follower.objects.get().is_awake else "We send you no more news"
    )


def test_a_resource_is_uploaded_with_its_cover_and_downloaded(plain_phone, desk, portal):
    """F17: what is downloaded is what was uploaded, byte for byte."""
    phone = plain_phone
    desk.goto(f"{portal.url}/admin/resources/resource/add/")
    desk.get_by_label("Title").fill("Five ways to buy locally")
    press(desk, "Save")
    desk.get_by_label("Kind").select_option("Report")
    desk.get_by_label("Who it is by").fill("Locality")
    desk.get_by_label("Its date").fill("20/05/2026")
    desk.get_by_label("Summary").fill("What councils can do tomorrow.")
    desk.locator("[name=file]").set_input_files([{"name": "five-ways.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    desk.locator("[name=picture]").set_input_files([PICTURE])
    desk.get_by_label("Description of the picture").fill("The cover of the report")
    press(desk, "Save and preview")
    desk.get_by_role("link", name="publish it").click()
    press(desk, "Publish")

    phone.goto(f"{portal.url}/resources/")
    phone.get_by_role("link", name="Five ways to buy locally").first.click()
    expect(phone.get_by_alt_text("The cover of the report")).to_be_visible()
    assert fits(phone)
    with phone.expect_download() as coming:
        phone.get_by_role("link", name=re.compile("^Download")).click()
    assert coming.value.path().read_bytes() == PDF


def test_the_home_page_is_edited_looked_at_published_and_restored(plain_phone, desk, portal):
    """F17: nobody sees it before it is published, and an earlier version comes back."""
    phone, front = plain_phone, f"{portal.url}/admin/campaign/version/"
    call_command("load_round", "content", verbosity=0)
    phone.goto(f"{portal.url}/")
    before = phone.get_by_role("heading", level=1).inner_text()

    def edit(verb):
        desk.goto(front)
        desk.get_by_role("link", name="Edit Home").click()
        desk.get_by_label("Title").first.fill("Close to home")
        press(desk, verb)

    edit("Save and preview")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Close to home")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text(before)
    desk.goto(front)
    desk.get_by_role("link", name="Version 2", exact=True).first.click()
    press(desk, "Publish this version")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Close to home")
    desk.goto(front)
    desk.get_by_role("link", name="Home, version 1").first.click()
    press(desk, "Go back to this version")
    press(desk, "Publish this version")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text(before)
