"""docs/public.md names every address that respondents can open, and every state of it that is checked; and what each answers.

An address that is new must be written in the table before the tests pass.
"""

import pytest

from keepitlocal.tests.public import patterns, rows

pytestmark = pytest.mark.django_db

# The design's addresses: people link to them, so they do not change.
DESIGN = """
about/ five-ways/ news/ resources/ pledge/ contact/ privacy/ cookies/ accessibility/
survey/ survey/<slug:slug>/ survey/<slug:slug>/questions/ survey/<slug:slug>/<slug:name>/ survey/<slug:slug>/check/
survey/<slug:slug>/sent/ evidence/ evidence/<slug:slug>/ evidence/<slug:slug>/yours/ evidence/<slug:slug>/yours/<slug:task>/
evidence/<slug:slug>/yours/documents/ evidence/<slug:slug>/yours/about-you/ evidence/<slug:slug>/yours/publication/
evidence/<slug:slug>/yours/check/ evidence/<slug:slug>/yours/sent/ evidence/<slug:slug>/yours/copy/
evidence/<slug:slug>/yours/withdraw/ principles/ principles/<int:number>/ principles/<int:number>/history/ principles/you-said/
return/ return/<str:token>/ return/leave/ confirm/<str:token>/ unsubscribe/<str:token>/ sitemap.xml robots.txt healthz
""".split()
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def addresses():
    """Those of the table that are no pages for when something is wrong."""
    return {address for address in rows() if not address.startswith("error ")}


def failing(states, check):
    """The states of which something does not hold, each with what `check` has to say of it."""
    found = {str(state): check(state) for state in states}
    return {state: said for state, said in found.items() if said}


def test_the_table_names_every_address_and_no_other():
    assert addresses() == set(patterns())


def test_the_table_names_every_address_of_the_design():
    assert {"", *DESIGN} - addresses() == set()


def test_the_table_names_every_state_that_is_checked_and_no_other(states):
    made = {address: {state.name for state in states if state.place == address} for address in rows()}

    assert made == {address: set(row.states) for address, row in rows().items()}


def test_each_state_is_made_once_in_each_language(states):
    made = [(state.place, state.name, state.language) for state in states]

    assert [each for each in made if made.count(each) > 1] == []


def test_every_answer_carries_the_headers(states):
    def wrong(state):
        return {name: state.answer.get(name) for name, value in HEADERS.items() if state.answer.get(name) != value}

    assert failing(states, wrong) == {}


def test_nothing_may_run_that_is_not_ours(states):
    def wrong(state):
        policy = state.answer.get("Content-Security-Policy", "")
        return "unsafe" in policy or "default-src 'self'" not in policy or "frame-ancestors 'none'" not in policy

    assert failing(states, wrong) == {}


def test_a_page_is_kept_by_everybody_or_by_nobody(states):
    """An ETag goes only with a page that shows no draft and holds no token; every other is stored nowhere."""

    def wrong(state):
        kept = [name for name, holds in {"ETag": "ETag" in state.answer, "no-store": is_stored_nowhere(state)}.items() if holds]
        return kept if kept != [rows()[state.place].kept] else None

    assert failing(states, wrong) == {}


def is_stored_nowhere(state):
    return "no-store" in state.answer.get("Cache-Control", "")


def test_a_page_with_a_token_is_kept_by_nobody(states):
    def wrong(state):
        return state.is_page and "csrfmiddlewaretoken" in state.answer.text and not is_stored_nowhere(state)

    assert failing(states, wrong) == {}


def test_what_is_compressed_says_that_it_varies(client, states):
    """And what holds a token is never compressed: its length would tell of it."""

    def wrong(state):
        client.cookies.clear()
        answer = client.get(state.address, headers={"Accept-Encoding": "gzip"})
        varies = "Accept-Encoding" in answer.get("Vary", "")
        return (answer.get("Content-Encoding"), varies) not in {(None, False), ("gzip", True)}

    kept_by_all = [state for state in states if state.was_asked_for and rows()[state.place].kept == "ETag"]
    assert kept_by_all
    assert failing(kept_by_all, wrong) == {}


def test_a_page_says_which_language_it_speaks(states):
    def wrong(state):
        said = "cy" if state.language == "cy" else "en-GB"
        return state.is_page and (
            f'<html lang="{said}"' not in state.answer.text or state.answer["Content-Language"] != state.language
        )

    assert failing(states, wrong) == {}
