"""Kept pages: to a browser the same as those made for one person, and nothing of anybody in what is kept."""

import gc
import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from evidence.tests.naughty import STRINGS
from keepitlocal import pages
from survey.definition import Malformed
from survey.definition.answering import tidied
from survey.models import Response, Survey
from survey.tests import makers
from survey.tests.browsing import SURVEY, form_of, page
from survey.tests.makers import asking, definition, question
from survey.tests.stored import DAY, MOMENT, NOON, fill, hold, make_response, make_sent, make_survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

DIFFERS = re.compile(r'(name="(?:csrfmiddlewaretoken|nonce|page)" value=")([\w-]+)"')
KINDS = ["one", "many", "text", "long", "number", "scale", "grid", "rank", "email", "date", "yes_no"]
HOSTILE = [
    "</textarea><script>alert(1)</script>",
    "&amp; & &#x27; ' \"",
    "{{ csrf_token }}",
    "\\1 \\g<0> %s {0}",
    pages.slot("csrf_token"),
    f"{pages.MARK}-",
]
ANSWERED = {
    "one": {"a": "south"},
    "many": {"a": "north east"},
    "text": {"a": "Words"},
    "long": {"a": "Words\nin lines"},
    "number": {"a": "1,200"},
    "scale": {"a": "5"},
    "grid": {"a.price": "2", "a.notice": "-1"},
    "rank": {"a.1": "east", "a.2": "north"},
    "email": {"a": "ann@example.org"},
    "date": {"a.day": "27", "a.month": "3", "a.year": "2018"},
    "yes_no": {"a": "no"},
}


