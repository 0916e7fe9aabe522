"""A respondent's own submission, as the browser meets it."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evidence import reading
from evidence.models import Submission
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    fill,
    fingerprint,
    hold,
    latest,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    question,
    texts,
    write,
)
from keepitlocal.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def save(client, task, **said):
    return fill(client, f"{YOURS}{task}/", said)


def test_the_whole_journey_ends_with_a_reference_and_two_mails(client):
    call = make_call()

    client.post(YOURS, {"nonce": "one"})
    client.post(f"{YOURS}section-1/", {"answer-1.1": "It has.", "answer-1.2": ""})
    client.post(f"{YOURS}reflections/", {"answer-reflections": "Good ones."})
    kind = call.respondent_types.get(code="community").code
    client.post(f"{YOURS}about-you/", {"respondent_type": kind, "name": "Ann", "email": "ann@example.org"})
    client.post(f"{YOURS}publication/", {"choice": fingerprint(call)})
    page = client.post(f"{YOURS}check/", {"number": 1}, follow=True)

    sent = latest()
    assert page.redirect_chain == [(f"{YOURS}sent/", 302)]
    assert sent.reference in page.content.decode()
    assert [answer["text"] for answer in sent.latest.content["answers"]] == ["It has.", "Good ones."]
    assert Message.objects.count() == 2


def test_each_task_leads_to_the_next(client):
    call = make_call()
    hold(client, make_ready(call))
    kind = call.respondent_types.get(code="community").code

    goes = [
        save(client, "section-1", **{"answer-1.1": "x"}),
        save(client, "section-2", **{"answer-2.1": "x"}),
        save(client, "reflections", **{"answer-reflections": "x"}),
        save(client, "documents", then="next"),
        save(client, "about-you", respondent_type=kind, name="Ann"),
        save(client, "publication", choice=fingerprint(call)),
    ]

    assert [response.url for response in goes] == [
        f"{YOURS}{task}/" for task in ["section-2", "reflections", "documents", "about-you", "publication", "check"]
    ]


def test_a_change_from_the_check_comes_back_to_it(client):
    hold(client, make_ready())

    response = fill(client, f"{YOURS}section-1/?from=check", {"answer-1.1": "Changed."})

    assert response.url == f"{YOURS}check/"


def test_a_draft_is_a_row_from_the_first_post_and_found_again_by_its_cookie(client):
    make_call()

    client.post(YOURS, {"nonce": "one"})
    save(client, "section-1", **{"answer-1.1": "Kept."})

    cookie = client.cookies[settings.DRAFTS_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Kept." in client.get(f"{YOURS}section-1/").content.decode()


def test_pressing_start_twice_begins_one_draft(client):
    make_call()

    Client().post(YOURS, {"nonce": "same"})
    Client().post(YOURS, {"nonce": "same"})

    assert Submission.objects.count() == 1


def test_starting_where_a_draft_is_held_goes_to_it(client):
    draft = hold(client, make_draft())

    response = client.post(YOURS, {"nonce": "another"})

    assert (response.url, list(Submission.objects.all())) == (YOURS, [draft])


def test_another_browser_sees_nothing_of_a_draft():
    """A1, A2."""
    draft = make_draft()
    write(draft, {question(draft.call): "Mine alone."}, at=NOON)

    for task in ["", "section-1/", "about-you/", "publication/", "check/"]:
        page = Client().get(f"{YOURS}{task}")
        assert "This browser holds no draft" in page.content.decode()
    assert Client().get(f"{YOURS}copy/").status_code == Client().get(f"{YOURS}sent/").status_code == 404


def test_each_browser_sees_its_own_draft_and_never_the_newest(client):
    """A1."""
    call = make_call()
    mine, newer = hold(client, make_draft(call)), make_draft(call, begun_at=NOON)
    write(mine, {question(call): "Mine."}, at=NOON)
    write(newer, {question(call): "Somebody else’s."}, at=NOON)

    page = client.get(f"{YOURS}section-1/").content.decode()

    assert "Mine." in page
    assert "Somebody else’s." not in page


@pytest.mark.parametrize("cookie", ["", "nonsense", "[1]", "WzFd:1tq:abc"], ids=["empty", "words", "unsigned", "badly signed"])
def test_a_cookie_that_we_did_not_sign_opens_nothing(client, cookie):
    """F7, A1: the draft's key in a cookie is not enough."""
    make_draft()
    client.cookies[settings.DRAFTS_COOKIE_NAME] = cookie

    assert "This browser holds no draft" in client.get(YOURS).content.decode()


