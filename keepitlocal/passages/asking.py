"""What officers type to find passages, as terms: words, "words beside each other", -without, begins*.

What is typed never reaches a database as it is: its stems do, which are letters and digits alone.
"""

import re
from dataclasses import dataclass, replace

from keepitlocal.passages.stems import stem, words_of

MOST = 50  # terms that are asked for; what is typed after them is not
PIECE = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
QUOTES = str.maketrans("“”„«»", '"' * 5)
TOO_COMMON = frozenset(
    "a an and are as at be been but by can for from had has have if in is it its more no not of on or our so than that the their "
    "them there they this to was we were what when which who will with would you your".split()
)


@dataclass(frozen=True)
class Term:
    """A word's stem, or those of words beside each other. A prefix is what a word's stem begins with.

    `likes` are stems that stand in for a word that nothing has.
    """

    typed: str
    stems: tuple[str, ...]
    is_prefix: bool = False
    likes: tuple[str, ...] = ()

    @property
    def is_word(self):
        return len(self.stems) == 1 and not self.is_prefix

    def places(self, stems):
        """Where it begins in a list of stems."""
        for place, each in enumerate(stems):
            if self.is_prefix:
                here = each.startswith(self.stems[0])
            elif self.likes:
                here = each in self.likes
            else:
                here = each == self.stems[0] and tuple(stems[place : place + len(self.stems)]) == self.stems
            if here:
                yield place


@dataclass(frozen=True)
class Ask:
    """What a passage must have, all of it, and what it must not have any of."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self):
        return bool(self.wanted or self.unwanted)

    def with_likes(self, likes):
        """The same with what stands in for words that nothing has: `likes` is a dict of such a `Term` to stems."""
        return replace(self, wanted=tuple(replace(term, likes=tuple(likes.get(term, ()))) for term in self.wanted))


def read(typed):
    """What is asked for. Words that everybody uses are passed over, unless nothing else is wanted."""
    wanted, unwanted = {}, {}
    for piece in PIECE.finditer(typed.translate(QUOTES)):
        term = _term(piece)
        if term and len(wanted) + len(unwanted) < MOST:
            (unwanted if piece["minus"] else wanted)[term.stems, term.is_prefix] = term
    told = [term for (_, is_prefix), term in wanted.items() if is_prefix or term.typed.casefold() not in TOO_COMMON]
    return Ask(tuple(told or wanted.values()), tuple(unwanted.values()))


def _term(piece):
    """What a piece asks for; None where it has no word. What is one word to whoever typed it, such as e-mail, may be a phrase."""
    said = (piece["word"] if piece["phrase"] is None else piece["phrase"]).strip()
    stems = tuple(filter(None, (stem(match.group()) for match in words_of(said))))
    is_prefix = piece["phrase"] is None and said.endswith("*") and len(stems) == 1
    return Term(said.strip("*"), stems, is_prefix) if stems else None
