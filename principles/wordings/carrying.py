"""A wording that comes as mere text, from a file: which of its paragraphs are those that were there before."""

from difflib import SequenceMatcher

from keepitlocal.paragraphs import split
from principles.wordings.content import Content, numbered

# How much of two paragraphs must be the same words in the same order. Python's difflib calls texts close from 0.6; this is a
# little less, so that of a paragraph cut in three the longest part is still it. No two of the five principles share 0.2.
ALIKE = 0.5


def carried(before, title, texts, *, next_id):
    """Content of these texts, with the ids of the paragraphs of `before` (or None) that they come from; and the next free id.

    The likest find each other first, so the same words keep their id wherever they stand; among those as like, in order. What is
    like nothing that is left gets a new id, from `next_id` up.
    """
    before = before or Content("")
    texts = [paragraph for text in texts for paragraph in split(text)]
    pairs = [(likeness(was.text, text), was.id, place) for place, text in enumerate(texts) for was in before.paragraphs]
    ids = {}  # by the place of a text
    for alike, id, place in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= ALIKE and place not in ids and id not in ids.values():
            ids[place] = id
    return numbered(before, title, [(ids.get(place), text) for place, text in enumerate(texts)], next_id=next_id)


def likeness(one, other):
    """From 0, where no word is the same, to 1, where all are; 0 also where `ALIKE` is out of reach."""
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0
