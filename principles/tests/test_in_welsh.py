"""The same portal under /cy/: commenting, confirming, changing and being told there goes on there, and is said everywhere."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client

from keepitlocal import subscriptions
from keepitlocal.outbox.models import Message
from keepitlocal.parts import letters
from principles import confirming, promises
from principles.models import Comment, Consultation, Status, Watch
from principles.tests.commenting import form_of, send
from principles.tests.mailing import make_watch
from principles.tests.makers import hold, make_author, make_comment, make_principle, reword

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ELSEWHERE = ("/static/", "/feeds/", "/admin/")  # what is there once, in whichever language one reads


def leads_to(answer):
    """The addresses of the portal that a page's links and forms lead to."""
    return {address for address in re.findall(r'(?:href|action)="(/[^"]*)"', answer.text) if not address.startswith(ELSEWHERE)}


def in_welsh(path):
    return f"/cy{path}"


def confirmation_of(author):
    return in_welsh(confirming.address_of(author).removeprefix(settings.PORTAL_URL))


@pytest.fixture
def principle():
    return make_principle()


@pytest.mark.parametrize(
    "path",
    [
        "/principles/",
        "/principles/1/",
        "/principles/1/comment/",
        "/principles/comment/",
        "/principles/1/history/?from=1&to=2",
        "/principles/1/watch/",
        "/principles/watch/",
        "/principles/you-said/",
        "/principles/yours/",
        "/return/",
        "/return/leave/",
        "/return/left/",
        "/return/none/",
        "/confirm/none/",
    ],
)
def test_a_welsh_page_says_that_it_is_and_leads_to_welsh_pages(client, principle, path):
    reword(principle, "Buy from local people.\n\nAsk what they need.", led_by=[make_comment(answers=make_comment())])
    hold(client, make_author())

    answer = client.get(in_welsh(path))

    assert ('<html lang="cy"' in answer.text, answer.headers["Content-Language"]) == (True, "cy")
    # Each links to itself in the other language, too.
    assert {unescape(address) for address in leads_to(answer) if not address.startswith("/cy/")} <= {path, path.partition("?")[0]}


def test_a_page_that_was_kept_in_one_language_is_not_shown_in_the_other(client, principle):
    make_comment()

    english, welsh, english_again = (client.get(path) for path in ["/principles/1/", "/cy/principles/1/", "/principles/1/"])

    assert "/cy/principles/comments/" in welsh.text
    assert "/cy/principles/comments/" not in english.text
    assert leads_to(english_again) == leads_to(english)


def test_a_comment_made_in_welsh_pages_is_shown_in_those(client, principle):
    answer = send(client, "/cy/principles/1/comment/")

    assert answer.headers["Location"] == f"/cy/principles/1/#comment-{Comment.objects.get().pk}"


def test_a_comment_made_in_welsh_pages_is_the_same_in_english_ones(client, principle):
    hold(client, make_author())

    send(client, "/cy/principles/1/comment/", text="Byddai hyn yn gweithio yma.")
    comment = Comment.objects.get()
    comment.approve(revision=1, by=None, at=comment.created_at)

    assert "Byddai hyn yn gweithio yma." in client.get("/principles/1/").text
    assert "Byddai hyn yn gweithio yma." in client.get("/cy/principles/1/").text


def test_what_is_stored_of_a_comment_made_in_welsh_pages_is_no_word_of_theirs(client, principle):
    send(client, "/cy/principles/1/comment/", told="each")

    assert list(Comment.objects.values_list("status", "reason", "outcome")) == [("unconfirmed", "", "")]
    assert list(Watch.objects.values_list("how", flat=True)) == ["each"]


def test_a_reply_made_in_welsh_pages_is_shown_in_those(client, principle):
    answered = make_comment()

    answer = send(client, f"/cy/principles/comments/{answered.pk}/reply/")

    assert answer.headers["Location"] == f"/cy/principles/1/#comment-{Comment.objects.get(answers=answered).pk}"


def test_a_permalink_leads_to_a_page_of_its_own_language(client, principle):
    comment = make_comment()

    assert client.get(f"/cy/principles/comments/{comment.pk}/").headers["Location"].startswith("/cy/principles/1/?at=")


def test_an_address_is_confirmed_in_welsh_pages(client, principle):
    comment = make_comment(author=make_author(is_confirmed=False))

    answer = client.post(confirmation_of(comment.author), {"do": "confirm"})

    comment.refresh_from_db()
    assert comment.status == Status.WAITING
    assert answer.headers["Location"] == f"/cy/principles/1/#comment-{comment.pk}"


def test_an_address_is_disowned_in_welsh_pages(client, principle):
    comment = make_comment(author=make_author(is_confirmed=False))

    answer = client.post(confirmation_of(comment.author), {"do": "disown"})

    assert Comment.objects.get().status == Status.WITHDRAWN
    assert '<html lang="cy"' in answer.text


