"""Every public page in every state, as a browser shows it on a wide screen and on the smallest phone.

In Welsh, whose words are longer, what is looked at is whether they fit. One page is loaded once, and looked at for all.
"""

import pytest
from django.http import HttpResponse

from keepitlocal.languages.speaking import OTHERS, OURS
from keepitlocal.tests.public import State
from keepitlocal.tests.public.frontend import module
from keepitlocal.tests.public.looking import looked_at, worn
from keepitlocal.tests.public.screens import Screen
from keepitlocal.tests.public.words import WORD

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

WIDE, SMALL = 1280, 320
CHECKS = ["axe", "console", "cramped", "spaced", "twice as large", "focus", "print", "forced colours"]
# A page that breaks each; the checks look at it as at any other.
BROKEN = {
    "axe": "<input>",
    "console": "<p onclick='wave()'>Wave</p>",
    "cramped": f"<p>{WORD * 3}</p>",
    "spaced": "<style>p { display: inline-block; overflow: hidden; height: 20px; line-height: 20px; }</style><p>Words</p>",
    "twice as large": "<style>p { overflow: hidden; height: 30px; font-size: 1rem; }</style><p>Words</p>",
    "focus": "<style>a { outline: none; }</style><a href='/'>Home</a>",
    "print": "<nav><a href='/'>Home</a></nav>",
    "forced colours": "<style>button { border: none; }</style><button type='button'>Wave</button>",
}


@pytest.fixture(scope="session")
def axe():
    return module("axe-core", "axe.min.js").read_text()


@pytest.fixture(scope="session")
def looked(browser, states, axe):
    """A dict of check to what is wrong: to sentences, by state and width."""
    found = {check: {} for check in CHECKS}
    for width, language in [(WIDE, OURS), (SMALL, OURS), *((SMALL, other) for other in OTHERS)]:
        screen = Screen(browser, width)
        if language == OURS:
            screen.context.add_init_script(axe)
        for state in states:
            if state.is_page and state.language == language:
                for check, sentences in everything_about(screen, state).items():
                    if sentences:
                        found[check][f"{state} at {width}"] = sentences
        screen.close()
    return found


def everything_about(screen, state):
    """What is wrong with a state by each of the checks that are made at this width and in this language."""
    screen.show(state)
    found = looked_at(screen, has_axe=state.language == OURS)
    found |= worn(screen) if screen.width == WIDE else {}
    return found | {"console": list(screen.complaints)}


def test_axe_finds_nothing(looked):
    """WCAG A and AA, 2.0 to 2.2."""
    assert looked["axe"] == {}


def test_the_browser_complains_of_nothing(looked):
    """Neither an error nor anything that the page's own policy forbids."""
    assert looked["console"] == {}


def test_nothing_is_wider_than_the_screen_or_cut_off(looked):
    """WCAG 1.4.10."""
    assert looked["cramped"] == {}


def test_nor_with_the_space_between_lines_and_letters_that_some_need(looked):
    """WCAG 1.4.12."""
    assert looked["spaced"] == {}


def test_nor_with_text_that_is_twice_as_large(looked):
    """WCAG 1.4.4."""
    assert looked["twice as large"] == {}


def test_whatever_has_the_focus_looks_so(looked):
    """WCAG 2.4.7."""
    assert looked["focus"] == {}


def test_on_paper_there_is_nothing_to_press(looked):
    assert looked["print"] == {}


def test_in_a_persons_own_colours_a_border_says_where_each_control_is(looked):
    assert looked["forced colours"] == {}


@pytest.mark.parametrize("check", CHECKS)
def test_what_breaks_a_rule_is_found(browser, axe, check):
    screen = Screen(browser, WIDE)
    screen.context.add_init_script(axe)
    policy = {"Content-Security-Policy": "script-src 'self'"}
    page = HttpResponse(
        f"<!DOCTYPE html><html lang='en'><title>Broken</title><main>{BROKEN[check]}</main></html>", headers=policy
    )

    found = everything_about(screen, State("", "broken", OURS, "/", page))
    screen.close()

    assert found[check]
