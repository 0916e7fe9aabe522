"""Form letters are found again whatever small thing is changed in them, and what people write themselves is left apart."""

import random
import subprocess
import sys
import time
from itertools import combinations

import pytest
from django.conf import settings as django_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.likeness import BANDS, are_alike, sketch
from principles.tests.letters import DIFFERENT, LETTER, SHORTER, SHORTER_VARIANTS, VARIANTS

words = st.sampled_from("local services councils people fund grants contracts small and of the in".split())
texts = st.one_of(st.text(max_size=80), st.lists(words, max_size=40).map(" ".join))
quick = settings(max_examples=50, deadline=None)


def share_a_band(one, other):
    """As the database finds it: a number in common, whatever its place."""
    return bool(set(sketch(one).bands) & set(sketch(other).bands))


def redressed(text, chance):
    """The same words in other case, with other spaces and punctuation between them."""
    return "".join(
        chance.choice([" ", "\n", ", ", " – ", "! "]) + chance.choice([str.upper, str.lower])(word) for word in text.split()
    )


@given(texts)
@quick
def test_a_text_is_like_itself(text):
    assert are_alike(text, text)
    assert sketch(text) == sketch(text)


@given(texts, texts)
@quick
def test_likeness_goes_both_ways(one, other):
    assert are_alike(one, other) == are_alike(other, one)


@given(st.lists(words, min_size=1, max_size=40).map(" ".join), st.randoms(use_true_random=False))
@quick
def test_case_spaces_and_punctuation_change_nothing(text, chance):
    other = redressed(text, chance)

    assert are_alike(text, other)
    assert sketch(text) == sketch(other)


@pytest.mark.parametrize("other", ["we dont, whats more", "We don’t! What´s more?", "WE DON'T WHAT'S MORE"])
def test_an_apostrophe_parts_no_word(other):
    assert sketch("we don't, what's more") == sketch(other)


@given(texts)
@quick
def test_a_sketch_fits_its_columns(text):
    made = sketch(text)

    assert len(made.digest) == 64
    assert set(made.digest) <= set("0123456789abcdef")
    assert len(set(made.bands)) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in made.bands)


@pytest.mark.parametrize("variant", VARIANTS.values(), ids=VARIANTS)
def test_a_form_letter_is_known_again(variant):
    """C11"""
    assert share_a_band(LETTER, variant)
    assert are_alike(LETTER, variant)


@pytest.mark.parametrize("variant", SHORTER_VARIANTS.values(), ids=SHORTER_VARIANTS)
def test_a_form_letter_of_one_sentence_is_known_again(variant):
    """C11"""
    assert share_a_band(SHORTER, variant)
    assert are_alike(SHORTER, variant)


def test_the_same_letter_has_the_same_digest_and_another_has_another():
    """C11"""
    assert sketch(VARIANTS["shouted"]).digest == sketch(LETTER).digest
    assert sketch(VARIANTS["another name"]).digest != sketch(LETTER).digest


def test_of_letters_with_a_name_and_a_sentence_of_their_own_all_but_a_few_in_a_thousand_are_found():
    """C11"""
    chance, found = random.Random(11), 0
    for number in range(300):
        own = " ".join(f"{chance.choice('abcdefgh')}{chance.randrange(10_000)}" for _ in range(12))
        sent = LETTER.replace("Jane Smith", f"Sender {number}").replace("Please keep", f"{own.capitalize()}. Please keep")
        found += share_a_band(LETTER, sent)

    assert found >= 299


def test_what_different_people_write_is_not_alike():
    """C11"""
    assert [(one, other) for one, other in combinations(DIFFERENT, 2) if are_alike(one, other)] == []


@pytest.mark.parametrize(("length", "begin_alike", "verdict"), [(20, 16, True), (20, 15, False), (12, 11, True), (11, 10, False)])
def test_texts_are_alike_from_three_fifths_of_their_runs_and_twelve_words(length, begin_alike, verdict):
    one = [f"word{number}" for number in range(length)]
    other = one[:begin_alike] + [f"else{number}" for number in range(begin_alike, length)]

    assert are_alike(" ".join(one), " ".join(other)) is verdict


def test_hardly_any_two_different_texts_share_a_band():
    pairs = list(combinations(DIFFERENT, 2))

    assert sum(share_a_band(one, other) for one, other in pairs) <= len(pairs) / 50


@pytest.mark.parametrize(
    "other", ["I agree with that.", "I agree.", "I do not agree with this.", "I agree with this principle.", ""]
)
def test_short_texts_are_alike_only_where_they_say_the_same(other):
    assert are_alike("I agree with this.", "i agree with THIS")
    assert not are_alike("I agree with this.", other)
    assert not share_a_band("I agree with this.", other)


def test_signs_without_a_word_are_told_apart():
    assert not are_alike("👍", "👎")
    assert sketch("👍").digest != sketch("👎").digest


def test_half_a_character_is_passed_over():
    assert sketch("fund \ud800grants") == sketch("fund grants")


def test_a_sketch_made_anywhere_at_any_time_is_the_same():
    """They are kept in the database: where these figures change, what is kept must be made anew."""
    said = subprocess.run(
        [sys.executable, "-c", f"from principles.likeness import sketch; print(sketch({LETTER!r}))"],
        cwd=django_settings.ROOT,
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

    assert said == str(sketch(LETTER))
    assert sketch(LETTER).bands[:2] == (2464659442242320434, -5729203980018844018)
    assert sketch("I agree with this.").bands[:2] == (8320489885082397316, 1004411188409812277)


def test_sketching_the_longest_comment_costs_little():
    chance = random.Random(5)
    text = " ".join("".join(chance.choices("abcdefghij", k=chance.randint(2, 8))) for _ in range(1_000))[:5_000]
    costs = []
    for _ in range(20):
        began = time.process_time()
        sketch(text)
        costs.append(time.process_time() - began)

    assert min(costs) < 0.01
