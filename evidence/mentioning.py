"""Officers named in a note: “@Ann Other”, or “@” and what stands before the @ of their address."""

import re
from collections import Counter

from django.utils.html import format_html, format_html_join

AT = re.compile(r"(?<![\w.+-])@(?=\w)")  # not that of an e-mail address
WORD = re.compile(r"[\w.+'’-]+")


class Unclear(ValueError):
    """Of somebody named, nobody knows who they are."""


def named_in(text, officers):
    """The officers that a text names, each once and in its order. Raises Unclear for a name that fits nobody, or several."""
    return list(dict.fromkeys(officer for _, _, officer in _mentions(text, list(officers))))


def marked(text, told):
    """The text as HTML in which those who were told are marked where they are named."""
    pieces, done = [], 0
    for start, end, _ in _mentions(text, list(told), is_strict=False):
        pieces += [format_html("{}", text[done:start]), format_html("<strong>{}</strong>", text[start:end])]
        done = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[done:]]))


def _mentions(text, officers, *, is_strict=True):
    """Where each mention begins and ends, and whom it names."""
    for at in AT.finditer(text):
        said, fits = _fitting(text, at.end(), officers)
        if len(fits) == 1:
            yield at.start(), at.end() + len(said), fits[0]
        elif is_strict:
            raise Unclear(f"“@{said}” fits {'several officers' if fits else 'nobody'}. {_could_be(officers)}")


def _fitting(text, start, officers):
    """What is said after an @, and the officers that it fits: by the longest name, or by their addresses."""
    names = sorted({officer.name for officer in officers}, key=len, reverse=True)
    said = next((text[start : start + len(name)] for name in names if _says(text, start, name)), None)
    if said:
        return said, [officer for officer in officers if officer.name.casefold() == said.casefold()]
    said = WORD.match(text, start)[0].rstrip(".'’-")
    return said, [officer for officer in officers if officer.email.partition("@")[0].casefold() == said.casefold()]


def _says(text, start, name):
    """Whether the text says this name there, and no longer word."""
    end = start + len(name)
    return text[start:end].casefold() == name.casefold() and not re.match(r"\w", text[end:])


def _could_be(officers):
    """Whom one can name, and how."""
    times = Counter(officer.name.casefold() for officer in officers)
    ways = [each.name if times[each.name.casefold()] == 1 else each.email.partition("@")[0] for each in officers]
    return f"You can name: {', '.join(f'@{way}' for way in ways)}." if ways else "There is nobody to name."
