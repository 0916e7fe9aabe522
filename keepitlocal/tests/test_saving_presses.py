"""A press of a button waits until everything is saved, and nothing is left behind unsaved in silence."""

import pytest
from playwright.sync_api import expect

from keepitlocal.tests.saving import OFFLINE, Server, answering, no_connection, saved, telling, texts

HIDE = "Object.defineProperty(document, 'hidden', {value: true}).dispatchEvent(new Event('visibilitychange'))"
COME_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
NOTE_KEEPALIVE = "const real = fetch; window.fetch = (to, how) => { window.kept = how.keepalive; return real(to, how) }"

each_button = pytest.mark.parametrize(("button", "then"), [("Save and continue", None), ("Save and go to the list", "list")])


@pytest.fixture
def server(page, console):
    server = Server(page)
    yield server
    server.end(console)


def test_a_press_goes_its_own_way_when_everything_is_saved(server):
    server.open()
    server.type("Local")
    server.says("Saved")

    server.press()

    assert server.went_on()["turn"] == "2"
    assert len(server.saves) == 1


@each_button
def test_a_press_saves_first_what_is_not_saved(server, button, then):
    server.open()
    server.box.fill("Local")

    server.press(button)

    posted = server.went_on()
    assert (posted["turn"], posted.get("then")) == ("2", then)
    assert texts([*server.saves, posted]) == ["Local", "Local"]


@each_button
def test_a_press_without_a_connection_goes_on_when_it_is_back(server, page, button, then):
    server.open()
    server.answer = no_connection
    server.box.fill("Local")
    server.press(button)
    server.says(OFFLINE)
    server.wait(5)
    assert (len(server.saves), server.presses) == (2, [])
    server.answer = saved

    page.evaluate("dispatchEvent(new Event('online'))")

    posted = server.went_on()
    assert (posted["turn"], posted.get("then")) == ("4", then)


def test_a_press_waits_for_the_save_under_way(server, page):
    server.open()
    server.answer = server.hold
    server.type("Local")
    page.get_by_role("button", name="Save and go to the list").dblclick()
    server.says("Saving…")
    assert (len(server.saves), server.presses) == (1, [])

    server.held.pop()()

    assert server.went_on()["then"] == "list"


def test_the_button_pressed_last_is_the_one_that_goes(server):
    server.open()
    server.answer = server.hold
    server.box.fill("Local")
    server.press("Save and go to the list")
    server.press("Save and continue")

    server.held.pop()()

    assert "then" not in server.went_on()


@pytest.mark.parametrize(
    "told", [{"problems": ["It is too long"]}, {"choose": "/choose/"}], ids=["a problem", "somebody else's text"]
)
def test_a_press_goes_to_where_it_can_be_put_right(server, told):
    server.open()
    server.answer = telling(**told)
    server.box.fill("Local")

    server.press("Save and go to the list")

    assert server.went_on()["then"] == "list"


@pytest.mark.parametrize(
    "missing",
    [
        "window.fetch",
        "window.FormData",
        "window.URLSearchParams",
        "window.AbortController",
        "HTMLFormElement.prototype.requestSubmit",
    ],
)
def test_where_something_is_missing_the_button_saves(server, page, missing):
    page.add_init_script(f"delete {missing}")
    server.open()
    server.box.fill("Local")

    server.press()

    assert texts([server.went_on()]) == ["Local"]
    assert server.saves == []


@pytest.mark.parametrize("length", [5, 70_000], ids=["a small page", "a large page"])
def test_a_page_that_is_hidden_is_saved_at_once(server, page, length):
    page.add_init_script(NOTE_KEEPALIVE)
    server.open()
    server.box.fill("a" * length)

    page.evaluate(HIDE)

    server.says("Saved")
    assert [len(text) for text in texts(server.saves)] == [length]
    assert page.evaluate("window.kept") is (length == 5)


def test_a_page_that_is_hidden_while_it_is_saved_sends_what_was_typed_since(server, page):
    server.open()
    server.answer = server.hold
    server.type("Local")
    server.box.fill("Locally")
    server.answer = saved

    page.evaluate(HIDE)

    server.says("Saved")
    assert texts(server.saves) == ["Local", "Locally"]


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (no_connection, 1),
        (answering(403), 1),
        (telling(problems=["It is too long"]), 1),
        (telling(choose="/choose/"), 0),
        (saved, 0),
    ],
    ids=["no connection", "403", "a problem", "both kept", "saved"],
)
def test_leaving_is_asked_about_when_something_could_not_be_saved(server, page, answer, asked):
    server.open()
    server.answer = answer
    server.box.press_sequentially("Local")
    server.wait(2)
    expect(server.words).not_to_be_empty()

    page.get_by_text("Elsewhere").click()

    expect(server.box).to_have_count(0)
    assert server.dialogs == ["beforeunload"] * asked


def test_leaving_a_page_too_large_to_be_sent_behind_ones_back_is_asked_about(server, page):
    server.open()
    server.type("a" * 70_000)
    server.says("Saved")
    server.box.press_sequentially("b")

    page.get_by_text("Elsewhere").click()

    expect(server.box).to_have_count(0)
    assert server.dialogs == ["beforeunload"]


def test_coming_back_saves_at_once_and_forgets_the_press(server, page):
    server.open()
    server.answer = no_connection
    server.box.fill("Local")
    server.press()
    server.says(OFFLINE)
    server.answer = saved

    page.evaluate(COME_BACK)

    server.says("Saved")
    assert server.presses == []


def test_coming_back_to_what_is_saved_sends_nothing(server, page):
    server.open()
    server.type("Local")
    server.says("Saved")

    page.evaluate(COME_BACK)
    server.wait(30)

    assert len(server.saves) == 1
