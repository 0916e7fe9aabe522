"""Kept pages: the same to the letter as those made for one person, and nothing of anybody in what is kept."""

import gc
import re

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from evidence.models import Answer, Call, Question, Section
from evidence.tests.makers import (
    DAY,
    MOMENT,
    NOON,
    YOURS,
    answered,
    hold,
    make_call,
    make_draft,
    make_ready,
    make_sent,
    question,
    say,
)
from evidence.tests.naughty import STRINGS
from keepitlocal import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

CALL = "/evidence/keep-it-local/"
SECTION = f"{YOURS}section-1/"
DIFFERS = re.compile(r'(name="(?:csrfmiddlewaretoken|nonce|page)" value=")([\w-]+)"')
FIELDS = re.compile(r'name="(csrfmiddlewaretoken|nonce)" value="([\w-]+)"')
HOSTILE = [
    "</textarea><script>alert(1)</script>",
    "\nafter an empty line",
    "&amp; & &#x27; ' \"",
    "{{ csrf_token }}",
    "\\1 \\g<0> %s {0}",
    pages.slot("csrf_token"),
    f"{pages.MARK}-",
]


def seen(client, address, monkeypatch):
    """A page as it comes from memory, and as it is made for one person, without what differs from request to request."""
    client.get(address)
    kept = client.get(address)
    with monkeypatch.context() as patched:
        patched.setattr(pages, "is_ordinary", lambda request: False)
        made = client.get(address)
    assert (kept.templates, bool(made.templates)) == ([], True)
    assert (kept.status_code, kept.headers) == (made.status_code, made.headers)
    return [DIFFERS.sub(r'\1"', page.content.decode()) for page in (kept, made)]


def answer(draft, **texts):
    """Have the draft say exactly this, as the database takes it."""
    Answer.objects.bulk_create(answered(draft, question(draft.call, code), text) for code, text in texts.items())


@pytest.mark.parametrize("browser", ["a stranger's", "with a draft", "with evidence sent"])
@pytest.mark.parametrize(
    "window",
    [
        {},
        {"opens_at": NOON + MOMENT},
        {"closes_at": NOON + DAY},
        {"closes_at": NOON},
        {"closes_at": NOON - DAY},
        {"extended_from": NOON, "extended_why": "It was <down> & out."},
        {"closes_at": NOON - DAY, "extended_from": NOON - 2 * DAY},
        {"grace_minutes": 0},
        {"advice": "Read <this> & that.", "particular_interests": "One\n\nTwo"},
    ],
    ids=[
        "open",
        "upcoming",
        "last hours",
        "in the grace",
        "closed",
        "extended",
        "extended and closed",
        "no grace",
        "with advice",
    ],
)
def test_the_page_of_a_call_is_the_same_from_memory(client, monkeypatch, window, browser):
    call = make_call(**window)
    begun_at = call.opens_at
    if browser == "with a draft":
        hold(client, make_draft(call, begun_at=begun_at))
    if browser == "with evidence sent":
        hold(client, make_sent(call, at=begun_at + 2 * DAY))

    kept, made = seen(client, CALL, monkeypatch)

    assert kept == made


@pytest.mark.parametrize("query", ["", "?from=check", "?from=elsewhere", "?from=check&from=list"])
@pytest.mark.parametrize("window", [{}, {"closes_at": NOON}, {"advice": "Be <brief>."}], ids=["open", "grace", "advice"])
@pytest.mark.parametrize("task", ["section-1", "section-2", "reflections"])
def test_a_section_is_the_same_from_memory(client, monkeypatch, window, query, task):
    draft = hold(client, make_draft(make_call(**window)))
    answer(draft, **{"1.1": "It has.", "reflections": "Good ones."})

    kept, made = seen(client, f"{YOURS}{task}/{query}", monkeypatch)

    assert kept == made


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_come_out_escaped_and_the_same_from_memory(client, monkeypatch, text):
    draft = hold(client, make_draft())
    answer(draft, **{"1.1": text, "1.2": "And after it."})

    kept, made = seen(client, SECTION, monkeypatch)

    assert kept == made
    assert "<script>alert" not in kept


def test_every_string_that_has_broken_forms_comes_out_the_same_from_memory(client, monkeypatch):
    draft = hold(client, make_draft())
    section = Section.objects.get(call=draft.call, number=1)
    texts = [text for text in STRINGS if text and "\x00" not in text]
    asked = Question.objects.bulk_create(Question(section=section, code=f"9.{n}", text="?") for n, _ in enumerate(texts))
    Answer.objects.bulk_create(answered(draft, one, text) for one, text in zip(asked, texts, strict=True))

    kept, made = seen(client, SECTION, monkeypatch)

    assert kept == made


def test_nothing_of_anybody_is_kept(client):
    call = make_call()
    draft = hold(client, make_ready(call, email="canary@example.org", text="canary-answer"))
    say(draft, name="canary-name", organisation="canary-organisation")
    sent_client = Client()
    reference = hold(sent_client, make_sent(call)).reference
    cookies = [morsel.value for browser in [client, sent_client] for morsel in browser.cookies.values()]

    pages_seen = [
        browser.get(f"{address}?from=check&canary=canary-query", headers={"User-Agent": "canary-agent", "Referer": "canary"})
        for browser in [client, sent_client]
        for address in [CALL, SECTION]
    ]

    tokens = [value for page in pages_seen for _, value in DIFFERS.findall(page.content.decode())]
    kept = ["".join(each.pieces) for each in gc.get_objects() if type(each) is pages.Page]
    assert "canary-answer" in pages_seen[1].content.decode()
    assert len(kept) >= 3
    assert [word for word in ["canary", reference, *cookies, *tokens] if word in "".join(kept)] == []