class Read(HTMLParser):
    """What a browser makes of a page: `found`, its tags and words. An empty value is none, nor an empty option a choice."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(DIFFERS.sub(r'\1"', html))

    def handle_starttag(self, tag, attrs):
        said = {name: value for name, value in attrs if (name, value) != ("value", "")}
        if tag == "option" and "value" not in said:
            said.pop("selected", None)
        self.found.append((tag, said))

    def handle_data(self, data):
        self.found.append(data.strip())


def seen(client, address, monkeypatch):
    """A page as it comes from memory, and as it is made for one person, as a browser reads it and without what always differs."""
    client.get(address)
    kept = client.get(address)
    with monkeypatch.context() as patched:
        patched.setattr(pages, "is_ordinary", lambda request: False)
        made = client.get(address)
    assert (kept.templates, bool(made.templates)) == ([], True)
    (kept_as, made_as) = ((each.status_code, {**each.headers, "Content-Length": ""}) for each in (kept, made))
    assert kept_as == made_as
    return [Read(each.text).found for each in (kept, made)]


def asks(kind):
    return question("a", kind, **({"apart": True} if kind == "email" else {}))


def test_every_kind_of_question_is_tested():
    assert set(ANSWERED) == set(KINDS)


@pytest.mark.parametrize("is_answered", [False, True], ids=["empty", "answered"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_is_the_same_from_memory_and_shows_its_answer(client, monkeypatch, kind, is_answered):
    response = hold(client, make_response(make_survey(asking(asks(kind)))))
    fill(response, ANSWERED[kind] if is_answered else {})

    kept, made = seen(client, page("you"), monkeypatch)

    assert kept == made
    assert {box: text for box, text in form_of(client.get(page("you"))).says().items() if text} == response.says


@pytest.mark.parametrize("browser", ["a stranger's", "with a draft", "with answers sent", "with changes begun"])
@pytest.mark.parametrize(
    "window",
    [
        {},
        {"opens_at": NOON + MOMENT},
        {"closes_at": NOON + DAY},
        {"closes_at": NOON},
        {"closes_at": NOON - DAY},
        {"extended_from": NOON, "extended_why": "It was <down> & out."},
        {"grace_minutes": 0},
    ],
    ids=["open", "upcoming", "last hours", "in the grace", "closed", "extended", "no grace"],
)
def test_the_start_is_the_same_from_memory(client, monkeypatch, window, browser):
    survey = make_survey(**window)
    at = survey.opens_at + DAY
    if browser == "with a draft":
        hold(client, make_response(survey, at=at, role="would"))
    elif browser != "a stranger's":
        sent = hold(client, make_sent(survey, at=at))
        if browser == "with changes begun":
            sent.change(at=at)

    kept, made = seen(client, SURVEY, monkeypatch)

    assert kept == made


@pytest.mark.parametrize("query", ["", "?from=check", "?from=elsewhere", "?from=check&from=list"])
@pytest.mark.parametrize("window", [{}, {"closes_at": NOON}, {"closes_at": NOON + DAY}], ids=["open", "grace", "last hours"])
@pytest.mark.parametrize("name", ["you", "area", "obstacles"])
def test_a_page_is_the_same_from_memory(client, monkeypatch, window, query, name):
    hold(client, make_response(make_survey(**window), at=NOON - DAY, role="would", authority="Leeds", barriers__size="2"))

    kept, made = seen(client, page(name, query), monkeypatch)

    assert kept == made


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers_come_out_escaped_and_the_same_from_memory(client, monkeypatch, text):
    hold(client, make_response(role="would", authority=text, services__other__words=text))

    kept, made = seen(client, page("area"), monkeypatch)

    assert kept == made
    assert "<script>alert" not in client.get(page("area")).text


def test_every_string_that_has_broken_forms_comes_out_the_same_from_memory(client, monkeypatch):
    texts = {f"q{number}": tidied(text) for number, text in enumerate(STRINGS)}
    response = hold(client, make_response(make_survey(asking(*(question(name, "long") for name in texts)))))
    fill(response, texts)

    kept, made = seen(client, page("you"), monkeypatch)

    assert kept == made


@pytest.mark.parametrize("name", ["title", "response", "survey", "place", "form", "self", "request", "path", "query", "phase"])
def test_no_name_of_a_question_is_taken_for_something_of_the_page(client, name):
    response = hold(client, make_response(make_survey(asking(question(name, "text")))))
    fill(response, {name: "Mine"})

    assert form_of(client.get(page("you"))).says() == {name: "Mine"}


@pytest.mark.parametrize("name", ["draft", "called", "reference", "page", "csrf_token", "csrfmiddlewaretoken", "nonce"])
def test_no_question_is_named_as_something_that_a_page_fills_in_itself(name):
    with pytest.raises(Malformed):
        asking(question(name, "text"))


def test_nothing_of_anybody_is_kept(client):
    survey = make_survey()
    response = hold(client, make_response(survey, role="would", authority="canary-answer"))
    sent_client = Client()
    sent = hold(sent_client, make_sent(survey))
    cookies = [morsel.value for browser in [client, sent_client] for morsel in browser.cookies.values()]

    shown = [
        browser.get(f"{address}?from=check&canary=canary-query", headers={"User-Agent": "canary-agent", "Referer": "canary"})
        for browser in [client, sent_client]
        for address in [SURVEY, page("area")]
    ]

    tokens = [value for each in shown for _, value in DIFFERS.findall(each.text)]
    kept = ["".join(each.pieces) for each in gc.get_objects() if type(each) is pages.Page]
    assert "canary-answer" in shown[1].text
    assert len(kept) >= 3
    assert [word for word in ["canary", sent.reference, f"Draft {response.pk}", *cookies, *tokens] if word in "".join(kept)] == []


def test_two_people_see_their_own_answers_and_tokens_from_one_kept_page():
    survey = make_survey()
    browsers = [Client(), Client()]
    for browser, words in zip(browsers, ["Ann’s", "Ben’s"], strict=True):
        hold(browser, make_response(survey, role="would", authority=words))

    shown = [browser.get(page("area")) for browser in browsers]

    assert [form_of(each).says()["authority"] for each in shown] == ["Ann’s", "Ben’s"]
    assert DIFFERS.findall(shown[0].text) != DIFFERS.findall(shown[1].text)


def test_an_answer_that_is_offered_no_more_is_no_reason_to_fail(client):
    """Such as one that another program wrote."""
    hold(client, make_response(role="would"))
    Response.objects.update(says={"role": "would", "designed": "west", "services": "health west", "barriers.size": "9"})

    assert [client.get(page(name)).status_code for name in ["area", "obstacles", "check"]] == [200] * 3


def test_what_decides_the_number_of_pages_leaves_it_open_until_it_is_answered(client):
    survey = make_survey(
        definition(
            makers.page("you", question("role", "yes_no")),
            makers.page("more", show_if={"role": {"in": ["yes"]}}),
            makers.page("last"),
        )
    )
    response = hold(client, make_response(survey))
    before = client.get(page("you")).text
    fill(response, {"role": "yes"})

    after = client.get(page("you")).text

    assert ("Page 1<" in before, "Page 1 of 3<" in after) == (True, True)


def test_a_survey_opens_and_closes_by_the_microsecond(client, arrive):
    """D11: a page that is kept never says open afterwards."""
    survey = make_survey()
    said = []
    for moment in [survey.opens_at - MOMENT, survey.opens_at, survey.closes_at - MOMENT, survey.closes_at]:
        arrive(moment)
        shown = client.get(SURVEY).text
        said.append([words for words in ["This survey opens at", "Start now", "This survey closed at"] if words in shown])

    assert said == [["This survey opens at"], ["Start now"], ["Start now"], ["This survey closed at"]]


def test_what_officers_change_shows_at_once(client):
    survey = make_survey()
    hold(client, make_response(survey, role="would"))
    before = client.get(SURVEY).text
    Survey.objects.update(introduction="In other words.")
    survey.changed(by=None, at=NOON)

    assert ["In other words." in each for each in [before, client.get(SURVEY).text]] == [False, True]
