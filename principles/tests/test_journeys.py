"""Whole journeys through the principles in real browsers, against the portal's real processes."""

import re
from functools import partial
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from keepitlocal.officers.tests.makers import PASSWORD, code_of, make_app, make_lead
from keepitlocal.tests import browsing
from keepitlocal.tests.browsing import mail_to, press, sign_in
from principles import confirming
from principles.models import Comment, Complaint, Consultation, Watch
from principles.tests.browsing import (
    BO,
    LENA,
    QUOTE,
    SAID,
    SIAN,
    comment_on_the_second_paragraph,
    confirm,
    decide,
    introduce,
    link,
    own,
    reply_to,
)
from principles.tests.makers import DAY, make_author, make_comment, make_consultation, make_principle

NEW = "Ask the people of the place, and draw on what they offer."
TEAM = "policy@keepitlocal.example"


@pytest.fixture
def principle(transactional_db):
    make_consultation(at=timezone.now())
    return make_principle(at=timezone.now() - DAY)


@pytest.fixture
def lead(transactional_db):
    return make_lead(email=LENA, password=PASSWORD)


@pytest.fixture
def running(portal):
    """The portal with its clockwork."""
    portal.worker()
    portal.beat()
    return portal


def be_quiet(email):
    """What a mail program does when its reader wants no more: one POST, without a page. Returns the status."""
    assert email["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = email["List-Unsubscribe"].strip(" <>")
    with urlopen(Request(address, data=b"List-Unsubscribe=One-Click")) as answer:
        return answer.status


def reword_because_of(page, url, comment):
    """Write a new wording at the desk, and publish it naming the comment that led to it."""
    page.goto(f"{url}/admin/principles/principle/{comment.principle_id}/change/")
    page.get_by_role("textbox", name="Paragraph 2", exact=True).fill(NEW)
    press(page, "Save and preview")
    page.get_by_role("link", name="publish it").click()
    page.get_by_label("Why it changes").fill("People are not mentioned.")
    page.get_by_label(comment.reference).check()
    press(page, "Publish wording 2")


def test_from_the_front_page_to_a_change_of_wording(plain_phone, plain_page, phone, page, principle, lead, running, smtp_sink):
    """F17: without script. The author, who reads mail on another device; another person; and an officer."""
    url = running.url
    comment = comment_on_the_second_paragraph(plain_phone, url)
    expect(own(plain_phone, comment)).to_contain_text("It waits for you to confirm your address")
    confirm(plain_page, smtp_sink, SIAN)
    expect(own(plain_page, comment)).to_contain_text("Waits for a moderator")
    plain_phone.reload()
    expect(plain_phone.locator(f"#{comment.anchor}")).to_contain_text("Waits for a moderator")

    assert comment.reference in mail_to(smtp_sink, SIAN, "We have your comment").get_content()
    page.goto(link(mail_to(smtp_sink, TEAM, f"New comment: {comment.reference}"), "/admin/"))
    sign_in(page, lead, PASSWORD)
    decide(page, "Approve")

    permalink = link(mail_to(smtp_sink, SIAN, "Your comment is published"), "/principles/comments/")
    plain_page.goto(permalink)
    expect(own(plain_page, comment).locator("blockquote")).to_have_text(QUOTE)
    assert own(plain_page, comment).locator(".kil-comment__text").inner_text() == SAID
    phone.goto(permalink)
    reply = reply_to(phone, comment)
    confirm(phone, smtp_sink, BO)
    expect(own(phone, reply)).to_contain_text("Waits for a moderator")
    page.goto(f"{url}/admin/principles/comment/{reply.pk}/change/")
    decide(page, "Approve")

    told = mail_to(smtp_sink, SIAN, "A new reply on Principle 1")
    plain_page.goto(link(told, "/principles/comments/"))
    expect(own(plain_page, reply)).to_contain_text("We do so.")
    assert be_quiet(told) == 200
    plain_page.goto(link(told, "/unsubscribe/"))
    expect(plain_page.get_by_role("heading", name="We write no more about this")).to_be_visible()
    assert not Watch.objects.get(comment=comment).is_awake

    page.goto(f"{url}/admin/principles/comment/{comment.pk}/change/")
    decide(page, "Say what was decided", outcome="accepted", why="It was about services alone.")
    reword_because_of(page, url, comment)
    plain_page.goto(link(mail_to(smtp_sink, SIAN, "Your comment led to a change"), "/principles/1/history/"))
    past = plain_page.locator("#wording-2")
    expect(past).to_be_focused()
    expect(past).to_contain_text("People are not mentioned.")
    past.get_by_role("link", name="Siân Okafor").click()
    article = own(plain_page, comment)
    expect(article).to_contain_text("Its words have changed. Written about wording 1.")
    expect(article.locator("blockquote")).to_have_text(QUOTE)
    expect(article).to_contain_text("The policy team considered this: accepted. It was about services alone.")
    expect(article.get_by_role("link", name="wording 2 of principle 1")).to_be_visible()
    article.get_by_role("link", name="What has changed since").click()
    expect(plain_page.locator("ins").first).to_be_visible()

    plain_page.goto(f"{url}/principles/you-said/")
    section = plain_page.get_by_role("region", name="Principle 1: Start with the place")
    for words in ["considered so far: 1 of 2.", "Ask people first.", "It was about services alone.", "People are not mentioned."]:
        expect(section).to_contain_text(words)
    expect(section.get_by_role("link", name="Wording 2", exact=True)).to_be_visible()


def send_by_keyboard(page, name, said, mistakes=()):
    """Fill a form in, be told of each reply, and send it: a control's mistake is put right where its link leads."""
    tab_to, enter = partial(browsing.tab_to, page), partial(browsing.enter, page)
    for control, typed in said.items():
        tab_to(f"e.id === 'id_{control}'")
        page.keyboard.type(typed)
    tab_to("e.id === 'id_told_0'")
    page.keyboard.press("ArrowDown")
    enter(f"e.textContent.trim() === '{name}'")
    if not mistakes:
        return
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    for control, typed in mistakes.items():
        tab_to(f"e.closest('.govuk-error-summary__list') && e.hash === '#id_{control}'")
        page.keyboard.press("Enter")
        expect(page.locator(f"#id_{control}")).to_be_focused()
        page.keyboard.press("Control+A")
        page.keyboard.type(typed)
    enter(f"e.textContent.trim() === '{name}'")


@pytest.mark.postgresql_only
def test_commenting_approving_and_replying_by_keyboard_alone(page, phone, principle, lead, portal):
    """Each link of an error lands on its control, and after each step the focus is on the new comment."""
    make_app(lead)
    tab_to, enter = partial(browsing.tab_to, page), partial(browsing.enter, page)
    page.goto(f"{portal.url}/")
    enter("e.closest('main') && e.textContent.trim() === 'Draft commissioning principles'")
    enter("e.textContent.includes('Start with the place')")
    enter("e.dataset.kilQuotes === 'paragraph-2'")
    said = {"quote": "nowhere", "text": "Ask people.", "email": "sian@"}
    send_by_keyboard(page, "Send my comment", said, {"quote": QUOTE, "name": "Siân Okafor", "email": SIAN})
    comment = Comment.objects.get()
    own(page, comment)
    page.goto(confirming.address_of(comment.author).replace(settings.PORTAL_URL, portal.url))
    enter("e.textContent.trim() === 'Yes, I wrote this'")
    own(page, comment)

    phone.goto(f"{portal.url}/admin/principles/comment/")
    browsing.tab_to(phone, "e.name === 'username'")
    phone.keyboard.type(LENA)
    browsing.tab_to(phone, "e.name === 'password'")
    phone.keyboard.type(PASSWORD)
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    browsing.tab_to(phone, "e.name === 'code'")
    phone.keyboard.type(code_of(lead))
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    browsing.enter(phone, f"e.textContent.trim() === '{comment.reference}'")
    browsing.enter(phone, "e.textContent.trim() === 'Approve'")

    page.goto(f"{portal.url}{comment.get_absolute_url()}")
    own(page, comment)
    tab_to("e.tagName === 'SUMMARY' && e.textContent.startsWith('Reply')")
    page.keyboard.press("Enter")
    tab_to("e.name === 'text'")
    page.keyboard.type("So do we.")
    enter("e.textContent.trim() === 'Continue'")
    send_by_keyboard(page, "Send my reply", {})
    reply = Comment.objects.get(answers=comment)
    own(page, reply)
    assert (comment.paragraph, comment.quote, reply.text) == (2, QUOTE, "So do we.")
    assert {watch.how for watch in Watch.objects.all()} == {"each"}


def close(at):
    """Have the deadline be then, as if nobody had known when they opened their pages."""
    consultation = Consultation.objects.get()
    consultation.closes_at = at
    consultation.save(update_fields=["closes_at"])
    consultation.renew()


def write(page, url, text):
    """Open the form and fill it in."""
    page.goto(f"{url}/principles/1/comment/")
    page.get_by_label("Your comment").fill(text)
    introduce(page, "Siân Okafor", SIAN)


@pytest.mark.postgresql_only
def test_the_grace_is_for_what_was_begun_in_time_and_an_extension_for_everybody(
    page, plain_page, phone, principle, lead, portal, console
):
    """D6: what comes too late is given back, and can be sent once there is longer."""
    url = portal.url
    write(page, url, "In time.")
    deadline = timezone.now()
    write(plain_page, url, SAID)
    close(deadline)

    press(page, "Send my comment")
    press(plain_page, "Send my comment")
    own(page, Comment.objects.get())
    expect(plain_page.get_by_role("heading", name="The deadline has passed")).to_be_visible()
    given_back = plain_page.locator("textarea", has_text="Ask people first.").input_value()
    assert given_back.replace("\r\n", "\n") == SAID
    plain_page.goto(f"{url}/principles/1/")
    expect(plain_page.get_by_role("link", name=re.compile("^Comment on"))).to_have_count(0)

    phone.goto(f"{url}/admin/principles/consultation/1/change/")
    sign_in(phone, lead, PASSWORD)
    phone.get_by_role("link", name="Extend", exact=True).click()
    phone.get_by_label("Day").fill((timezone.localtime() + DAY).strftime("%d/%m/%Y"))
    phone.get_by_label("Reason").fill("The post was late.")
    press(phone, "Extend")
    write(plain_page, url, given_back)
    press(plain_page, "Send my comment")
    own(plain_page, Comment.objects.get(text=SAID))
    expect(plain_page.get_by_text("The post was late.")).to_be_visible()
    assert [complaint for complaint in console if "403" not in complaint] == []
    console.clear()


def in_feed(url, comment):
    with urlopen(f"{url}/feeds/comments/") as feed:
        return comment.text in feed.read().decode()


@pytest.mark.postgresql_only
def test_a_complaint_hides_a_comment_by_one_press_until_it_is_dismissed(plain_phone, page, principle, lead, running, smtp_sink):
    """C10: those who decide are told at once, and the replies stay to be read."""
    url, now = running.url, timezone.now()
    comment = make_comment(text="They are all crooks.", at=now)
    reply = make_comment(answers=comment, text="That is not fair.", author=make_author(BO, at=now), at=now)
    plain_phone.goto(f"{url}/principles/1/")
    plain_phone.locator(f"#{comment.anchor}").get_by_role("link", name="Report").click()
    plain_phone.get_by_label("What is wrong with it?").fill("It is not true.")
    plain_phone.get_by_label("Email address").fill(SIAN)
    press(plain_phone, "Report the comment")
    expect(plain_phone.locator(".govuk-panel")).to_contain_text(Complaint.objects.get().reference)
    assert in_feed(url, comment)

    page.goto(link(mail_to(smtp_sink, LENA, "A comment was reported"), "/admin/"))
    sign_in(page, lead, PASSWORD)
    press(page, "Hide it while it is looked into")
    plain_phone.goto(f"{url}{reply.get_absolute_url()}")
    expect(own(plain_phone, reply)).to_contain_text("That is not fair.")
    expect(plain_phone.locator(f"#{comment.anchor}")).to_contain_text("The reason given: it may be defamatory")
    assert ("crooks" in plain_phone.content(), in_feed(url, comment)) == (False, False)

    decide(page, "Dismiss: the comment stands", words="It names nobody.")
    plain_phone.goto(f"{url}{comment.get_absolute_url()}")
    expect(own(plain_phone, comment)).to_contain_text("They are all crooks.")
    assert in_feed(url, comment)
    assert "It names nobody." in mail_to(smtp_sink, SIAN, "What we decided").get_content()
    mail_to(smtp_sink, "sam@example.org", "Your comment is shown again")
