"""A page that saves while one types, with the real script and words, and a server for it that is scripted by its test."""

from hashlib import sha256
from urllib.parse import parse_qsl

from django.template.loader import render_to_string
from playwright.sync_api import expect

from keepitlocal.tests.test_house import ROOT

ADDRESS = "https://portal.example.org/evidence/call/yours/section-1/"
OLD = "0" * 16
OFFLINE = "Not saved: no connection, keep this page open"
AGAIN = "Not saved yet. Trying again"
STYLE = '<link rel="stylesheet" href="/portal.css">'
REFUSED = "Not saved. Press “Save and continue” to see why"
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Saving</title>
{style}<script src="/portal.js" defer></script></head>
<body><a href="/elsewhere/">Elsewhere</a><form method="post" novalidate {attribute}>
  <input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="draft" value="7">
  <input type="hidden" name="page" value="a1b2"><input type="hidden" name="turn" value="0" autocomplete="off">
  <label>Answer <textarea name="answer-1.1@{old}"></textarea></label>
  <label><input type="radio" name="kind@{old}" value="council" checked> A council</label>
  <label><input type="radio" name="kind@{old}" value="charity"> A charity</label>
  <button data-module="govuk-button" data-prevent-double-click="true">Save and continue</button>
  <button data-module="govuk-button" data-prevent-double-click="true" name="then" value="list">Save and go to the list</button>
</form>{words}</body></html>"""


def hashed(text):
    return sha256(text.encode()).hexdigest()[:16]


def saved(route, posted, **told):
    seen = {name.split("@")[0]: hashed(text) for name, text in posted.items() if "@" in name}
    route.fulfill(json={"seen": seen, "choose": "", "problems": []} | told)


def telling(**told):
    return lambda route, posted: saved(route, posted, **told)


def answering(status, **reply):
    return lambda route, posted: route.fulfill(status=status, **reply)


def no_connection(route, posted):
    route.abort("internetdisconnected")


class Server:
    """`saves` and `presses` are the forms that came; `answer` is how a save is answered. The page's clock stands still."""

    def __init__(self, page):
        self.page, self.answer = page, saved
        self.saves, self.presses, self.held, self.dialogs = [], [], [], []
        self.words, self.box = page.get_by_role("status"), page.get_by_label("Answer")
        page.route("**/*", self.take)
        page.on("dialog", self.allow)

    def open(self, attribute="data-kil-save", style=""):
        words = render_to_string("drafts/_saving.html")
        self.html = PAGE.format(attribute=attribute, style=style, old=OLD, words=words)
        self.page.clock.install(time=0)
        self.page.goto(ADDRESS)
        self.page.clock.pause_at(60_000)

    def take(self, route):
        name = route.request.url.rpartition("/")[2]
        if route.request.method == "POST":
            self.take_form(route, dict(parse_qsl(route.request.post_data, keep_blank_values=True)))
        elif name in {"portal.js", "portal.css"}:
            route.fulfill(path=ROOT / "static" / "kil" / name)
        else:
            page = self.html if route.request.url == ADDRESS else "Elsewhere"
            policy = {"Content-Security-Policy": "default-src 'self'"}
            route.fulfill(body=page, content_type="text/html", headers=policy)

    def take_form(self, route, posted):
        assert route.request.url == ADDRESS
        if route.request.headers["accept"] == "application/json":
            self.saves.append(posted)
            self.answer(route, posted)
        else:
            self.presses.append(posted)
            route.fulfill(body="The next page", content_type="text/html")

    def allow(self, dialog):
        self.dialogs.append(dialog.type)
        dialog.accept()

    def hold(self, route, posted):
        """Leaves a save without its answer until the test gives it."""
        self.held.append(lambda: saved(route, posted))

    def settle(self):
        """Returns when what the page has asked for so far has come."""
        self.page.evaluate("fetch('/nothing').then((reply) => reply.text())")

    def wait(self, seconds):
        self.page.clock.run_for(round(seconds * 1000))
        self.settle()

    def type(self, text):
        """Writes `text` in the box, and stops for as long as it takes to be saved."""
        self.box.fill(text)
        self.wait(2)

    def press(self, button="Save and continue"):
        self.page.get_by_role("button", name=button).click()

    def says(self, words):
        expect(self.words).to_have_text(words)

    def went_on(self):
        """What was posted by the press that brought the page to the next one, with no question asked."""
        expect(self.page.get_by_text("The next page")).to_be_visible()
        assert self.dialogs == []
        (posted,) = self.presses
        return posted

    def end(self, console):
        while self.held:
            self.held.pop()()
        # What a browser says of a reply that failed is no complaint about the page.
        console[:] = [each for each in console if "Failed to load resource" not in each]


def texts(posts):
    return [text for posted in posts for name, text in posted.items() if name.startswith("answer-1.1@")]
