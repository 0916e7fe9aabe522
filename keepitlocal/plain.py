"""What is kept of what somebody typed for everybody to read: plain text that stays within its own lines."""

import re
import unicodedata

from keepitlocal import tables

MOST_MARKS = 5  # on one character; Hebrew with its vowels and accents, the most that writing needs, has four
LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What turns the direction of the writing after it; <bdi> does that for people, and the marks U+200E and U+200F turn nothing else.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
MANY_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){3,}")

# Endings that are no English words: with one, small or great and not as a sentence begins, a name is a domain wherever it stands.
SURE = "com|org|net|biz|gov|edu|uk|eu|co|io|ru|cn|de|fr|nl|pl|xyz|cymru|scot"
LINK = re.compile(
    rf"""
    (?i: (?: https?:// | \b [a-z]{{2,10}}:// | \b www\. (?=\w) ) (?: (?! https?:// ) [^\s<>",] )* )
    | (?<! [\w@./-] ) (?: [^\W_] [\w-]* \. )+ (?: {SURE} | {SURE.upper()} ) \b (?! [@-] ) (?: / [^\s<>",]* )?
    | (?<! [\w@./-] ) (?: [^\W_] [\w-]+ \. )+ [a-z]{{2,24}} / \w [^\s<>",]*
    """,
    re.VERBOSE,
)


def tidy(text):
    """The text as it is kept: what cannot be seen, turns other people's words round or covers them is gone.

    Letters, accents and spaces within lines stay as they were typed; tidying what is tidy changes nothing.
    """
    kept = TURNS.sub("", tables.plain(LINE_ENDS.sub("\n", text)))
    if not kept.isascii():
        kept = "".join(_with_few_marks(kept))
    return MANY_EMPTY_LINES.sub("\n\n\n", kept).strip()


def one_line(text):
    """The same of a name: on one line, with single spaces."""
    return " ".join(tidy(text).split())


def _with_few_marks(text):
    """The characters, without the marks that would be one too many: they are stacked over the lines above and below.

    What joins characters and cannot be seen does not begin to count anew.
    """
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category[0] == "M":
            marks += 1
        elif category != "Cf":
            marks = 0
        if category[0] != "M" or marks <= MOST_MARKS:
            yield character


def links(text):
    """How many links a text holds: addresses with their scheme or www., and bare domains such as example.com/x.

    A full stop without a space after it makes no link: St.John, e.g.this. What only may be a domain counts with a path.
    """
    return sum(1 for _ in LINK.finditer(unicodedata.normalize("NFKC", text)))
