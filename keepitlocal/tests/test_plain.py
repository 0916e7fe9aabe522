"""What is kept of a text: nothing unseen, nothing that spills over; every language's own writing as it was."""

import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keepitlocal.plain import MOST_MARKS, links, one_line, tidy

PIECES = [
    "a",
    "é",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\v",
    "\u0301",
    "\u0489",
    "\u200d",
    "\u202e",
    "\u2069",
    "\u2028",
    "\ud800",
    "ก",
]
typed = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
WRITTEN = {
    "English": "“We’ve £4.5m – or so”, said Zoë. 👩🏽‍🚀 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "Welsh": "Ŵyth o bobl â'u tŷ yn Llŷn; mae'r gŵr yn hapus.",
    "Vietnamese": "Tiếng Việt: Nguyễn Thị Hường ở Huế",
    "Vietnamese with its accents apart": unicodedata.normalize("NFD", "Tiếng Việt: Nguyễn Thị Hường ở Huế"),
    "Thai": "ที่นี่มีผู้ใหญ่และน้ำ",
    "Hebrew with vowels": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם",
    "Arabic with harakat": "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ ٱلرَّحِيمِ",
    "Devanagari": "क्षत्रिय हिन्दी में लिखते हैं; ज्ञानं परमं बलम्",
    "Persian with its joiner": "می‌خواهم کتاب‌ها را بخوانم",
    "Polish": "Zażółć gęślą jaźń",
}


def most_marks(text):
    """How many marks stand on the character that has most."""
    most = here = 0
    for character in text:
        if unicodedata.category(character) != "Cf":
            here = here + 1 if unicodedata.category(character).startswith("M") else 0
        most = max(most, here)
    return most


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN)
def test_what_people_write_in_their_language_stays_as_it_was(text):
    """C9"""
    assert tidy(text) == text


@given(typed)
@settings(max_examples=60, deadline=None)
@example("a\r\0\nb")
@example("\u202e\n" * 5)
def test_tidying_what_is_tidy_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
    assert one_line(one_line(text)) == one_line(text)


@given(typed)
@settings(max_examples=60, deadline=None)
def test_nothing_is_kept_that_cannot_be_stored_or_seen_or_turns_the_line(text):
    """C9"""
    kept = tidy(text)

    unseen = {each for each in kept if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}} - {"\n", "\t"}
    assert unseen | set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") == set()
    assert most_marks(kept) <= MOST_MARKS
    assert one_line(text).split() == kept.split()


def test_marks_heaped_on_a_character_are_cut_to_five():
    """C9"""
    assert tidy("Z" + "\u0300" * 40 + "algo") == "Z" + "\u0300" * 5 + "algo"


@pytest.mark.parametrize(
    "between", ["\u200d", "\u200c", "\u2060", "\u202e"], ids=["joiner", "non-joiner", "word joiner", "override"]
)
def test_marks_heaped_round_what_cannot_be_seen_are_cut_too(between):
    """C9"""
    assert most_marks(tidy("Z" + f"\u0300{between}" * 40)) == MOST_MARKS


def test_an_override_is_gone_and_the_words_stay():
    """C9"""
    assert tidy("a \u202egnorw\u202c \u2067b\u2069") == "a gnorw b"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\v", "\f", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_ends_alike(end):
    assert tidy(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n\n\nb", "a\n\n\nb"),
        ("a\n\n\n\nb", "a\n\n\nb"),
        ("a\n" + " \t\n" * 9 + "b", "a\n\n\nb"),
        ("\n\n  a  b\t\n ", "a  b"),
        ("a\0b\x1b[31m\x7f", "ab[31m"),
        ("\ud83da\udc00", "a"),
        (" \0 ", ""),
    ],
    ids=["two empty lines", "three", "lines of spaces", "space round it", "controls", "half characters", "nothing"],
)
def test_text_is_tidied(text, kept):
    assert tidy(text) == kept


def test_a_name_is_on_one_line():
    assert one_line("  Ann-Marie\r\n\td'Arcy\u2028\u00a0\u202e(she) ") == "Ann-Marie d'Arcy (she)"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("https://example.com/a.b.html?c=d#e", 1),
        ("HTTP://EXAMPLE.COM and ftp://example.net", 2),
        ("https://a.example.com,https://b.example.com", 2),
        ("https://a.example.comhttps://b.example.com", 2),
        ("www.example.org.uk.", 1),
        ("(see example.com)", 1),
        ("Example.COM, my-site.co.uk/page and t.co/x", 3),
        ("bit.ly/2xYz and example.pizza/menu", 2),
        ('<a href="https://example.com">example.com</a>', 2),
        ("example．com", 1),
        ("пример.com", 1),
    ],
)
def test_links_are_counted(text, count):
    """C3"""
    assert links(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e.g. St.John, i.e.the parish, a.m./p.m. and etc./and so on",
        "It ends here.The next begins.Net of costs.Co-production.De facto, and so.co-operate.",
        "£4.5m, 3.30/4pm, 1.2.3, U.K. and and/or he/she.",
        "Write to jane.smith@example.com, jane.co@example.org or co.jane@example.org.uk",
        "he said...then/now, www. and http",
    ],
)
def test_what_is_no_link_is_not_counted(text):
    """C3"""
    assert links(text) == 0


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "a.-", "www.", "aa/", "://", "a.com/"], ids=ascii)
def test_counting_links_costs_little_whatever_is_written(piece):
    began = time.process_time()

    links(piece * (20_000 // len(piece)))

    assert time.process_time() - began < 0.5
