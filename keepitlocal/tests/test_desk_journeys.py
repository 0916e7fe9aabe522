"""An officer's working week in a real browser, against the portal's real processes. By day without script, and by keyboard."""

import io
import json
import re

import docx
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from evidence.tests.exported import cells, table
from evidence.tests.makers import DAY, latest, make_call, make_sent
from keepitlocal.officers import second_factor
from keepitlocal.officers.tests.makers import PASSWORD, code_of, make_app, make_lead, make_officer
from keepitlocal.officers.tests.test_signing_in_journeys import DESK, choose_password, set_up
from keepitlocal.passages.models import Tag
from keepitlocal.passages.tests.conftest import changed
from keepitlocal.tests.browsing import enter, mail_to, press, tab_to
from principles.tests.makers import make_comment, make_consultation, make_principle

pytestmark = pytest.mark.postgresql_only

ADA, ANN, BEA, LENA = "ada@example.org", "ann@example.org", "bea@example.org", "lena@example.org"
SUBMISSIONS, OFFICERS = "/admin/evidence/submission/", "/admin/officers/officer/"


@pytest.fixture
def call(transactional_db):
    at = timezone.now()
    return make_call(opens_at=at - 30 * DAY, closes_at=at + 30 * DAY)


@pytest.fixture
def mailing(portal):
    """What sends the e-mails."""
    portal.worker()
    portal.beat()


def come_in(page, officer, client, portal, address="/admin/"):
    """The browser as that of an officer who has signed in whole, at a page of the desk."""
    client.force_login(officer)
    held = [{"name": name, "value": morsel.value, "url": portal.url} for name, morsel in client.cookies.items()]
    page.context.add_cookies(held)
    page.goto(f"{portal.url}{address}")


def link_in(email, place):
    return re.search(rf"https?://\S+{place}\S*", email.get_content())[0]


def test_an_officer_is_invited_and_sees_what_waits(plain_page, phone, client, call, portal, mailing, smtp_sink):
    """F17: from the lead's desk to the new officer's own."""
    make_sent(call, at=timezone.now())
    come_in(phone, make_lead(email=LENA), client, portal, f"{OFFICERS}add/")
    phone.get_by_label("Email address").fill(ADA)
    phone.get_by_label("Name").fill("Ada Okafor")
    phone.get_by_label("Policy officers").check()
    press(phone, "Save")

    choose_password(plain_page, mail_to(smtp_sink, ADA, "Your invitation"))
    codes = set_up(plain_page)

    assert len(set(codes)) == 10
    waits = plain_page.locator(".kil-front__waiting li").all_inner_texts()
    assert waits == ["1 submission that you have not read", "1 new submission that nobody has"]
    plain_page.get_by_role("link", name="1 submission that you have not read").click()
    expect(plain_page.get_by_text("1 submission", exact=True)).to_be_visible()


def read_and_flag(desk, submission):
    """From the list of what is unread; it is there no more."""
    desk.get_by_role("link", name=submission.reference).click()
    press(desk, "Flag for later")
    expect(desk.get_by_text("You flagged it for later.")).to_be_visible()
    desk.locator(".breadcrumbs").get_by_role("link", name="Submissions").click()
    expect(desk.get_by_role("link", name=submission.reference)).to_have_count(0)


def give_out(desk):
    """All that are listed, evenly."""
    for box in desk.locator("tbody").get_by_role("checkbox").all():
        box.check()
    desk.get_by_label("Action:").select_option("Assign…")
    press(desk, "Go")
    for name in ["Ada Okafor", "Bea Lin"]:
        desk.get_by_label(name).check()
    press(desk, "See who gets how many")
    press(desk, "Assign them so")
    expect(desk.get_by_text("3 assigned: 2 to Ada Okafor, 1 to Bea Lin.")).to_be_visible()


def answer(phone, link, question):
    """A respondent's answer, at their second try: the first is empty."""
    phone.goto(link)
    expect(phone.get_by_text(question)).to_be_visible()
    press(phone, "Send my answer")
    expect(phone.get_by_role("link", name="Write your answer")).to_be_visible()
    phone.get_by_label("Your answer").fill("In 2015.")
    press(phone, "Send my answer")
    expect(phone.get_by_role("heading", name="Thank you. We have your answer")).to_be_visible()


