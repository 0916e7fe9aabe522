"""What a page says in the fields of a draft, and what becomes of it: words that nobody here has seen are never written over."""

import hashlib
import re
from dataclasses import dataclass
from enum import Enum

NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")  # of a page
TURN = re.compile(r"[0-9]{1,7}")


def hash_of(text):
    """What tells a text from another one: a quarter of its SHA-256, 64 bits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Said:
    """What a page wants a field to say, and the hash of what it had shown there."""

    text: str
    seen: str = hash_of("")


@dataclass(frozen=True)
class Page:
    """Which page, in which browser, is saving: its name is new whenever it is opened, and its script numbers the saves from 1."""

    name: str = ""
    turn: int = 0


NO_PAGE = Page()


def page_of(data):
    """Which page a form comes from, and at which turn, as far as it says so sensibly."""
    name, turn = data.get("page", ""), data.get("turn", "")
    if not NAME.fullmatch(name):
        return NO_PAGE  # all that have no name would count their turns together
    return Page(name, int(turn) if TURN.fullmatch(turn) else 0)


class Fate(Enum):
    """What becomes of what a page says."""

    SAME = "it says so already, or the page changed nothing"
    SAVED = "it is saved"
    BESIDE = "somebody else has changed it: both texts are kept"


def fate(stored, said, page, last=None):
    """The fate of `said` where the draft says `stored`.

    `last` is the hash of what the same page said there before: "" where that is kept beside, None where it said nothing yet.
    """
    if said.text == stored or hash_of(said.text) == (said.seen if last is None else last):
        return Fate.SAME
    # A page knows what it wrote itself, also when it never heard that it was saved; without turns, it may have come before that.
    seen = last if last and page.turn else said.seen
    return Fate.SAVED if seen == hash_of(stored) else Fate.BESIDE
