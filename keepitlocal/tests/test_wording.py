"""Which words changed: nothing is lost or made up, people can read it, and nobody's text can make it slow."""

import random
import time
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from keepitlocal.tests.test_kil_pack import HOSTILE, Page
from keepitlocal.wording import anchors, changes

PIECES = ["the ", "local ", "service", "run", "s", ". ", "? ", " ", "\n", "\n\n", "\r\n", "’", "-", ",", "é", "\u2028", "<b>"]
ORDERS = {("kept", "gone"), ("kept", "new"), ("gone", "new"), ("gone", "kept"), ("new", "kept")}
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@st.composite
def edited(draw):
    """A text, and the same with some of it replaced."""
    pieces = draw(st.lists(st.sampled_from(PIECES), max_size=60))
    after = [draw(st.sampled_from([*PIECES, ""])) if draw(st.integers(0, 5)) == 0 else piece for piece in pieces]
    return "".join(pieces), "".join(after)


def made(told, *kinds):
    return "".join(words for kind, words in told if kind in kinds)


@hypothesis_settings(max_examples=300, deadline=None)
@given(st.one_of(st.tuples(texts, texts), edited()))
@example(("", "New.")).via("nothing before")
@example(("One.\n\nTwo.\n", "Two.\n\nOne.\n")).via("moved")
def test_kept_and_gone_make_the_one_text_and_kept_and_new_the_other(both):
    before, after = both

    told = changes(before, after)

    assert made(told, "kept", "gone") == before
    assert made(told, "kept", "new") == after
    assert all(words for _, words in told)
    assert set(pairwise(kind for kind, _ in told)) <= ORDERS


@given(texts)
def test_of_the_same_text_everything_is_kept(text):
    assert changes(text, text) == ([("kept", text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("We run ten.", "We run two.", [("kept", "We run "), ("gone", "ten"), ("new", "two"), ("kept", ".")]),
        ("We do not agree.", "We agree.", [("kept", "We "), ("gone", "do not "), ("kept", "agree.")]),
        ("One.\n\nThree.", "One.\n\nTwo.\n\nThree.", [("kept", "One.\n\n"), ("new", "Two.\n\n"), ("kept", "Three.")]),
        (
            "It lasts. It costs.",
            "It lasts. It pays.",
            [("kept", "It lasts. It "), ("gone", "costs"), ("new", "pays"), ("kept", ".")],
        ),
        (
            "It was bought by one big council then.",
            "It was commissioned by two small council then.",
            [
                ("kept", "It was "),
                ("gone", "bought by one big"),
                ("new", "commissioned by two small"),
                ("kept", " council then."),
            ],
        ),
        (
            "Ham eggs tea eggs jam eggs",
            "tea eggs jam jam rice",
            [("gone", "Ham eggs "), ("kept", "tea eggs jam "), ("gone", "eggs"), ("new", "jam rice")],
        ),
    ],
    ids=[
        "a word",
        "words taken out",
        "a paragraph put in",
        "in one sentence of two",
        "a short word between two others",
        "a word that only the one says often",
    ],
)
def test_it_is_told_as_people_would_mark_it(before, after, told):
    assert changes(before, after) == told


def test_what_stands_unchanged_between_two_changed_paragraphs_is_kept():
    before, after = "First of all.\nYes.\nAnd last of all.", "To begin with it.\nYes.\nTo end with something."

    assert ("kept", "Yes.\n") in changes(before, after)


def test_two_stretches_with_little_in_common_are_told_whole():
    before = "Savings were not achieved at all, whatever people said of the contract."
    after = "Volunteers run the kitchen on Tuesdays, and nobody is turned away."

    assert changes(before, after) == [("gone", before), ("new", after)]


def test_anchors_are_the_most_that_stand_in_the_same_order_in_both():
    assert anchors([1, 2, 3, 4, 5], [5, 1, 2, 6, 4]) == [(0, 1), (1, 2), (3, 4)]


def test_what_stands_twice_in_either_is_no_anchor():
    assert anchors([1, 2, 1, 3], [1, 2, 3, 3]) == [(1, 1)]


def long_text(seed, words=10_000):
    """So many words, common ones often and rare ones rarely, in sentences and paragraphs."""
    chance = random.Random(seed)
    known = [f"word{number}" for number in range(5_000)]
    said = chance.choices(known, [1 / (1 + place) for place in range(5_000)], k=words)
    return "".join(each + ("\n\n" if place % 90 == 89 else ". " if place % 15 == 14 else " ") for place, each in enumerate(said))


OFTEN = "".join(f"q{number} the " for number in range(10_000))
COSTLY = {
    "unlike": (long_text(1), long_text(2)),
    "unlike, without a full stop": tuple(long_text(seed).translate({10: " ", 46: ""}) for seed in [1, 2]),
    "every other word": (OFTEN, OFTEN.replace("q", "z")),
    "every other word, shared": (OFTEN, OFTEN.replace("the", "a")),
    "every other line": tuple("".join(f"{number}\n{each}{number}\n" for number in range(8_000)) for each in "ab"),
    "one letter": ("a " * 50_000, "a " * 49_999 + "b "),
    "two by turns": ("a b " * 25_000, "b a " * 25_000),
    "line ends": ("\n" * 100_000, "\n" * 99_999 + "."),
    "full stops": ("." * 100_000, "." * 99_999 + "!"),
    "hyphens": ("a-" * 50_000, "a-" * 49_999 + "b-"),
}


@pytest.mark.parametrize("both", COSTLY.values(), ids=COSTLY)
def test_no_text_takes_long(both):
    begun = time.process_time()

    told = changes(*both)

    assert time.process_time() - begun < 2  # on a quiet machine the worst takes 0.3 s, and 10,000 unlike words 0.03 s
    assert made(told, "kept", "gone") == both[0]


def shown(told):
    return render_to_string("_changes.html", {"changes": told})


def test_the_page_shows_every_word_once_and_as_it_was_written():
    page = Page(shown([("kept", "One\n\n"), ("gone", HOSTILE), ("new", f"{HOSTILE}!"), ("kept", " two")]))

    assert page.all("b") == []
    assert page.words.strip() == f"One\n\nDeleted: {HOSTILE}Added: {HOSTILE}!Unchanged:  two"


def test_what_went_and_what_came_are_told_apart_without_colours():
    page = Page(shown([("gone", "ten"), ("new", "two")]))

    assert (len(page.all("del")), len(page.all("ins"))) == (1, 1)


def test_a_listener_hears_one_word_where_the_kind_of_text_changes():
    heard = Page(shown([("kept", "We "), ("gone", "do not "), ("kept", "agree."), ("new", " Now.")])).words

    assert heard.strip() == "We Deleted: do not Unchanged: agree.Added:  Now."


def test_where_nothing_changed_a_listener_hears_the_text_alone():
    assert Page(shown([("kept", "We agree.")])).words.strip() == "We agree."
