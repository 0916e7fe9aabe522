"""Texts that are nearly the same: form letters, which hundreds of people send with a name or a sentence of their own.

They are grouped for whoever reads them, and never counted as votes. Texts that are alike can still say opposite things, by one
"not": a group is a help in reading, and decides nothing.

A sketch finds its like among many thousands by a few equal integers, and `are_alike` then decides on the two texts. datasketch
does the first and needs NumPy and SciPy; rapidfuzz compares two texts at a time and finds none among many; the standard library
is enough for both.
"""

import hashlib
import re
import struct
import unicodedata
from dataclasses import dataclass
from itertools import islice

RUN = 3  # words in a run: two people who write about the same thing share words, and hardly any runs of three
# Broder et al., Syntactic clustering of the web (1997), call texts alike from a half of their runs in common, in runs of ten.
# Short letters, of which an added sentence is a fifth, need short runs; and these need more of them in common.
ALIKE = 0.6
SHORT = 12  # words: shorter texts say what everybody says, and are alike only where they are the same
BANDS, ROWS = 16, 3  # with 0.6 in common, about 97 in 100 share a band; with 0.7, all but a few in 1,000; with 0.1, one in 60
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ＇`´](?=\w)")
WORD = re.compile(r"[^\W_]+")
HASHES = struct.Struct(f"<{ROWS}Q")


@dataclass(frozen=True)
class Sketch:
    """What is kept of a text to find its like. The same words make the same digest; nearly the same share one band or more.

    `digest` is 64 hexadecimal digits, and `bands` are 16 integers that fit a signed column of 64 bits. They are kept in the
    database, so how they are made may not change without making all of them anew.
    """

    digest: str
    bands: tuple[int, ...]


def sketch(text):
    words = _words(text)
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()
    rows = _least(words) if len(words) >= SHORT else [(digest,)] * BANDS
    return Sketch(digest, tuple(_number(place, *row) for place, row in enumerate(rows)))


def are_alike(one, other):
    """Whether two texts have at least 0.6 of their runs of three words in common (by Jaccard); of short ones, all their words."""
    words, others = _words(one), _words(other)
    if words == others:
        return True
    if min(len(words), len(others)) < SHORT:
        return False
    runs, other_runs = _runs(words), _runs(others)
    return len(runs & other_runs) >= ALIKE * len(runs | other_runs)


def _words(text):
    """The words of a text, whatever its case, punctuation and white space; of one without words, such as 👍, its signs."""
    text = APOSTROPHES.sub("", text.encode("utf-8", "ignore").decode())
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return WORD.findall(text) or text.split()


def _runs(words):
    return set(zip(*(islice(words, start, None) for start in range(RUN)), strict=False))


def _least(words):
    """The rows of each band: in each of several shuffles of the runs, the least that falls to this band.

    This is MinHash with one permutation: Li, Owen and Zhang, One permutation hashing (2012). A band to which no run fell borrows
    from another, drawn by its own place: Shrivastava, Optimal densification for fast and accurate minwise hashing (2017).
    """
    hashed = [HASHES.unpack(hashlib.blake2b(" ".join(run).encode(), digest_size=HASHES.size).digest()) for run in _runs(words)]
    columns = []
    for shuffled in zip(*hashed, strict=True):
        least = {each % BANDS: each for each in sorted(shuffled, reverse=True)}
        columns.append([least[next(place for place in lenders if place in least)] for lenders in LENDERS])
    return list(zip(*columns, strict=True))


def _number(*said):
    """An integer of 64 bits, signed, that is the same in every process."""
    return int.from_bytes(hashlib.blake2b(repr(said).encode(), digest_size=8).digest(), "big", signed=True)


# For each band, itself and then the others, in an order of its own.
LENDERS = [sorted(range(BANDS), key=lambda other: (other != place, _number(place, other))) for place in range(BANDS)]
