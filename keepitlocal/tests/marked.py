"""A page as somebody who has it read out hears it: which of its words are marked as English."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Marked(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.open, self.english, self.others = [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(dict(attrs).get("lang") or (self.open[-1] if self.open else ""))

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, words):
        (self.english if self.open and self.open[-1] == "en" else self.others).append(words)


def english_of(response):
    """Every piece of the page's own text, below its header, that is marked as English."""
    return [words.strip() for words in _Marked(_main(response)).english if words.strip()]


def unmarked_of(response):
    """The rest of it, as one text."""
    return " ".join("".join(_Marked(_main(response)).others).split())


def _main(response):
    return "<main" + response.text.partition("<main")[2].partition("</main>")[0] + "</main>"