def test_two_people_see_their_own_answers_and_tokens_from_one_kept_page():
    call = make_call()
    browsers = [Client(), Client()]
    for browser, words in zip(browsers, ["Ann’s words.", "Ben’s words."], strict=True):
        answer(hold(browser, make_draft(call)), **{"1.1": words})

    ann, ben = (browser.get(SECTION).content.decode() for browser in browsers)

    assert ("Ann’s words." in ann, "Ann’s words." in ben) == (True, False)
    assert ("Ben’s words." in ben, "Ben’s words." in ann) == (True, False)
    assert DIFFERS.findall(ann) != DIFFERS.findall(ben)


def test_a_token_from_memory_is_taken_and_a_nonce_begins_a_draft_of_its_own():
    make_call()
    client = Client(enforce_csrf_checks=True)
    begun = []
    for _ in range(2):
        client.cookies.pop(settings.DRAFTS_COOKIE_NAME, None)
        fields = dict(FIELDS.findall(client.get(CALL).content.decode()))
        begun.append((client.post(YOURS, fields).status_code, fields["nonce"]))

    assert [status for status, _ in begun] == [302, 302]
    assert begun[0][1] != begun[1][1]
    assert Call.objects.get().submissions.count() == 2


def test_what_officers_change_shows_at_once(client):
    call = make_call()
    hold(client, make_draft(call))
    before = [client.get(address).content.decode() for address in [CALL, SECTION]]
    Question.objects.filter(code="1.1").update(text="Asked in other words?")
    call.changed(by=None, at=NOON)

    after = [client.get(address).content.decode() for address in [CALL, SECTION]]

    assert ["Asked in other words?" in page for page in [*before, *after]] == [False, False, True, True]


def test_a_deadline_that_moves_shows_at_once_whatever_the_stamp_says(client):
    make_call()
    assert "1 July 2026" in client.get(CALL).content.decode()
    Call.objects.update(closes_at=NOON + 60 * DAY)

    assert "31 July 2026" in client.get(CALL).content.decode()


def test_a_call_opens_and_closes_by_the_microsecond(client, arrive):
    """D11: a page that is kept never says open afterwards."""
    call = make_call()
    said = []
    for moment in [call.opens_at - MOMENT, call.opens_at, call.closes_at - MOMENT, call.closes_at]:
        arrive(moment)
        page = client.get(CALL).content.decode()
        said.append([words for words in ["This call opens at", "Open until", "This call closed at"] if words in page])

    assert said == [["This call opens at"], ["Open until"], ["Open until"], ["This call closed at"]]


def test_the_grace_of_a_draft_begins_and_ends_by_the_microsecond(client, arrive):
    call = make_call()
    hold(client, make_draft(call))
    said = []
    for moment in [call.closes_at - MOMENT, call.closes_at, call.grace_ends_at - MOMENT, call.grace_ends_at]:
        arrive(moment)
        page = client.get(SECTION)
        said.append((page.status_code, "you can still send your draft until" in page.content.decode()))

    assert said == [(200, False), (200, True), (200, True), (302, False)]


def test_who_answered_a_question_that_is_no_longer_asked_is_shown_it_and_nobody_else_is():
    call = make_call()
    answered, other = Client(), Client()
    answer(hold(answered, make_draft(call)), **{"1.1": "Before it went."})
    hold(other, make_draft(call))
    question(call).retire()
    call.changed(by=None, at=NOON)

    shown = ["What about 1.1? (no longer asked)" in browser.get(SECTION).content.decode() for browser in [other, answered, other]]

    assert shown == [False, True, False]


def test_a_message_is_shown_to_whom_it_is_for_and_to_nobody_else(client):
    make_call()
    request, response = RequestFactory().get("/"), HttpResponse()
    request._messages = CookieStorage(request)
    messages.info(request, "For one person alone.")
    request._messages.update(response)
    client.cookies.update(response.cookies)

    told = ["For one person alone." in browser.get(CALL).content.decode() for browser in [Client(), client, Client()]]

    assert told == [False, True, False]


def test_an_error_is_shown_with_what_was_typed_and_is_not_kept(client):
    hold(client, make_draft())

    page = client.post(SECTION, {"answer-1.1": "word " * 10_001})

    assert "Error: " in page.content.decode()
    assert "Error: " not in client.get(SECTION).content.decode()


def test_a_trial_says_so_beside_the_same_call_that_is_not_one(client, settings):
    make_call()
    said = []
    for settings.TRIAL in [False, True, False]:
        said.append("This is a trial." in client.get(CALL).content.decode())

    assert said == [False, True, False]


@pytest.mark.parametrize(("address", "most"), [(CALL, 1), (SECTION, 2)])
def test_with_a_draft_a_kept_page_asks_the_database_for_what_is_this_persons_alone(client, address, most):
    hold(client, make_ready())
    client.get(address)

    with CaptureQueriesContext(connection) as captured:
        client.get(address)

    assert len(captured) == most
