"""The stems of words: what a text is searched by, the same on both databases, and where what was found in it is marked."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LONGEST = 1_000_000  # bytes of one text's stems that are searched: PostgreSQL's vectors hold no more
LONGEST_WORD = 60
BESIDE = 5  # bytes that a vector takes for a stem beside its own, at the most

_english = snowballstemmer.stemmer("english")


def words_of(text):
    """The matches of every word in a text, in order."""
    return WORD.finditer(text)


def stems_of(text):
    """The stems of a text's words, in order, with a space between."""
    return " ".join(_within(stem(match.group()) for match in words_of(text)))


def stem(word):
    """A word without its ending, its accents and its capitals: "Commissioners’" and "commissioner" are one.

    It has letters and digits alone, whoever wrote the word; of a word that is none, such as an accent by itself, nothing is left.
    """
    return _stem(word[:LONGEST_WORD])


@lru_cache(maxsize=50_000)
def _stem(word):
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'")).removesuffix("'s")
    plain = "".join(each for each in plain if each.isalnum())[:LONGEST_WORD]
    return _english.stemWord(plain) if plain.isascii() else plain


def _within(stems):
    """As many as can be searched."""
    left = LONGEST
    for each in filter(None, stems):
        left -= len(each.encode()) + BESIDE
        if left < 0:
            return
        yield each
