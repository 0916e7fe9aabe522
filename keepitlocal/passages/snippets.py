"""What is shown of a long text: the places where what was asked for is, with the words marked."""

from dataclasses import dataclass
from itertools import islice

from keepitlocal.passages.stems import stem, words_of

AROUND = 120  # characters before and after
LOOKED_AT = 5_000  # words of a text in which places are looked for
MOST = 2


@dataclass(frozen=True)
class Part:
    """Some of a text, word for word, and whether it is what was asked for."""

    text: str
    is_marked: bool = False


def snippets(text, ask):
    """Lists of parts: around the first places of what is wanted, or the beginning where nothing is found or was asked."""
    marks = _marks(text, ask)
    found, end = [], 0
    for begin, _ in marks:
        if len(found) < MOST and (begin >= end or not found):
            start, end = _around(text, begin, after=end)
            found.append(_parts(text, start, end, marks))
    return found or ([_parts(text, *_around(text, AROUND), [])] if text.strip() else [])


def _marks(text, ask):
    """The spans of what is wanted, in order; none within another."""
    words = list(islice(words_of(text), LOOKED_AT))
    stems = [stem(word.group()) for word in words]
    spans = []
    for term in ask.wanted:
        last = len(term.stems) - 1
        spans += [(words[place].start(), words[place + last].end()) for place in term.places(stems)]
    kept = []
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or begin >= kept[-1][1]:
            kept.append((begin, end))
    return kept


def _around(text, place, after=0):
    """The span around a place and after another one. It breaks no word, where words are of a usual length."""
    start, end = max(place - AROUND, after), min(place + AROUND, len(text))
    while after < start and not text[start - 1].isspace() and place - start < 2 * AROUND:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - place < 2 * AROUND:
        end += 1
    return start, end


def _parts(text, start, end, marks):
    parts, here = [Part("…")] if start else [], start
    for begin, until in marks:
        if start <= begin and until <= end:
            parts += [Part(text[here:begin]), Part(text[begin:until], is_marked=True)]
            here = until
    parts += [Part(text[here:end]), Part("…" if end < len(text) else "")]
    return [part for part in parts if part.text]
