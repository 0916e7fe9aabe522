import re

import pytest

from keepitlocal.passages.asking import read
from keepitlocal.passages.snippets import AROUND, snippets

FAR = "word " * 200


def shown(text, typed):
    """Snippets as one would read them, with what is marked in brackets."""
    return ["".join(f"[{part.text}]" if part.is_marked else part.text for part in parts) for parts in snippets(text, read(typed))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("trust", "Local [trusts] and a [trust]’s bank."),
        ("bank loc*", "[Local] trusts and a trust’s [bank]."),
        ('"local trust"', "[Local trusts] and a trust’s bank."),
        ('trust "local trust"', "[Local trusts] and a [trust]’s bank."),
        ("-trust", "Local trusts and a trust’s bank."),
        ("", "Local trusts and a trust’s bank."),
    ],
)
def test_what_was_asked_for_is_marked(typed, expected):
    assert shown("Local trusts and a trust’s bank.", typed) == [expected.replace("[trust]’s", "[trust’s]")]


def test_of_a_long_text_the_places_are_shown_where_it_is():
    found = shown(f"{FAR}a bank {FAR}a bank {FAR}", "bank")

    assert len(found) == 2
    assert all(re.fullmatch(r"…(word )+a \[bank\]( word)+…", each) and len(each) < 3 * AROUND for each in found)


def test_of_a_long_text_without_it_the_beginning_is_shown():
    assert [len(each) < 3 * AROUND and each.endswith("…") for each in shown(FAR, "bank")] == [True]


def test_nothing_is_shown_of_nothing():
    assert shown(" ", "bank") == []


def test_a_text_without_spaces_is_shown_in_part():
    assert [len(each) < 6 * AROUND for each in shown("x" * 100_000, "x*")] == [True]


def test_snippets_do_not_overlap():
    text = " ".join(f"w{number} bank" for number in range(200))

    first, second = ("".join(part.text for part in parts).strip("…") for parts in snippets(text, read("bank")))

    assert f"{first}{second}" in text
