"""Texts in words whose frequencies fall as they do in English, and a few words that are as rare as their names say."""

import itertools
from dataclasses import dataclass

from keepitlocal.passages.stems import stems_of

DIFFERENT = 5_000  # texts, which come again and again, so that inventing them takes seconds
LENGTH = 120  # words
VOCABULARY = 40_000
EVERYWHERE = 2  # each of the two commonest words is in one text of so many
RARE, RARER, OLD = 50, 10, 20  # in 50 passages, in 10, and in the oldest twentieth
# What is asked for: a name, and what is typed.
ASKED = {
    "a word that is in 50": "rareword",
    "a word that is in half": "alpha",
    "two words that are each in half": "alpha beta",
    "a word of each": "alpha rareword",
    "a word that is in the oldest twentieth alone": "oldword",
    "a phrase that is common": '"alpha beta"',
    "a phrase that is rare, of words that are in a hundredth": '"gamma delta"',
    "a prefix": "rarew*",
    "a word without another": "rareword -alpha",
    "a word that nothing has": "rarewrod",
    "a reference": "KIL-00000777",
}


@dataclass(frozen=True)
class Text:
    text: str
    stems: str

    def with_rare_words(self, number, held):
        """The text of that number of so many: a few have words of their own, and the oldest one that no later has."""
        extra = " rareword" if number % (held // RARE) == 0 else ""
        extra += " gamma delta" if number % (held // RARER) == 0 else ""
        extra += " oldword" if number < held // OLD else ""
        return Text(self.text + extra, f"{self.stems}{extra}") if extra else self


def texts(random):
    weights = list(itertools.accumulate(1 / (place + 3) for place in range(VOCABULARY)))
    words = [f"w{place}" for place in range(VOCABULARY)]
    return [Text(text, stems_of(text)) for text in (_said(random, words, weights) for _ in range(DIFFERENT))]


def _said(random, words, weights):
    chosen = random.choices(words, cum_weights=weights, k=LENGTH)
    for word in ["alpha", "beta"]:
        if random.random() < 1 / EVERYWHERE:
            chosen[random.randrange(LENGTH)] = word
    for word in ["gamma", "delta"]:
        if random.random() < 0.01:
            chosen[random.randrange(LENGTH)] = word
    if random.random() < 0.05:
        chosen[:2] = ["alpha", "beta"]
    return " ".join(chosen)
