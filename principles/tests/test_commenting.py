"""Commenting on a principle and on all of them, and replying: what is taken in, and what is given back."""

import pytest
from django.core import signing

from keepitlocal.outbox.models import Message
from principles import pages
from principles.models import Author, Comment, Consultation, Status, Watch
from principles.tests.commenting import SAID, form_of, opened, send
from principles.tests.makers import DAY, NOON, WEEK, hold, make_author, make_comment, make_principle, reword

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

ADDRESS = "/principles/1/comment/"
CLOSE = NOON + WEEK


def mails(kind):
    return list(Message.objects.filter(kind=f"principles.{kind}").values_list("to", flat=True))


@pytest.fixture
def principle():
    return make_principle()


def test_a_comment_is_taken_in_as_it_was_said(client, principle):
    send(client, about="2", quote="everything  that the PLACE", told="daily")

    comment = Comment.objects.get()
    said = {column: getattr(comment, column) for column in SAID if column != "email"}
    assert said == {column: text for column, text in SAID.items() if column != "email"}
    assert (comment.principle, comment.wording, comment.paragraph) == (principle, principle.latest, 2)
    assert comment.quote == "everything that the place"
    assert (comment.author.email, comment.status) == ("sam@example.org", Status.UNCONFIRMED)
    assert mails("confirm") == ["sam@example.org"]


def test_its_author_is_led_to_where_they_are_shown_it(client, principle):
    answer = send(client)

    comment = Comment.objects.get()
    assert answer.headers["Location"] == f"/principles/1/#comment-{comment.pk}"
    shown = client.get("/principles/1/").text
    assert f'id="comment-{comment.pk}" tabindex="-1"' in shown
    assert "waits for you to confirm your address" in shown
    assert "s…@example.org" in shown


def test_nobody_else_is_shown_it(client, principle):
    send(client)
    client.cookies.clear()

    assert "This would work where we are" not in client.get("/principles/1/").text


def test_the_principles_as_a_whole_are_commented_on(client, principle):
    assert send(client, "/principles/comment/").headers["Location"].startswith("/principles/#comment-")

    comment = Comment.objects.get()
    assert (comment.principle, comment.wording, comment.paragraph) == (None, None, None)


def test_a_confirmed_author_waits_for_a_moderator_alone(client, principle):
    hold(client, make_author())

    send(client, email="SAM@example.org")

    assert Comment.objects.get().status == Status.WAITING
    assert (Author.objects.count(), mails("confirm")) == (1, [])


def test_in_another_browser_the_address_is_confirmed_again(client, principle):
    make_author()

    send(client)

    assert Comment.objects.get().status == Status.UNCONFIRMED


def test_what_is_moderated_afterwards_is_shown_at_its_permalink(client, principle):
    Consultation.objects.update(moderation="after")
    hold(client, make_author())

    answer = send(client)

    comment = Comment.objects.get()
    assert (comment.status, answer.headers["Location"]) == (Status.PUBLISHED, comment.get_absolute_url())


def test_the_form_says_what_the_same_browser_said_last(client, principle):
    hold(client, make_author())
    make_comment(role="Trustee")

    shown = opened(client)

    assert [shown[name] for name in ["name", "organisation", "role", "email"]] == [
        "Sam Okafor",
        "Example Community Trust",
        "Trustee",
        "sam@example.org",
    ]


def test_the_form_says_what_its_address_does(client, principle):
    shown = opened(client, f"{ADDRESS}?paragraph=2&quote=the+place")

    assert (shown["about"], shown["quote"]) == ("2", "the place")


@pytest.mark.parametrize("paragraph", ["9", "x", "-1", "9" * 40, "²"])
def test_an_address_that_names_no_paragraph_is_about_the_whole(client, principle, paragraph):
    assert opened(client, f"{ADDRESS}?paragraph={paragraph}")["about"] == "0"


def test_words_that_are_not_there_are_refused_and_everything_is_kept(client, principle):
    answer = send(client, quote="nobody said this")

    assert "Copy them from the paragraph, or leave this empty" in answer.text
    assert form_of(answer).items() >= (SAID | {"quote": "nobody said this"}).items()
    assert not Comment.objects.exists()


def test_words_are_taken_to_be_of_the_paragraph_that_has_them(client, principle):
    send(client, about="1", quote="everything that the place")

    assert Comment.objects.get().paragraph == 2


def test_it_is_about_the_wording_that_its_page_showed(client, principle):
    said = opened(client) | SAID | {"about": "1", "quote": "Do not commission each service"}
    was = principle.latest
    reword(principle, "Commission everything together.")

    client.post(ADDRESS, said)

    comment = Comment.objects.get()
    assert (comment.wording, comment.quote) == (was, "Do not commission each service")


