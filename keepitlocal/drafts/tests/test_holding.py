"""Which drafts a browser holds, in one signed cookie."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.test import RequestFactory

from keepitlocal.drafts import holding


@dataclass(frozen=True)
class Thing:
    """What a browser can hold."""

    pk: int
    generation: int = 1
    KIND: str = "evidence"


def request_with(cookie, **said):
    request = RequestFactory().get("/", said)
    request.COOKIES[settings.DRAFTS_COOKIE_NAME] = cookie
    return request


def browser(*things, cookie=""):
    """A request of a browser that chose these, one after the other."""
    for thing in things:
        response = HttpResponse()
        holding.hold(response, request_with(cookie), thing)
        cookie = response.cookies[settings.DRAFTS_COOKIE_NAME].value
    return request_with(cookie)


def test_a_browser_holds_what_it_chose():
    request = browser(Thing(7, 2), Thing(7, 3, "survey"))

    assert holding.holds(request) == {"evidence": {7: 2}, "survey": {7: 3}}


def test_what_is_held_of_one_kind_opens_nothing_of_another():
    assert holding.held(browser(Thing(7)), "survey") == {}


def test_what_was_chosen_last_comes_last_in_its_newest_generation():
    held = holding.held(browser(Thing(1), Thing(2), Thing(1, 2)), "evidence")

    assert list(held.items()) == [(2, 1), (1, 2)]


def test_what_was_chosen_longest_ago_goes_first_whatever_its_kind():
    many = [Thing(number, KIND=["evidence", "survey"][number % 2]) for number in range(holding.MOST)]

    held = holding.holds(browser(*many, Thing(0), Thing(100)))

    assert set(held["survey"]) == set(range(3, holding.MOST, 2))
    assert set(held["evidence"]) == {100, *range(0, holding.MOST, 2)}


def test_a_cookie_that_holds_the_most_is_small_enough_for_every_browser():
    request = browser(*(Thing(2**40 + number, 1000) for number in range(holding.MOST)))

    assert len(request.COOKIES[settings.DRAFTS_COOKIE_NAME]) < 4000


@pytest.mark.parametrize(
    "cookie",
    ["", "nonsense", '[["evidence",7,1]]', signing.dumps([["evidence", 7, 1]], salt="another")],
    ids=["empty", "words", "unsigned", "signed for something else"],
)
def test_only_what_we_signed_counts(cookie):
    """A1."""
    assert holding.holds(request_with(cookie)) == {}


def test_the_cookie_is_for_no_script_and_no_other_site():
    response = HttpResponse()
    holding.hold(response, request_with(""), Thing(7))

    cookie = response.cookies[settings.DRAFTS_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", holding.KEPT_FOR)


def test_a_browser_lets_go_of_everything():
    response = HttpResponse()

    holding.let_go(response)

    assert response.cookies[settings.DRAFTS_COOKIE_NAME].value == ""


@pytest.mark.parametrize(
    ("said", "chosen"),
    [({}, Thing(2)), ({"draft": "1"}, Thing(1)), ({"draft": "3"}, None), ({"draft": ""}, None)],
    ids=["nothing is named", "one is named", "one is named that is not held", "an empty name"],
)
def test_a_request_is_about_the_one_that_it_names_or_else_the_last(said, chosen):
    assert holding.chosen(request_with("", **said), [Thing(1), Thing(2)]) == chosen


def test_a_form_says_which_one_it_is_about():
    request = RequestFactory().post("/", {"draft": "1"})

    assert holding.chosen(request, [Thing(1), Thing(2)]) == Thing(1)
    assert holding.chosen(request, [Thing(1), Thing(2)], reads_form=False) == Thing(2)


def test_of_nothing_nothing_is_chosen():
    assert holding.chosen(request_with(""), []) is None


def test_the_same_page_begins_the_same_draft():
    assert holding.begun_with(1, "evidence", "nonce") == holding.begun_with(1, "evidence", "nonce")


@pytest.mark.parametrize("other", [(2, "evidence", "nonce"), (1, "survey", "nonce"), (1, "evidence", "another")])
def test_another_page_begins_another_draft(other):
    assert holding.begun_with(*other) != holding.begun_with(1, "evidence", "nonce")


def test_a_page_without_a_nonce_begins_a_draft_of_its_own():
    assert holding.begun_with(1, "evidence", "") is None


def test_nonces_differ():
    assert len({holding.nonce() for _ in range(100)}) == 100
