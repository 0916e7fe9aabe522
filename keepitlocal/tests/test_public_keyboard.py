"""Every form with something wrong in it, by keyboard alone: Tab reaches each control, and each error leads to one."""

import pytest
from django.http import HttpResponse

from keepitlocal.languages.speaking import OURS
from keepitlocal.tests.public import State
from keepitlocal.tests.public.screens import Screen

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

# Of radios with one name, Tab reaches one: arrows go on from there.
CONTROLS = """() => {
    const groups = new Set(), all = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)";
    window.controls = [...document.querySelectorAll(all)].filter(each => {
        if (!each.checkVisibility() || each.disabled || each.tabIndex < 0) return false;
        if (each.type !== "radio") return true;
        const group = [...document.getElementsByName(each.name)];
        return each === (group.find(one => one.checked) || group[0]);
    });
    return window.controls.length;
}"""
REACHED = "() => window.controls.indexOf(document.activeElement)"
NAMED = "numbers => numbers.map(number => window.controls[number].outerHTML.slice(0, 80))"
ERRORS = """() => [...document.querySelectorAll(".govuk-error-summary a[href^='#']")].map(each => each.getAttribute("href"))"""
HAS_FOCUS = """() => document.activeElement.matches("main :is(input, select, textarea)")"""


@pytest.fixture(scope="module")
def screen(browser):
    screen = Screen(browser, 1280)
    yield screen
    screen.close()


@pytest.fixture(scope="module")
def wrong(states):
    return [state for state in states if state.language != "cy" and state.name.endswith("in error")]


def test_tab_reaches_every_control(screen, wrong):
    assert wrong
    assert {str(state): each for state in wrong if (each := unreached(screen, state))} == {}


def unreached(screen, state):
    screen.show(state)
    left = set(range(screen.page.evaluate(CONTROLS)))
    for _ in range(len(left) + 60):  # and what stands above and below the form
        screen.page.keyboard.press("Tab")
        left.discard(screen.page.evaluate(REACHED))
        if not left:
            break
    return screen.page.evaluate(NAMED, sorted(left))


def test_every_error_leads_to_the_control_that_it_is_about(screen, wrong):
    assert {str(state): each for state in wrong if (each := astray(screen, state))} == {}


def astray(screen, state):
    """The links of the error summary that leave the focus anywhere but on a control."""
    screen.show(state)
    found = []
    for target in screen.page.evaluate(ERRORS):
        screen.page.locator(f".govuk-error-summary a[href='{target}']").first.press("Enter")
        if not screen.page.evaluate(HAS_FOCUS):
            found.append(target)
    return found


@pytest.mark.parametrize(
    ("looked", "html"),
    [
        (unreached, "<form inert><input></form>"),
        (astray, "<p class='govuk-error-summary'><a href='#none'>Enter a name</a></p>"),
        (astray, "<p class='govuk-error-summary'><a href='#name'>Enter a name</a></p><p id='name' tabindex='-1'>Name</p>"),
    ],
    ids=["out of reach", "nowhere", "no control"],
)
def test_what_keeps_somebody_from_a_control_is_found(screen, looked, html):
    page = HttpResponse(f"<!DOCTYPE html><html lang='en'><main>{html}</main></html>")

    assert looked(screen, State("", "broken", OURS, "/", page))
