"""Which words changed between two texts, marked as people would mark them."""

import re
from bisect import bisect_left
from collections import Counter

KEPT, GONE, NEW = "kept", "gone", "new"
# Where a text comes apart, coarse first: before a paragraph, after a sentence, around every word or figure, such as £4.5m or 61%.
LEVELS = [re.compile(r"(?<=\n)(?=[^\n])"), re.compile(r"(?<=[.!?]\s)"), re.compile(r"([£$€]?\w+(?:['’.,-]\w+)*%?|\s+)")]
ALIKE = 1 / 3  # how much of the shorter of two stretches must be kept for their words to be told one by one
SHORT = 24  # characters: kept words between two changes that are longer than they are read as part of one change
DEEPEST = 8  # how often what lies between two words in common is searched again: a bound on what anybody's text can cost


def changes(before, after):
    """What became of a text, in order: pairs of "kept", "gone" or "new" and the words, white space and all.

    Paragraphs are compared first, then sentences, and words only where those differ. Where two stretches have too little in
    common, all of one is gone and all of the other new. What is kept or gone makes `before`; what is kept or new, `after`.
    """
    told = []
    for one, other in _in_few(_compared(before, after, LEVELS)):
        told += [(KEPT, one)] if one == other else [(GONE, one), (NEW, other)]
    return [(kind, words) for kind, words in told if words]


def _compared(before, after, levels):
    """The two texts as pairs of stretches: the same twice, or what stood there and what stands there now."""
    if not levels or not before or not after or before == after:
        return [(before, after)]
    split = levels[0].split
    pairs = _aligned([each for each in split(before) if each], [each for each in split(after) if each])
    if len(levels) == 1:
        return pairs if _is_alike(pairs, before, after) else [(before, after)]
    return [finer for one, other in pairs for finer in _compared(one, other, levels[1:])]


def _is_alike(pairs, before, after):
    kept = sum(len(one) for one, other in pairs if one == other and not one.isspace())
    return kept >= ALIKE * min(len(before), len(after))


def _aligned(one, other, deepest=DEEPEST):
    """Two lists of pieces as pairs of stretches. What both begin and end with is in common, and so is what each has once."""
    shorter = min(len(one), len(other))
    first = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    last = next((place for place in range(shorter - first) if one[-1 - place] != other[-1 - place]), shorter - first)
    within, beside = one[first : len(one) - last], other[first : len(other) - last]
    return [
        *((each, each) for each in one[:first]),
        *_between_anchors(within, beside, deepest),
        *((each, each) for each in one[len(one) - last :]),
    ]


def _between_anchors(one, other, deepest):
    places = anchors(one, other) if deepest else []
    if not places:
        return [("".join(one), "".join(other))] if one or other else []
    pairs, here, there = [], 0, 0
    for place, its_like in places:
        pairs += _aligned(one[here:place], other[there:its_like], deepest - 1)
        pairs.append((one[place], one[place]))
        here, there = place + 1, its_like + 1
    return pairs + _aligned(one[here:], other[there:], deepest - 1)


def anchors(one, other):
    """The most pieces that both lists have exactly once, in the same order (by a patience sort): pairs of their places."""
    counts, others = Counter(one), Counter(other)
    places = {piece: place for place, piece in enumerate(other) if others[piece] == 1}
    met = [(place, places[piece]) for place, piece in enumerate(one) if counts[piece] == 1 and piece in places]
    ends, rows = [], []  # the earliest place where a row of each length ends, and that row: its last pair, and the row before it
    for pair in met:
        length = bisect_left(ends, pair[1])
        row = (pair, rows[length - 1] if length else None)
        ends[length : length + 1], rows[length : length + 1] = [pair[1]], [row]
    found, row = [], rows[-1] if rows else None
    while row:
        pair, row = row
        found.append(pair)
    return found[::-1]


def _in_few(pairs):
    """The same pairs, with neighbours of a kind joined, and a few kept words between two greater changes made part of them."""
    few = []
    for pair in _joined(pairs):
        few.append(pair)
        while len(few) > 2 and few[-1][0] != few[-1][1] and _is_slight(*few[-3:]):
            few[-3:] = [tuple(map("".join, zip(*few[-3:], strict=True)))]
    return few


def _is_slight(change, kept, another):
    """Whether words between two changes are hardly worth telling apart; where a line ends, they are."""
    smaller = min(max(map(len, change)), max(map(len, another)), SHORT)
    return "\n" not in kept[0] and len(kept[0]) <= smaller


def _joined(pairs):
    joined = []
    for one, other in pairs:
        if joined and (joined[-1][0] == joined[-1][1]) == (one == other):
            joined[-1] = (joined[-1][0] + one, joined[-1][1] + other)
        else:
            joined.append((one, other))
    return joined
