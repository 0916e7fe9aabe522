"""A page saves itself while one types, and says how that goes."""

import pytest
from playwright.sync_api import expect

from keepitlocal.tests.saving import (
    AGAIN,
    OFFLINE,
    OLD,
    REFUSED,
    STYLE,
    Server,
    answering,
    hashed,
    no_connection,
    saved,
    telling,
    texts,
)

# What happens to the words, for whoever listens.
WATCH = """() => {
  const status = document.querySelector("[role=status]");
  window.changes = [];
  const watcher = new MutationObserver(() => window.changes.push(status.textContent));
  watcher.observe(status, { childList: true, characterData: true, subtree: true, attributeFilter: ["aria-live"] });
}"""


@pytest.fixture
def server(page, console):
    server = Server(page)
    yield server
    server.end(console)


def test_the_page_is_saved_two_seconds_after_one_stops(server):
    server.open()
    server.box.fill("Local")
    server.wait(1.9)
    assert server.saves == []

    server.wait(0.2)

    server.says("Saved")
    sent = {"csrfmiddlewaretoken": "token", "draft": "7", "page": "a1b2", "turn": "1"}
    assert server.saves == [sent | {f"answer-1.1@{OLD}": "Local", f"kind@{OLD}": "council"}]


def test_someone_who_never_stops_is_saved_after_ten_seconds(server):
    server.open()

    for _ in range(10):
        server.box.press_sequentially("a")
        server.wait(1)

    assert texts(server.saves) == ["a" * 10]


def test_what_was_saved_is_sent_under_the_hash_of_what_the_server_has(server, page):
    server.open()
    page.get_by_label("A charity").check()
    server.wait(2)
    server.says("Saved")

    server.type("Local")

    server.says("Saved")
    assert [name for name in server.saves[1] if "@" in name] == [f"answer-1.1@{hashed('')}", f"kind@{hashed('charity')}"]
    assert [posted["turn"] for posted in server.saves] == ["1", "2"]
    expect(page.get_by_label("A charity")).to_be_checked()


def test_one_save_is_under_way_at_a_time(server):
    server.open()
    server.answer = server.hold
    server.type("Local")
    server.type("Locally")
    server.wait(10)
    assert texts(server.saves) == ["Local"]

    server.answer = saved
    server.held.pop()()

    server.says("Saved")
    assert texts(server.saves) == ["Local", "Locally"]
    assert f"answer-1.1@{hashed('Local')}" in server.saves[1]


def test_what_was_typed_since_is_not_called_saved(server):
    server.open()
    server.type("Local")
    server.says("Saved")

    server.box.press_sequentially("ly")

    expect(server.words).to_be_empty()


def test_what_was_typed_while_it_was_saved_is_not_called_saved(server, page):
    server.open()
    page.evaluate(WATCH)
    server.answer = server.hold
    server.type("Local")
    server.box.fill("Locally")

    server.held.pop()()
    server.answer = saved
    server.settle()
    assert page.evaluate("window.changes") == []

    server.wait(2)
    server.says("Saved")


def test_leaving_a_box_that_is_saved_changes_nothing(server):
    server.open()
    server.type("Local")

    server.box.blur()
    server.wait(30)

    server.says("Saved")
    assert len(server.saves) == 1


def test_saved_is_read_aloud_once(server):
    server.open()
    server.type("Local")
    server.says("Saved")
    expect(server.words).to_have_attribute("aria-live", "polite")

    server.type("Locally")

    server.says("Saved")
    expect(server.words).to_have_attribute("aria-live", "off")


def test_the_words_change_only_when_the_state_does(server, page):
    server.open()
    page.evaluate(WATCH)
    server.answer = no_connection
    server.type("Local")
    for _ in range(3):
        server.wait(5)
    assert len(server.saves) == 4

    server.answer = saved
    server.wait(5)

    server.says("Saved")
    assert page.evaluate("window.changes") == [OFFLINE, "Saved"]
    expect(server.words).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize(
    ("failing", "said"),
    [(no_connection, OFFLINE), (answering(503), AGAIN), (answering(429), AGAIN)],
    ids=["no connection", "503", "429"],
)
def test_a_save_that_may_yet_go_is_tried_every_five_seconds(server, failing, said):
    server.open()
    server.answer = failing
    server.type("Local")
    server.says(said)
    server.wait(4.9)
    assert len(server.saves) == 1
    server.answer = saved

    server.wait(0.2)

    server.says("Saved")
    assert texts(server.saves) == ["Local", "Local"]


def test_what_was_typed_without_a_connection_goes_the_moment_it_is_back(server, page):
    server.open()
    page.context.set_offline(True)
    server.answer = no_connection
    server.type("Local")
    server.says(OFFLINE)
    server.box.fill("Locally")
    server.answer = saved

    page.context.set_offline(False)

    server.says("Saved")
    assert texts(server.saves)[-1] == "Locally"


def test_an_answer_that_takes_twenty_seconds_is_no_connection(server):
    server.open()
    server.answer = server.hold
    server.type("Local")
    server.wait(19.9)
    expect(server.words).to_be_empty()

    server.wait(0.2)

    server.says(OFFLINE)


def test_a_text_that_somebody_else_changed_pauses_the_page_with_a_link(server):
    server.open()
    server.answer = telling(choose="/evidence/call/yours/choose/")
    server.type("Local")
    expect(server.words).to_contain_text("Both are kept")
    expect(server.words.get_by_role("link")).to_have_attribute("href", "/evidence/call/yours/choose/")

    server.type("Locally")
    server.wait(30)

    assert texts(server.saves) == ["Local"]


def test_a_problem_is_said_and_tried_again_when_something_changes(server):
    server.open()
    server.answer = telling(problems=["Answer 1.1 is too long", "And another"])
    server.type("Local")
    server.says("Not saved: Answer 1.1 is too long")
    server.wait(30)
    assert len(server.saves) == 1
    server.answer = saved

    server.type("Short")

    server.says("Saved")
    assert texts(server.saves) == ["Local", "Short"]


@pytest.mark.parametrize(
    "refusing",
    [
        answering(403),
        answering(200, body="<p>Sign in", content_type="text/html"),
        answering(200, body="null", content_type="application/json"),
        answering(302, headers={"Location": "/elsewhere/"}),
    ],
    ids=["403", "a page", "nothing", "elsewhere"],
)
def test_a_refusal_pauses_the_page_and_a_press_shows_why(server, refusing):
    server.open()
    server.answer = refusing
    server.type("Local")
    server.says(REFUSED)
    server.type("Locally")
    server.wait(30)
    assert len(server.saves) == 1

    server.press()

    assert texts([server.went_on()]) == ["Locally"]


def test_another_form_is_left_alone(server):
    server.open(attribute="")
    server.type("Local")
    server.wait(30)
    assert server.saves == []

    server.press()

    assert server.went_on()["turn"] == "0"


def test_without_script_the_words_take_no_room(plain_page):
    server = Server(plain_page)

    server.open(style=STYLE)

    assert plain_page.locator(".kil-saving").bounding_box()["height"] == 0


def test_what_is_not_saved_stays_in_view_on_a_narrow_screen(server, page):
    page.set_viewport_size({"width": 320, "height": 480})
    server.open(style=STYLE)
    server.answer = no_connection
    server.box.evaluate("box => { box.rows = 90 }")

    server.type("Local")

    server.says(OFFLINE)
    expect(server.words).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