def test_evidence_is_read_given_out_talked_over_and_asked_about(
    plain_page, plain_phone, client, call, portal, mailing, smtp_sink
):
    """F17: from the list to the respondent's answer, the same with JavaScript off."""
    desk, now = plain_page, timezone.now()
    make_officer(email=BEA, name="Bea Lin")
    sent, *_ = [make_sent(call, at=now) for _ in range(3)]
    come_in(desk, make_officer(email=ADA), client, portal, f"{SUBMISSIONS}?read=no")
    read_and_flag(desk, sent)
    desk.goto(f"{portal.url}{SUBMISSIONS}")
    give_out(desk)
    assert mail_to(smtp_sink, BEA, "Assigned to you: KIL-")

    desk.get_by_role("link", name=sent.reference).click()
    desk.get_by_label("Your note").fill("@Bea Lin, is this the one from Leeds?")
    press(desk, "Add the note")
    expect(desk.locator(".kil-desk-note .kil-desk-text strong")).to_have_text("@Bea Lin")
    told = mail_to(smtp_sink, BEA, f"Ada Okafor named you in a note on {sent.reference}")
    assert "Leeds" not in told.get_content()

    desk.get_by_label("Your question").fill("Which year was that?")
    press(desk, "Ask its sender a question")
    asked = mail_to(smtp_sink, ANN, f"A question about your evidence: {sent.reference}")
    answer(plain_phone, link_in(asked, "/asked/"), "Which year was that?")
    assert mail_to(smtp_sink, ANN, f"We have your answer: {sent.reference}")
    told = mail_to(smtp_sink, ADA, f"An answer to a question: {sent.reference}")
    desk.goto(f"{portal.url}{SUBMISSIONS}")  # elsewhere: the link leads to a place on the page that is open
    desk.goto(link_in(told, "/admin/"))
    expect(desk.get_by_text("In 2015.")).to_be_visible()


@pytest.fixture
def said(call):
    """Two submissions and a comment that speak of commissioning, and one submission that does not."""
    now = timezone.now()
    sent = [make_sent(call, at=now, text=text) for text in ["Commissioning is slow.", "We were commissioned.", "A day centre."]]
    make_consultation(at=now)
    make_principle(at=now)
    comment = make_comment(text="Commissioning by place would help.", at=now)
    changed()
    return [*sent, comment]


def put_tag(desk, address, name):
    """Put a tag on the last that can have one on a page: a submission's answer, or the comment."""
    desk.goto(address)
    desk.get_by_label("Tag", exact=True).last.fill(name)
    desk.get_by_role("button", name="Add the tag").last.click()
    expect(desk.locator(".kil-tags").get_by_role("link", name=name, exact=True)).to_be_visible()


def merge(desk, into):
    desk.get_by_role("link", name="Merge", exact=True).click()
    desk.get_by_label("Into").select_option(into)
    press(desk, "Continue")
    press(desk, "Merge")


def exported(desk, choice):
    """The bytes of a file, as the browser gets it."""
    desk.get_by_label("Format").select_option(choice)
    with desk.expect_download() as coming:
        desk.get_by_role("button", name="Export").click()
    return coming.value.path().read_bytes()


def test_what_was_said_is_put_under_themes_found_and_taken_out(plain_page, client, said, portal):
    """F17: from the first tag to a Word document, the same with JavaScript off."""
    desk, (first, second, _, comment) = plain_page, said
    come_in(desk, make_lead(), client, portal)
    put_tag(desk, f"{portal.url}{SUBMISSIONS}{first.pk}/change/", "Tenders")
    put_tag(desk, f"{portal.url}{SUBMISSIONS}{second.pk}/change/", "Procurement")
    put_tag(desk, f"{portal.url}/admin/principles/comment/{comment.pk}/change/", "Procurement")
    desk.goto(f"{portal.url}/admin/tags/{Tag.objects.get(name='Tenders').pk}/")
    merge(desk, into="Procurement")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Procurement")
    texts = desk.locator(".kil-tags-passage .kil-desk-text").all_inner_texts()
    assert sorted(texts) == ["Commissioning by place would help.", "Commissioning is slow.", "We were commissioned."]

    desk.get_by_label("Search what people said").fill("comissioning")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Nothing has “comissioning”. These have words like it.")).to_be_visible()
    desk.get_by_label("What it is").select_option("Answers to a call")
    desk.get_by_label("Words, or a reference").press("Enter")
    expect(desk.locator(".kil-desk-found .kil-desk-text")).to_have_text(["We were commissioned.", "Commissioning is slow."])
    assert desk.locator("mark").all_inner_texts() == ["commissioned", "Commissioning"]

    desk.goto(f"{portal.url}{SUBMISSIONS}?q={first.reference}")
    desk.get_by_role("link", name="Export what is listed").click()
    expect(desk.get_by_text("The list you came from shows 1 submission, narrowed to:")).to_be_visible()
    assert [line[0] for line in table(exported(desk, "Submissions as CSV"))][1:] == [first.reference]
    assert first.reference in cells(exported(desk, "Submissions as an Excel file (XLSX)")).values()
    assert first.reference in json.dumps(json.loads(exported(desk, "Submissions as JSON")))
    words = [each.text for each in docx.Document(io.BytesIO(exported(desk, "A Word document, by respondent"))).paragraphs]
    assert "Commissioning is slow." in words
    assert not any("O’Neill" in each for each in words)


