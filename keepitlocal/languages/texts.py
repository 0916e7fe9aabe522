"""The texts of officers that respondents are shown now: each is offered by its part, and translated as it stands."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A text, whole, or the part of it that pages show by itself.

    `where` names its place in a few words that stay the same while the text is corrected, such as "Call keep-it-local: question
    1.1": by it the earlier translation is found. `address` is a page that shows it.
    """

    text: str
    where: str
    address: str


def named(texts, where, address):
    """Texts of one thing, by what each is called in it; what is empty is left out."""
    return [Text(text, f"{where}: {name}", address) for name, text in texts.items() if text]


def tidied(text):
    """A text as it is kept: its lines end alike, and it begins and ends with words."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def known_by(text):
    """What a text is known by: its words and marks. Where its lines are broken changes nothing of what it says."""
    return " ".join(text.split())


def fingerprint(text):
    """The SHA-256 of that, in hexadecimal: two texts share one only if they say the same."""
    return hashlib.sha256(known_by(text).encode()).hexdigest()
