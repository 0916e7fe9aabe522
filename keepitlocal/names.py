"""Names that could be taken for the policy team. Who is an officer is told by the account alone; a name may not say it.

`Unreserved` is for the name, where words that say who speaks are refused anywhere in it: "The Policy Officer", "moderator_1".
`UnreservedRole` is for organisation and role, where the same words are honest in company: "policy officer at Leeds council",
"Hull Locality Partnership". They are refused where nothing else stands ("Policy officer", "Staff, Locality"), for then they say
that it is us; and Keep it Local is us wherever it stands. Somebody who is refused says where they work, and is taken.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

RESERVED = [
    "policy officer",
    "policy team",
    "policy lead",
    "moderator",
    "admin",
    "administrator",
    "staff",
    "official",
    "locality",
    "lloyds bank foundation",
    # In Welsh, as they stand alone and as words before them change their beginnings; plurals are words of their own.
    "tîm polisi",
    "dîm polisi",
    "thîm polisi",
    "nhîm polisi",
    "swyddog polisi",
    "swyddogion polisi",
    "arweinydd polisi",
    "arweinwyr polisi",
    "cymedrolwr",
    "gymedrolwr",
    "cymedrolydd",
    "gymedrolydd",
    "cymedrolwraig",
    "gymedrolwraig",
    "cymedrolwyr",
    "gymedrolwyr",
    "gweinyddwr",
    "weinyddwr",
    "gweinyddydd",
    "weinyddydd",
    "gweinyddwyr",
    "weinyddwyr",
    "swyddogol",
    "sefydliad lloyds bank",
    "sefydliad banc lloyds",
]
OURS = "keep it local"
# What adds nothing to a reserved word that it stands with.
BESIDE = (
    "the a an our your of for from at in on and with by team member england wales uk "
    "y yr r ein eich o am ar yn i gan gyda ac tim dim aelod lloegr cymru du"
).split()

# Letters that look like one from a to z, small or great: from Unicode's confusables.txt (UTS 39), as confusable-homoglyphs 3.3.1
# has it, in the scripts that most fonts have (Latin, Greek, Cyrillic, Armenian, Cherokee, Lisu), and letters with a stroke. The
# package has had no release since January 2024, loads a megabyte, and says that letters look alike, not what they read as.
LOOK_LIKE = {
    "a": "ɑΑαАаᎪꓮ",
    "b": "ƄΒВЬᏏᏴꓐꞴ",
    "c": "ϲϹСсᏟᴄꓚꮯ",
    "d": "ĐđԁᎠᏧꓒꓓ",
    "e": "ΕЕеҽᎬꓰꬲ",
    "f": "ϜքẝꓝꞘꞙꬵ",
    "g": "ƍɡԌցᏀᏳᶃꓖ",
    "h": "ĦħΗНһհᎻᏂꓧ",
    "i": "ıɩɪιіӏᎥιꙇꭵ",
    "j": "ͿϳЈјᎫꓙꞲ",
    "k": "ΚКᏦꓗ",
    "l": "ŁłƖǀΙІӀᏞꓡꓲ",
    "m": "ΜϺМᎷꓟ",
    "n": "Νոռꓠ",
    "o": "ØøΟοσОоՕօᴏᴑꓳꬽ",
    "p": "ΡρϱРрᏢꓑ",
    "q": "ԛգզ",
    "r": "ƦгᎡᏒᴦꓣꭇꭈꮁ",
    "s": "ƽЅѕՏᏕᏚꓢꜱꮪ",
    "t": "ŦŧΤТᎢꓔ",
    "u": "ʋυՍսᴜꓴꞟꭎꭒ",
    "v": "νѴѵᏙᴠꓦꮩ",
    "w": "ɯѡԜԝաᎳᏔᴡꓪꮃ",
    "x": "ΧХхꓫꞳ",
    "y": "ɣʏΥγϒУуҮүᎩᎽᶌỿꓬꭚ",
    "z": "ΖᏃᴢꓜꮓ",
}
READ_AS = {like: letter for letter, likes in LOOK_LIKE.items() for like in likes}
# The small letter of a great one that looks like ours is read as ours, too: к, м, т.
LETTERS = str.maketrans({like.lower(): letter for like, letter in READ_AS.items()} | READ_AS)
SIGNS = str.maketrans("0134578@$!|l", "oieastbasiii")  # l, I, 1 and | are one to the eye
AT_ENDS = "0123456789@$!|"  # what is written before or after a word and is none of its letters


@deconstructible
class Unreserved:
    """Refuses a name in which words that say "policy team" stand, or one of the names in `of`: those of the officers themselves.

    Of a name in one word, only the whole is refused: where an officer is called Jo, Jo Lane is somebody else.
    """

    message = _("Choose another name: this one could be taken for the policy team")
    code = "reserved"

    def __init__(self, *, of=()):
        self.of = tuple(of)
        phrases = [_folded(phrase) for phrase in [*RESERVED, OURS]]
        names = [folded for name in self.of if (folded := _folded(name))]
        self.within = _standing([*phrases, *(name for name in names if " " in name)])
        self.whole = _alone([*phrases, *names])

    def __call__(self, value):
        if any(self.refuses(reading) for reading in _readings(value)):
            raise ValidationError(self.message, code=self.code)

    def __eq__(self, other):
        return type(self) is type(other) and self.of == other.of

    def __hash__(self):
        return hash((type(self), self.of))

    def refuses(self, reading):
        return bool(self.within.search(reading) or self.whole.fullmatch(reading))


@deconstructible
class UnreservedRole(Unreserved):
    """Refuses an organisation or a role that is made of such words and no others, or that names Keep it Local."""

    message = _("Say it so that it cannot be taken for the policy team, such as “policy officer at Leeds City Council”")

    def refuses(self, reading):
        return bool(NAMES_OURS.search(reading) or self.whole.fullmatch(reading))


def _looked_at(text):
    """The text as it looks: without accents and what cannot be seen, every letter the one from a to z that it looks like."""
    parts = unicodedata.normalize("NFKD", text.translate(LETTERS))  # which takes some letters apart into others: ϲ into ς
    seen = "".join(each for each in parts if unicodedata.category(each) not in {"Mn", "Me", "Cf"})
    return seen.translate(LETTERS)


def _readings(text):
    """What the text may be read as: its punctuation as spaces or as nothing, the figures in it as letters or as numbers."""
    seen = _looked_at(text)
    apart = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", seen))
    together = re.sub(r"[^\w\s@$!|]|_", "", seen)
    for words in (apart.split(), together.split()):
        yield _read(words)
        yield _read(word.strip(AT_ENDS) for word in words)
        yield _read(word.rstrip(AT_ENDS) for word in words)


def _read(words):
    """The words in one case and alphabet; letters that stand alone one after another are read as a word."""
    line = " ".join(word for word in words if word).casefold().translate(SIGNS)
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", line).replace("rn", "m").replace("vv", "w")


def _folded(phrase):
    return _read(re.sub(r"[\W_]+", " ", _looked_at(phrase)).split())


def _or(phrases):
    """Any of the phrases, in one or several, with or without the spaces between its words."""
    return "|".join(phrase.replace(" ", " ?") + "s?" for phrase in phrases)


def _standing(phrases):
    return re.compile(rf"\b(?:{_or(phrases)})\b")


def _alone(phrases):
    """One of the phrases at least, and nothing else but what adds nothing."""
    beside = "|".join(map(_folded, BESIDE))
    return re.compile(rf"(?:(?:{beside}) )*(?:{_or(phrases)})(?: (?:{beside}|{_or(phrases)}))*")


NAMES_OURS = _standing([_folded(OURS)])