@pytest.mark.parametrize("number", ["7", "x", "-1", "9" * 30])
def test_a_wording_that_there_is_not_is_not_found(client, principle, number):
    """F7."""
    assert client.post(ADDRESS, opened(client) | SAID | {"wording": number}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/principles/2/comment/", "/principles/99999999999999999999/comment/", "/principles/comments/9/reply/"]
)
def test_what_is_not_there_is_not_commented_on(client, principle, path):
    assert [client.get(path).status_code, client.post(path, SAID).status_code] == [404, 404]


def test_what_is_not_published_is_not_commented_on(client, principle):
    Consultation.objects.update(published_at=None)

    assert [client.get(path).status_code for path in [ADDRESS, "/principles/comment/"]] == [404, 404]


def test_a_reply_stands_beneath_what_it_answers(client, principle):
    first = make_comment()
    hold(client, make_author("ann@example.org"))

    answer = send(client, f"/principles/comments/{first.pk}/reply/", email="ann@example.org", text="We do so.")

    made = Comment.objects.get(text="We do so.")
    assert (made.answers, made.thread, made.depth, made.wording) == (first, first, 2, principle.latest)
    assert answer.headers["Location"] == f"/principles/1/#comment-{made.pk}"


def test_what_the_small_form_sends_is_taken_over_to_the_whole_one(client, principle):
    first = make_comment()
    begun = signing.dumps((NOON - DAY).isoformat(), salt=pages.BEGUN)

    answer = client.post(f"/principles/comments/{first.pk}/reply/", {"text": "We do so.", "begun": begun})

    shown = form_of(answer)
    assert (answer.status_code, shown["text"], shown["begun"]) == (200, "We do so.", begun)
    assert "There is a problem" not in answer.text
    assert Comment.objects.count() == 1


def test_a_reply_to_what_is_hidden_meanwhile_is_refused_and_given_back(client, principle):
    """C8."""
    first = make_comment()
    address = f"/principles/comments/{first.pk}/reply/"
    said = opened(client, address) | SAID
    first.hide(reason="private", by=None, at=NOON)

    answer = client.post(address, said)

    assert answer.status_code == 409
    assert "What you reply to is no longer shown" in answer.text
    assert SAID["text"] in answer.text
    assert Comment.objects.count() == 1


def test_what_nobody_was_shown_is_not_replied_to(client, principle):
    waiting = make_comment(is_published=False)

    assert client.get(f"/principles/comments/{waiting.pk}/reply/").status_code == 404


def test_whoever_wants_it_is_told_of_replies_once_they_have_confirmed(client, principle):
    send(client, told="daily")

    watch = Watch.objects.get()
    assert (watch.email, watch.comment, watch.how, watch.is_awake) == ("sam@example.org", Comment.objects.get(), "daily", False)
    assert mails("watch") == []
    Author.objects.get().confirm(at=NOON)
    watch.refresh_from_db()
    assert watch.is_awake


def test_whoever_does_not_is_not(client, principle):
    send(client)

    assert not Watch.objects.exists()


def test_the_same_page_sent_twice_is_one_comment_one_author_and_one_mail(client, principle):
    """F10: also where the first answer never arrived, and the browser holds nothing yet."""
    said = opened(client) | SAID | {"told": "each"}

    places = []
    for _ in range(2):
        client.cookies.clear()
        places.append(client.post(ADDRESS, said).headers["Location"])

    comment = Comment.objects.get()
    assert places == [f"/principles/1/#comment-{comment.pk}"] * 2
    assert (Author.objects.count(), Watch.objects.count(), mails("confirm")) == (1, 1, ["sam@example.org"])
    assert str(comment.pk) in client.get("/principles/1/").text


def test_the_same_page_sent_again_with_other_words_loses_neither(client, principle):
    """F11."""
    said = opened(client) | SAID
    client.post(ADDRESS, said)

    answer = client.post(ADDRESS, said | {"text": "On second thoughts, no."})

    comment = Comment.objects.get()
    assert (answer.status_code, comment.text) == (409, SAID["text"])
    assert "You have sent this already" in answer.text
    assert form_of(answer)["text"] == "On second thoughts, no."
    client.post(f"/principles/comments/{comment.pk}/change/", form_of(answer))
    comment.refresh_from_db()
    assert comment.text == "On second thoughts, no."


def test_a_replay_after_the_close_is_told_what_became_of_the_first(client, principle, arrive):
    said = opened(client) | SAID
    client.post(ADDRESS, said)
    arrive(CLOSE + DAY)

    assert client.post(ADDRESS, said).status_code == 302
