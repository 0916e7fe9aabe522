import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.passages.models import Passage
from keepitlocal.passages.stems import LONGEST, LONGEST_WORD, stem, stems_of
from keepitlocal.passages.tests.makers import make_passage


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Commissioners’", "commission"), ("Café", "cafe"), ("O’Neill's", "oneil"), ("½", "12"), ("Привет", "привет")],
)
def test_a_word_is_known_by_its_stem(word, expected):
    assert stem(word) == expected


@given(st.text())
def test_stems_are_letters_and_digits_with_a_space_between(text):
    assert [each for each in stems_of(text).split(" ") if not each.isalnum()] in ([], [""])


@pytest.mark.parametrize("word", ["a" * 5_000_000, "ﷺ" * 5_000], ids=["a long word", "a word that grows"])
def test_a_word_without_end_is_cut(word):
    assert len(stem(word)) <= LONGEST_WORD


@pytest.mark.django_db
def test_a_giant_text_of_words_that_are_all_different_is_kept_and_found():
    """It must not make a sending fail, whatever a database can search of it."""
    text = " ".join(f"wort{number}" for number in range(230_000))

    made = make_passage(text)

    assert len(text) > 2_000_000
    assert len(made.stems) <= LONGEST
    assert Passage.objects.get().text == text


@pytest.mark.django_db
def test_a_giant_text_of_the_longest_words_is_kept():
    make_passage(" ".join(f"{number:0{LONGEST_WORD}}" for number in range(40_000)))

    assert Passage.objects.count() == 1
