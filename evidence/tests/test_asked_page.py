"""The page behind the link in a question."""

import pytest
from django.test import Client
from django.urls import reverse

from evidence.models import Asked, Reply, Submission
from evidence.tests.makers import DAY, NOON, make_asked, make_call
from evidence.tests.naughty import STRINGS
from evidence.tests.ways import everything
from keepitlocal.officers.tests.makers import make_officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def asked():
    return make_asked(by=make_officer(), text="Which year was <that>?")


def page_of(asked):
    return reverse("evidence:asked", args=[asked.submission.call.slug, asked.token])


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_shows_the_reference_and_the_question(client, asked):
    page = words(client.get(page_of(asked)))

    assert asked.submission.reference in page
    assert "Which year was &lt;that&gt;?" in page


def test_opening_it_changes_nothing(client, asked):
    """A5: programs that look through mail open links."""
    before = everything()

    client.get(page_of(asked))
    client.head(page_of(asked))

    assert everything() == before


def test_it_is_stored_nowhere_on_the_way(client, asked):
    response = client.get(page_of(asked))

    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "same-origin")


def test_it_says_by_when_an_answer_is_wished_for(client, asked):
    Asked.objects.update(answer_by="2026-06-12")

    assert "we would be glad to have it by Friday 12 June 2026" in words(client.get(page_of(asked)))


def test_an_answer_is_kept_and_shown_to_who_wrote_it(client, asked):
    page = words(client.post(page_of(asked), {"answer": "In <2015>.\r\nOr so."}, follow=True))

    assert Reply.objects.get().text == "In <2015>.\nOr so."
    assert "Thank you. We have your answer" in page
    assert "In &lt;2015&gt;. Or so." in page


def test_pressing_twice_is_one_answer(client, asked):
    """F10."""
    for _ in range(2):
        client.post(page_of(asked), {"answer": "In 2015."})

    assert Reply.objects.count() == 1


def test_who_has_answered_can_add_to_it(client, asked):
    client.post(page_of(asked), {"answer": "In 2015."})

    page = words(client.post(page_of(asked), {"answer": "Or 2016."}, follow=True))

    assert "Add to my answer" in page
    assert list(Reply.objects.values_list("text", flat=True)) == ["In 2015.", "Or 2016."]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("  ", "Write your answer"),
        ("word " * 10_001, "Your answer must be 10,000 words or fewer. It has 10,001"),
        ("In\0 2015", "Your answer holds a character that cannot be kept (NUL). Remove it and save again"),
    ],
    ids=["nothing", "too many words", "NUL"],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, asked, answer, says):
    response = client.post(page_of(asked), {"answer": answer})

    assert response.context["form"].errors["answer"] == [says]
    assert response.context["form"]["answer"].value() == answer
    assert not Reply.objects.exists()


def test_no_text_breaks_it(client, asked, settings):
    """F16."""
    settings.PACE = 0

    for text in STRINGS:
        assert client.post(page_of(asked), {"answer": text}).status_code in {200, 302}


def test_a_form_without_its_token_gives_the_answer_back(asked):
    """F12."""
    client = Client(enforce_csrf_checks=True)

    response = client.post(page_of(asked), {"answer": "In 2015."})

    assert response.status_code == 403
    assert "In 2015." in words(response)


def test_who_posts_too_fast_is_slowed_and_has_the_answer_back(client, asked, settings):
    """F18."""
    settings.PACE = 1
    client.post(page_of(asked), {"answer": "In 2015."})

    response = client.post(page_of(asked), {"answer": "Or 2016."})

    assert response.status_code == 429
    assert "Or 2016." in words(response)


def test_it_can_be_answered_after_the_call_has_closed(client, asked, arrive):
    arrive(NOON + 400 * DAY)

    client.post(page_of(asked), {"answer": "In 2015."})

    assert Reply.objects.count() == 1


def test_a_question_taken_back_says_so(client, asked):
    asked.take_back(by=asked.by, at=NOON)

    assert "You need not answer any more" in words(client.get(page_of(asked)))


def test_what_was_typed_while_it_was_taken_back_is_given_back(client, asked):
    asked.take_back(by=asked.by, at=NOON)

    page = words(client.post(page_of(asked), {"answer": "In 2015."}))

    assert "What you wrote was not kept" in page
    assert "In 2015." in page


def test_withdrawn_it_is_gone_and_what_was_typed_is_given_back(client, asked):
    asked.submission.withdraw(at=NOON)

    response = client.post(page_of(asked), {"answer": "In 2015."})

    assert response.status_code == 410
    assert "In 2015." in words(response)


def test_an_answer_of_digits_alone_is_given_back_too(client, asked):
    asked.submission.withdraw(at=NOON)

    assert client.post(page_of(asked), {"answer": "2015"}).context["typed"] == [
        {"name": "answer", "label": "Answer", "value": "2015"}
    ]


def test_withdrawn_at_the_very_moment_of_answering_it_is_gone_and_what_was_typed_is_given_back(client, asked, monkeypatch):
    reply = Asked.reply

    def withdrawn_first(question, text, *, at):
        Submission.objects.get(pk=asked.submission_id).withdraw(at=NOON)
        reply(question, text, at=at)

    monkeypatch.setattr(Asked, "reply", withdrawn_first)
    response = client.post(page_of(asked), {"answer": "In 2015."})

    assert response.status_code == 410
    assert "What you wrote was not kept" in words(response)
    assert "In 2015." in words(response)


def test_erased_it_is_gone(client, asked):
    asked.submission.withdraw(at=NOON)
    asked.submission.erase(at=NOON)

    assert client.get(page_of(asked)).status_code == 410


@pytest.mark.parametrize("token", ["{}x", "WzFd:x", "1"], ids=["longer", "signed otherwise", "a key"])
def test_a_link_that_is_not_ours_leads_nowhere(client, asked, token):
    """A8: it is signed, so no key can be guessed."""
    address = reverse("evidence:asked", args=[asked.submission.call.slug, token.format(asked.token)])

    assert client.get(address).status_code == 410


def test_a_link_leads_nowhere_under_another_call(client, asked):
    """F7."""
    make_call(slug="another")

    assert client.get(reverse("evidence:asked", args=["another", asked.token])).status_code == 410
