"""What a first visit to a page brings: bytes on the wire, requests, and how far the page shifts as it comes."""

import re
from dataclasses import astuple, dataclass

from django.conf import settings

TABLE = settings.ROOT / "docs" / "weights.md"
ROW = re.compile(
    r"^\| `([^`]*)` \| ([\d.]+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE
)
KB = 1024
SHIFT = """addEventListener("DOMContentLoaded", () => { window.shift = 0; new PerformanceObserver(list => {
    for (const each of list.getEntries()) window.shift += each.value;
}).observe({type: "layout-shift", buffered: true}); });"""
SETTLED = """async () => {
    await document.fonts.ready;
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
    return window.shift;
}"""
HEAD = """# What each public page weighs

A first visit with nothing kept, as the portal itself serves it, compressed where that is safe, with the round of `content/` in
it. Kilobytes on the wire, headers and all. `make weights` writes this. `keepitlocal/tests/test_public_weights.py` measures
again, holds each page to the budget (60 KB, or 64 where it shows a draft; 8 requests; CSS 16, script 8 and font 25 KB; layout
shift 0.02), and fails where a figure here is more than 2 KB out.

| Address | All, KB | Requests | CSS | Script | Font | HTML | Layout shift |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Weight:
    """Kilobytes, of everything and of each kind; and how far the page shifted."""

    all: float
    requests: int
    css: float
    script: float
    font: float
    html: float
    shift: float

    def __str__(self):
        return " | ".join(f"{each:.1f}" for each in astuple(self)).replace(f"| {self.requests:.1f} |", f"| {self.requests} |", 1)


class Scales:
    """A browser that keeps nothing from one page to the next."""

    KINDS = {"Stylesheet": "css", "Script": "script", "Font": "font", "Document": "html"}

    def __init__(self, browser):
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        self.context.add_init_script(SHIFT)
        self.page = self.context.new_page()
        self._network = self.context.new_cdp_session(self.page)
        self._network.send("Network.enable")
        self._network.on("Network.responseReceived", lambda said: self._kinds.update({said["requestId"]: said["type"]}))
        self._network.on("Network.loadingFinished", self._came)

    def weigh(self, portal, state):
        """Visit the address of a state for the first time, holding what its visitor held."""
        self._kinds, self._bytes = {}, {}
        self._network.send("Network.clearBrowserCache")
        self.context.clear_cookies()
        self.context.add_cookies([{"name": name, "value": value, "url": portal} for name, value in state.cookies.items()])
        answer = self.page.goto(portal + state.address)
        shift = self.page.evaluate(SETTLED)
        of = {kind: sum(size for key, size in self._bytes.items() if self._kinds[key] == kind) / KB for kind in self.KINDS}
        kinds = {name: of[kind] for kind, name in self.KINDS.items()}
        assert answer.status == state.answer.status_code, f"{state} answers {answer.status}."
        return Weight(sum(self._bytes.values()) / KB, len(self._bytes), **kinds, shift=shift)

    def _came(self, said):
        if said["requestId"] in self._kinds:
            self._bytes[said["requestId"]] = said["encodedDataLength"]


def written(weights):
    """The table of a dict of address to weight, as docs/weights.md has it."""
    return HEAD + "".join(f"| `{address}` | {weight} |\n" for address, weight in weights.items())


def read():
    """What docs/weights.md says."""
    return {address: Weight(*map(float, figures)) for address, *figures in ROW.findall(TABLE.read_text())}
