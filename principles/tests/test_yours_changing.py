"""Changing what one said, and taking it back: by its author alone, and never over words that they have not seen."""

import pytest

from principles.models import Consultation, Status
from principles.tests.commenting import form_of
from principles.tests.makers import DAY, NOON, WEEK, hold, make_author, make_comment
from principles.tests.own import DISCUSSION, OTHER_WORDS, YOURS, asked, change, change_of, rejected, take_back_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize("address_of", [change_of, take_back_of], ids=["change", "take back"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_to_everybody_else_its_pages_are_not_there(client, comment, address_of, method):
    """A1."""
    client.cookies.clear()
    assert getattr(client, method)(address_of(comment), {"text": OTHER_WORDS}).status_code == 404

    hold(client, make_author("ann@example.org"))
    assert getattr(client, method)(address_of(comment), {"text": OTHER_WORDS}).status_code == 404

    comment.refresh_from_db()
    assert (comment.status, comment.latest_text) == (Status.PUBLISHED, "This would work where we are.")


def test_a_browser_whose_links_were_stopped_holds_them_no_more(client, comment):
    comment.author.generation += 1
    comment.author.save()

    assert client.get(change_of(comment)).status_code == 404


def test_a_change_waits_while_the_old_text_stands(client, comment):
    """C6."""
    answer = change(client, comment, OTHER_WORDS)

    comment.refresh_from_db()
    assert (comment.status, comment.text, comment.proposed) == (Status.PUBLISHED, "This would work where we are.", OTHER_WORDS)
    assert answer.headers["Location"] == f"{DISCUSSION}#own-{comment.pk}"
    client.cookies.clear()
    assert OTHER_WORDS not in client.get(DISCUSSION).text


def test_a_change_that_was_asked_for_waits_again(client, author):
    comment = make_comment(is_published=False)
    asked(comment)

    answer = change(client, comment, OTHER_WORDS)

    comment.refresh_from_db()
    assert (comment.status, comment.text) == (Status.WAITING, OTHER_WORDS)
    assert answer.headers["Location"] == f"{DISCUSSION}#comment-{comment.pk}"


def test_a_change_sent_twice_is_one(client, comment):
    said = form_of(client.get(change_of(comment))) | {"text": OTHER_WORDS}

    assert [client.post(change_of(comment), said).status_code for _ in range(2)] == [302, 302]
    comment.refresh_from_db()
    assert comment.revision == 2


def test_of_two_windows_neither_writes_over_the_other_unseen(client, comment):
    """F14."""
    said = form_of(client.get(change_of(comment)))
    client.post(change_of(comment), said | {"text": "The first window."})

    answer = client.post(change_of(comment), said | {"text": "The second window."})

    comment.refresh_from_db()
    assert (answer.status_code, comment.proposed) == (409, "The first window.")
    assert "The first window." in answer.text
    again = form_of(answer)
    assert again["text"] == "The second window."
    client.post(change_of(comment), again)
    comment.refresh_from_db()
    assert comment.proposed == "The second window."


def test_a_change_that_comes_too_late_is_given_back(client, comment, arrive):
    said = form_of(client.get(change_of(comment))) | {"text": OTHER_WORDS}
    arrive(NOON + WEEK)

    answer = client.post(change_of(comment), said)

    assert (answer.status_code, OTHER_WORDS in answer.text) == (403, True)
    assert "The deadline has passed" in answer.text
    assert client.get(change_of(comment)).status_code == 403


def test_after_the_close_no_link_leads_to_a_change(client, comment, arrive):
    assert f'href="{change_of(comment)}"' in client.get(YOURS).text
    arrive(NOON + WEEK)

    shown = client.get(YOURS).text

    assert [f'href="{address}"' in shown for address in [change_of(comment), take_back_of(comment)]] == [False, True]


def test_what_was_asked_for_may_come_after_the_close(client, author, arrive):
    comment = make_comment(is_published=False)
    asked(comment)
    arrive(NOON + WEEK + DAY)

    assert change(client, comment, OTHER_WORDS).status_code == 302


def test_what_was_rejected_cannot_be_changed_and_words_are_given_back(client, author):
    comment = make_comment(is_published=False)
    said = form_of(client.get(change_of(comment))) | {"text": OTHER_WORDS}
    rejected(comment)

    answer = client.post(change_of(comment), said)

    assert (answer.status_code, OTHER_WORDS in answer.text) == (409, True)


def test_an_empty_change_is_refused_beside_its_box(client, comment):
    answer = change(client, comment, " ")

    comment.refresh_from_db()
    assert ("Write your comment" in answer.text, comment.proposed) == (True, "")


def test_taking_back_is_asked_about_first(client, comment):
    answer = client.get(take_back_of(comment))

    comment.refresh_from_db()
    assert ("Take back your comment?" in answer.text, comment.status) == (True, Status.PUBLISHED)


def test_what_is_taken_back_is_shown_to_nobody(client, comment):
    answer = client.post(take_back_of(comment), follow=True)

    comment.refresh_from_db()
    assert comment.status == Status.WITHDRAWN
    assert f"You have taken back {comment}." in answer.text
    assert [comment.text in client.get(address).text for address in [YOURS, DISCUSSION]] == [False, False]


def test_taking_back_twice_is_taking_back_once(client, comment):
    assert [client.post(take_back_of(comment)).status_code for _ in range(2)] == [302, 302]


def test_it_can_be_taken_back_after_the_close(client, comment, arrive):
    arrive(NOON + WEEK + DAY)

    assert client.post(take_back_of(comment)).status_code == 302


def test_what_was_rejected_is_not_taken_back_by_looking(client, author):
    comment = make_comment(is_published=False)
    rejected(comment)

    assert client.get(take_back_of(comment)).status_code == 409
    comment.refresh_from_db()
    assert comment.status == Status.REJECTED


def test_moderated_afterwards_a_change_is_shown_at_once(client, comment):
    Consultation.objects.update(moderation="after")

    answer = change(client, comment, OTHER_WORDS)

    comment.refresh_from_db()
    assert (comment.text, answer.headers["Location"]) == (OTHER_WORDS, comment.get_absolute_url())