def test_a_comment_begun_in_english_pages_is_changed_in_welsh_ones(client, comment):
    address = f"/cy/principles/comments/{comment.pk}/change/"

    answer = client.post(address, form_of(client.get(address)) | {"text": "Byddai hyn yn gweithio."})

    assert Comment.objects.get().proposed == "Byddai hyn yn gweithio."
    assert answer.headers["Location"] == f"/cy/principles/1/#own-{comment.pk}"


def test_a_comment_is_taken_back_in_welsh_pages(client, comment):
    answer = client.post(f"/cy/principles/comments/{comment.pk}/take-back/")

    assert (Comment.objects.get().status, answer.headers["Location"]) == (Status.WITHDRAWN, "/cy/principles/yours/")


def test_a_comment_is_reported_in_welsh_pages(client, principle):
    address = f"/cy/principles/comments/{make_comment().pk}/report/"

    answer = client.post(address, form_of(client.get(address)) | {"says": "Mae’n enwi rhywun."})

    assert answer.headers["Location"].startswith("/cy/principles/reported/")
    assert '<html lang="cy"' in client.get(answer.headers["Location"]).text


def test_what_may_not_be_done_is_refused_in_welsh_pages(client, comment):
    Comment.objects.update(status=Status.REJECTED)

    answer = client.get(f"/cy/principles/comments/{comment.pk}/take-back/")

    assert (answer.status_code, '<html lang="cy"' in answer.text) == (409, True)


def test_being_told_is_asked_for_in_welsh_pages_and_leads_back_to_those(client, principle):
    answer = client.post("/cy/principles/1/watch/", {"email": "ann@example.org", "how": "daily"})

    assert Watch.objects.get().how == "daily"
    assert 'href="/cy/principles/1/"' in answer.text


@pytest.mark.parametrize("kind", [promises.WATCH, promises.DIGEST])
def test_one_press_in_a_mail_program_ends_it_under_a_welsh_address(kind):
    watch = make_watch(principle=make_principle(), how="daily")
    path = subscriptions.quiet_address(kind, watch).removeprefix(settings.PORTAL_URL)

    answer = Client(enforce_csrf_checks=True).post(in_welsh(path), {"List-Unsubscribe": "One-Click"})

    watch.refresh_from_db()
    assert (answer.status_code, answer.content, watch.is_awake) == (200, b"", False)


def test_the_email_after_a_welsh_page_is_english_and_leads_to_english_pages(client, principle):
    send(client, "/cy/principles/1/comment/")

    message = Message.objects.get()
    letter = letters()[message.kind](message)

    assert letter.subject == "Confirm your address, so that we read your comment"
    assert "/cy/" not in letter.body


@pytest.mark.parametrize("feed", ["comments/", "principles/1/", "wordings/"])
def test_a_feed_is_there_once(client, principle, feed):
    answer = client.get(f"/cy/feeds/{feed}")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/feeds/{feed}")


def test_a_welsh_page_names_the_feeds_where_they_are(client, principle):
    said = client.get("/cy/principles/").text

    assert set(re.findall(r'href="([^"]*/feeds/[^"]*)"', said)) == {"/feeds/comments/", "/feeds/wordings/"}


def test_what_officers_wrote_is_marked_as_the_language_it_is_in(client, principle):
    Consultation.objects.update(advice="Be kind.", extended_from=principle.consultation.opens_at, extended_why="Many asked.")

    said = client.get("/cy/principles/1/comment/").text

    for text in [principle.title, *(each.text for each in principle.content.paragraphs), "Many asked."]:
        assert f'<span lang="en">{text}</span>' in said
    assert '<div lang="en"><p class="govuk-body">Be kind.</p></div>' in said


def test_the_first_words_of_what_a_principle_says_are_marked_too(client):
    make_principle(text="Buy from local people.\n\n" + "Ask what they need. " * 20)

    said = client.get("/cy/principles/").text

    assert '<p class="govuk-body"><span lang="en">Buy from local people. Ask' in said


def test_what_people_said_is_not_marked(client, principle):
    comment = make_comment()

    assert f"<p>{comment.text}</p>" in client.get("/cy/principles/1/").text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", 'English or in Welsh. <span lang="cy">Gallwch ysgrifennu yn Gymraeg neu yn Saesneg.</span>'),
        ("/cy", 'Gymraeg neu yn Saesneg. <span lang="en">You can write in English or in Welsh.</span>'),
    ],
    ids=["in English", "in Welsh"],
)
def test_whoever_comments_is_told_that_either_language_will_do(client, principle, path, said):
    assert said in client.get(f"{path}/principles/1/comment/").text