def test_words_sent_from_a_browser_that_lost_its_cookie_are_given_back(client):
    make_call()

    page = save(client, "section-1", **{"answer-1.1": "An evening’s work."})

    assert page.status_code == 409
    assert "An evening’s work." in page.content.decode()


def test_before_it_opens_a_call_can_be_read_and_not_begun(client):
    make_call(opens_at=NOON + MOMENT)

    page = client.get("/evidence/keep-it-local/").content.decode()
    client.post(YOURS, {"nonce": "one"})

    assert "This call opens at" in page
    assert "What about 1.1?" in page
    assert "Start your submission" not in page
    assert not Submission.objects.exists()


def test_after_it_closed_a_call_says_when_and_cannot_be_begun(client):
    make_call(closes_at=NOON)

    page = client.get("/evidence/keep-it-local/").content.decode()
    client.post(YOURS, {"nonce": "one"})

    assert "This call closed at" in page
    assert "1pm (UK time) on Monday 1 June 2026" in page
    assert not Submission.objects.exists()


def test_in_the_grace_a_draft_begun_before_can_be_saved_and_sent(client):
    """D6."""
    hold(client, make_ready(make_call(closes_at=NOON)))

    page = client.get(YOURS).content.decode()
    save(client, "section-1", **{"answer-1.1": "In the grace."})
    response = client.post(f"{YOURS}check/", {"number": 1})

    assert "you can still send your draft until" in page
    assert response.url == f"{YOURS}sent/"
    assert latest().latest.content["answers"][0]["text"] == "In the grace."


def test_a_save_that_is_too_late_gives_back_what_was_typed(client, arrive):
    draft = hold(client, make_ready(make_call(closes_at=NOON), text="Before."))
    arrive(NOON + datetime.timedelta(minutes=15))

    page = save(client, "section-1", **{"answer-1.1": "Too late."})

    assert page.status_code == 403
    assert "Too late." in page.content.decode()
    assert texts(draft) == {"1.1": "Before."}


def test_a_draft_that_was_not_sent_can_be_read_afterwards(client, arrive):
    """D7."""
    hold(client, make_ready(make_call(closes_at=NOON), text="Never sent."))
    arrive(NOON + 2 * DAY)

    page = client.get(YOURS).content.decode()

    assert "Your draft was not sent" in page
    assert "Never sent." in page
    assert client.get(f"{YOURS}section-1/").url == YOURS


@pytest.mark.parametrize("task", ["section-9", "document", "sections", "1"])
def test_a_task_that_there_is_not_is_not_found(client, task):
    """F7."""
    hold(client, make_draft())

    assert client.get(f"{YOURS}{task}/").status_code == 404


def test_an_unpublished_call_is_not_found(client):
    make_call(published=False)

    assert client.get("/evidence/keep-it-local/").status_code == 404
    assert client.post(YOURS).status_code == 404


def test_pages_with_a_draft_or_a_token_are_never_stored(client):
    """D11."""
    hold(client, make_draft())

    for address in ["/evidence/keep-it-local/", YOURS, f"{YOURS}section-1/", f"{YOURS}check/"]:
        assert client.get(address)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("publication", ["named", "unnamed", "private"])
def test_each_way_of_publication_is_kept_in_its_words(client, publication):
    call = make_call()
    draft = hold(client, make_draft(call))

    save(client, "publication", choice=fingerprint(call, publication))

    agreed = reading.agreed(draft.texts()["publication"])
    assert (agreed.code, agreed.words) == (publication, f"What {publication} means.")


def test_a_choice_whose_words_changed_while_the_page_was_open_is_not_taken(client):
    call = make_call()
    draft = hold(client, make_draft(call))
    shown = fingerprint(call)
    call.publication_choices.update(says="Other words.")
    call.changed(by=None, at=NOON)

    page = save(client, "publication", choice=shown).content.decode()

    assert "publication" not in draft.texts()
    assert "These words have changed since you opened the page" in page


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/", 3),  # one for each part
        ("/evidence/", 2),
        ("/evidence/keep-it-local/", 2),
        (YOURS, 6),
        (f"{YOURS}section-1/", 3),
        (f"{YOURS}about-you/", 2),
    ],
)
def test_a_page_costs_few_queries_however_much_was_sent(client, address, most):
    call = make_call()
    for _ in range(3):
        make_sent(call)
    hold(client, make_ready(call))
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) <= most, [query["sql"] for query in captured]
