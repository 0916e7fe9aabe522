"""Villages, towns and cities as people write them: what tells one from another, and how one is shown."""

import re
import unicodedata

LONGEST = 60  # characters; the longest of a place in Britain has 58
JOINING = set("a ar and at by cum en in juxta le les next of on out over sub super the to under upon with y yn yr".split())


def key_of(name):
    """What is the same however a place is written: leeds, LEEDS; Stoke-on-Trent, stoke on trent; Ynys Môn, Ynys Mon."""
    seen = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    letters = "".join(each for each in seen if unicodedata.category(each) != "Mn" and each not in "'’")
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())[: 2 * LONGEST]


def spelt(name):
    """The name as it is shown: with great letters where somebody wrote none, or nothing else."""
    if name not in {name.lower(), name.upper()}:
        return name
    words = re.split(r"([\s-]+)", name.lower())
    spelt = "".join(word if place and word in JOINING else word[:1].upper() + word[1:] for place, word in enumerate(words))
    return spelt if len(spelt) == len(name) else name  # some letters are two when they are great: ß, ŉ
