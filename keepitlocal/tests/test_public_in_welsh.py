"""Pages in Welsh, in every state: no English is left on them, but what is marked as English and what people wrote themselves."""

import re
from html.parser import HTMLParser

import pytest

from keepitlocal.tests.public.words import LONG, WORD
from keepitlocal.tests.test_public_table import failing

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]

# The commonest English words that are no Welsh ones, and those that are commonest here.
ENGLISH = set(
    """
    the and of for with from this that these those you your it its in if are were been have will would could should must may
    not no any some every each more other what when where which who why how there their they them here then into about after
    before only also does did by people your nobody somebody nothing everybody one two first last next new name page read write
    send sent ask asked say said see give change choose back again open opened close closed answer answers question address
    draft words email Monday Sunday January March May
    """.lower().split()
)
NAMES = ["Keep it Local", "Lloyds Bank Foundation for England and Wales", "the Social Value Act", LONG, WORD]
OWN_TAGS = {"bdi", "textarea", "script", "style"}  # in which people's own words stand, or nobody's
OWN_CLASSES = {"kil-typed", "kil-comment__text"}
ATTRIBUTES = ["alt", "title", "placeholder", "aria-label", "aria-description"]
TOLD = {"description", "og:title", "og:description", "og:image:alt", "og:site_name"}  # what is told of a page elsewhere
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Heard(HTMLParser):
    """What a page says: `english` is what is marked so, and `others` the rest, but for what people wrote themselves."""

    def __init__(self, html):
        super().__init__()
        self.open, self.english, self.others = [("", "", False)], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        _, lang, is_own = self.open[-1]
        lang = attrs.get("lang") or lang
        is_own |= tag in OWN_TAGS or attrs.get("dir") == "auto" or bool(OWN_CLASSES & {*(attrs.get("class") or "").split()})
        for name in self._said_in(tag, attrs):
            self._hear(attrs.get(name), lang, is_own)
        if tag not in VOID:
            self.open.append((tag, lang, is_own))

    def _said_in(self, tag, attrs):
        if tag == "meta":
            return ["content"] if {attrs.get("name"), attrs.get("property")} & TOLD else []
        return [*ATTRIBUTES, *(["value"] if tag == "input" and attrs.get("type") == "submit" else [])]

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, words):
        self._hear(words, *self.open[-1][1:])

    def _hear(self, words, lang, is_own):
        words = " ".join((words or "").split())
        if words and not is_own:
            (self.english if lang == "en" else self.others).append(words)


def unmarked(state):
    """The pieces of a page that are in English and not marked so.

    In a title nothing can be marked: what is marked where it stands on the page is no fault there.
    """
    heard = Heard(state.answer.text)
    marked = sorted({*NAMES, *heard.english}, key=len, reverse=True)
    return [piece for piece in heard.others if english_in(piece, marked)]


def english_in(piece, marked=()):
    for each in marked:
        piece = piece.replace(each, " ")
    return sorted(ENGLISH & {*re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", piece.lower())})


def test_no_english_is_left_on_a_page_in_welsh(states):
    assert failing([state for state in states if state.is_page and state.language == "cy"], unmarked) == {}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<p>Where <span lang="en">to go</span></p>', ["Where"]),
        ('<p lang="en">What is this?</p>', []),
        ("<p>Eich sylw: <bdi>It is the best</bdi></p>", []),
        ('<img alt="The street">', ["The street"]),
        ('<meta name="description" content="The street"><p lang="en">The street</p>', []),
        ('<input type="submit" value="Send it">', ["Send it"]),
        ("<p>Mae’r dudalen hon ar agor i bawb, a chewch ysgrifennu at y we</p>", []),
    ],
)
def test_english_is_found_where_it_stands(html, words):
    heard = Heard(html)

    assert [piece for piece in heard.others if english_in(piece, heard.english)] == words
