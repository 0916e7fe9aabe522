import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.passages.asking import MOST, Term, read


def said(terms):
    return [" ".join(term.stems) + ("*" if term.is_prefix else "") for term in terms]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("local trusts", ["local", "trust"], []),
        ('"local trusts" matter', ["local trust", "matter"], []),
        ("“local trusts”", ["local trust"], []),
        ('"never closed', ["never close"], []),
        ("trust -bank", ["trust"], ["bank"]),
        ('trust -"high street bank"', ["trust"], ["high street bank"]),
        ("-bank", [], ["bank"]),
        ("commission*", ["commiss*"], []),
        ("e-mail", ["e mail"], []),
        ("Café O’Neill's", ["cafe", "oneil"], []),
        ("the trust", ["trust"], []),
        ("what is it", ["what", "is", "it"], []),
        ('"what is it"', ["what is it"], []),
        ("trust trusts", ["trust"], []),
        ('- -- * "" 🙂 \x00', [], []),
    ],
)
def test_what_is_typed_is_read_as_terms(typed, wanted, unwanted):
    ask = read(typed)

    assert (said(ask.wanted), said(ask.unwanted)) == (wanted, unwanted)


def test_so_many_terms_are_read_and_no_more():
    assert len(read(" ".join(f"w{number}" for number in range(10_000))).wanted) == MOST


@given(st.text())
def test_whatever_is_typed_is_read_as_letters_and_digits(typed):
    ask = read(typed)

    assert [stem for term in ask.wanted + ask.unwanted for stem in term.stems if not stem.isalnum()] == []


@pytest.mark.parametrize(
    ("term", "places"),
    [
        (Term("trust", ("trust",)), [0, 3]),
        (Term("local trust", ("local", "trust")), [2]),
        (Term("tru*", ("tru",), is_prefix=True), [0, 3]),
        (Term("trsut", ("trsut",), likes=("trust", "bank")), [0, 1, 3]),
    ],
    ids=["a word", "a phrase", "a prefix", "a word that others stand in for"],
)
def test_a_term_is_found_in_a_text(term, places):
    assert list(term.places("trust bank local trust".split())) == places
