"""Coming back to one's comments from another browser, and leaving them there."""

import pytest
from django.conf import settings

from keepitlocal import subscriptions
from keepitlocal.drafts import links, mail
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import Message
from principles.tests.makers import DAY, MOMENT, NOON, WEEK, hold, make_author, make_comment, make_principle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def comment():
    make_principle()
    return make_comment(is_published=False)


def path_of(author):
    return links.address(author).removeprefix(settings.PORTAL_URL)


def test_one_email_has_the_way_back_of_whoever_asks(client, comment):
    client.post("/return/", {"email": "sam@example.org"})

    letter = letters.read(Message.objects.get(kind=mail.LINKS))

    assert letter.subject == "Your links to come back to your comments"
    assert links.address(comment.author) in letter.body
    assert comment.text not in letter.body


def test_its_button_leads_to_what_they_said(client, comment):
    path = path_of(comment.author)
    assert "Come back to your comments" in client.get(path).text
    assert comment.text not in client.get("/principles/yours/").text

    answer = client.post(path)

    assert answer.headers["Location"] == "/principles/yours/"
    assert comment.text in client.get("/principles/yours/").text


def test_a_way_back_ends_some_weeks_after_the_close(client, comment, arrive):
    arrive(NOON + WEEK + settings.DRAFTS_KEPT)

    assert client.get(path_of(comment.author)).status_code == 410


def test_whoever_is_asked_late_for_a_change_has_a_way_back_for_as_long_as_they_may_make_it(client, comment, arrive):
    asked_at = NOON + WEEK + settings.DRAFTS_KEPT + DAY
    comment.ask(revision=1, words="Name no person.", by=None, at=asked_at)

    arrive(asked_at + settings.DRAFTS_KEPT - MOMENT)
    assert client.get(path_of(comment.author)).status_code == 200
    arrive(asked_at + settings.DRAFTS_KEPT)
    assert client.get(path_of(comment.author)).status_code == 410


def test_no_way_leads_back_to_what_was_all_taken_back(client, comment):
    path = path_of(comment.author)
    comment.take_back(at=NOON)

    client.post("/return/", {"email": "sam@example.org"})

    assert letters.read(Message.objects.get(kind=mail.LINKS)) is None
    assert client.get(path).status_code == 410


def test_a_forgotten_address_has_no_way_back(client, comment):
    author = make_author("ann@example.org", is_confirmed=False)
    path = path_of(author)
    author.disown(at=NOON)

    assert client.get(path).status_code == 410


def test_finishing_on_a_computer_names_them_and_forgets_them_there(client, comment):
    hold(client, comment.author)

    asked = client.get("/return/leave/").text
    assert '<a class="govuk-link" href="/principles/yours/">Your comments</a>, Draft principles' in asked
    client.post("/return/leave/")

    assert comment.text not in client.get("/principles/yours/").text


def test_the_page_that_ends_news_of_the_deadline_says_what_is_still_told(client, comment):
    path = subscriptions.quiet_address("principles", comment.author).removeprefix(settings.PORTAL_URL)
    asked = client.get(path).text

    done = client.post(path).text

    comment.author.refresh_from_db()
    assert comment.author.unsubscribed_at == NOON
    assert all("tell you what is decided about each" in page and "draft is deleted" not in page for page in [asked, done])