def test_a_letter_that_came_after_the_deadline_is_entered(plain_page, client, transactional_db, portal, mailing, smtp_sink):
    """F17: from the list to the receipt, the same with JavaScript off."""
    desk, now = plain_page, timezone.now()
    call = make_call(opens_at=now - 30 * DAY, closes_at=now - 3 * DAY)
    come_in(desk, make_officer(), client, portal, SUBMISSIONS)
    desk.get_by_role("link", name="Enter evidence for somebody").click()
    desk.get_by_label("How it came").select_option("By post")
    desk.locator("[name=received_at_0]").fill(f"{timezone.localdate(call.closes_at + DAY):%d/%m/%Y}")
    desk.get_by_label("Type of respondent").select_option("Community organisation")
    desk.locator("[name=name]").fill("Ann O’Neill")
    desk.get_by_label("E-mail address").fill(ANN)
    desk.get_by_label("Do not publish it").check()
    desk.get_by_label("What about 1.1?").fill("It works here.")
    press(desk, "Check")
    expect(desk.get_by_role("definition").filter(has_text="It works here.")).to_be_visible()
    expect(desk.get_by_text("Late:")).to_be_visible()
    desk.get_by_label("Documents that came with it").set_input_files(
        [{"name": "letter.txt", "mimeType": "text/plain", "buffer": b"We write to say."}]
    )
    press(desk, "Enter")

    entered = latest()
    expect(desk.get_by_text(entered.reference)).to_be_visible()
    assert [each["name"] for each in entered.latest.content["documents"]] == ["letter.txt"]
    receipt = mail_to(smtp_sink, ANN, f"We have your evidence: {entered.reference}").get_content()
    assert "It came by post, and we have entered it for you." in " ".join(receipt.split())


def test_by_keyboard_from_the_list_through_what_is_on_it_and_back(page, client, call, portal):
    """Tab reaches what one reads in the order in which it is read; a key does what takes many presses of it."""
    first, second = [make_sent(call, at=timezone.now()) for _ in range(2)]
    come_in(page, make_officer(), client, portal, f"{SUBMISSIONS}?status=submitted")

    enter(page, f"e.textContent === '{second.reference}'")
    for words in ["Flag for later", "Take up", "Add the note", "Ask its sender a question"]:
        tab_to(page, f"e.textContent.trim() === '{words}'")
    tab_to(page, "e.name === 'name'")
    page.keyboard.press("Escape")
    tab_to(page, f"e.textContent.trim() === 'Next: {first.reference}'")
    with page.expect_navigation():
        page.keyboard.press("j")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.reference)
    with page.expect_navigation():
        page.keyboard.press("/")

    assert page.url == f"{portal.url}{SUBMISSIONS}?status=submitted"


def guess(page, password):
    page.get_by_label("Email address").fill(ADA)
    page.get_by_label("Password").fill(password)
    press(page, "Log in")


def test_whoever_is_locked_out_comes_back_with_a_new_password_and_a_printed_code(
    plain_page, transactional_db, portal, mailing, smtp_sink
):
    """F17, A10: and a lead is told of it."""
    page = plain_page
    make_lead(email=LENA)
    ada = make_officer(email=ADA, password=PASSWORD)
    make_app(ada)
    printed, *_ = second_factor.print_codes(ada, at=timezone.now())
    page.goto(f"{portal.url}/admin/")
    guess(page, PASSWORD)
    page.get_by_label("Code").fill(code_of(ada))
    press(page, "Continue")
    press(page, "Log out")

    page.goto(f"{portal.url}/admin/")
    for _ in range(5):
        guess(page, "seven loud otters")
    guess(page, PASSWORD)
    expect(page.get_by_text("Too many attempts have failed")).to_be_visible()
    assert "Ada Okafor" in mail_to(smtp_sink, LENA, "Somebody was locked out").get_content()

    page.get_by_role("link", name="Forgotten your password?").click()
    page.get_by_label("Email address").fill(ADA)
    press(page, "Send me the link")
    page.goto(link_in(mail_to(smtp_sink, ADA, "Choose a new password"), "/new-password/"))
    page.get_by_label("New password:").fill("eight quiet otters")
    page.get_by_label("New password confirmation:").fill("eight quiet otters")
    press(page, "Set my password and sign in")
    page.get_by_label("Code").fill(printed)
    press(page, "Continue")
    expect(page.get_by_role("heading", name=DESK)).to_be_visible()
