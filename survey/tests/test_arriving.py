"""What a page's boxes say, as it arrives: kept, refused in a sentence, or ignored."""

import pytest
from django.http import QueryDict

from keepitlocal.drafts.saying import Fate, hash_of
from survey.definition.answering import LONGEST_KEPT
from survey.definition.arriving import NOTHING, came, problems_of
from survey.tests.makers import asking, question

HASH = hash_of("Before")


def arrived(asked, said):
    return came(asking(asked).questions.values(), QueryDict(said))


def texts(found):
    return {box: each.text for box, each in found.items()}


def test_a_box_says_its_text_and_what_its_page_had_shown():
    found = arrived(question("words", "text"), f"words@{HASH}=After")

    assert {box: (each.text, each.seen) for box, each in found.said.items()} == {"words": ("After", HASH)}


def test_a_box_without_a_hash_had_shown_nothing():
    assert arrived(question("words", "text"), "words=After").said["words"].seen == NOTHING


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("area=", ""),
        ("area=&area=north", "north"),
        ("area=&area=north&area=south", "north south"),
        (f"area@{HASH}=&area@{HASH}=south", "south"),
    ],
    ids=["none", "one", "two", "with what was shown"],
)
def test_many_choices_are_one_text(said, text):
    assert texts(arrived(question(kind="many"), said).said) == {"area": text}


def test_of_a_box_that_comes_twice_the_last_one_counts():
    assert texts(arrived(question("words", "text"), "words=first&words=last").said) == {"words": "last"}


def test_what_comes_is_tidied_as_it_is_kept():
    assert texts(arrived(question("words", "long"), "words=++One.%0D%0ATwo.++").said) == {"words": "One.\nTwo."}


def test_a_box_that_did_not_come_says_nothing():
    assert arrived(question(kind="grid"), "area.price=1").said.keys() == {"area.price"}


@pytest.mark.parametrize("box", ["stranger", "status", "area.stranger", "area.north", "is_staff", "version", "answers"])
def test_a_box_that_nobody_asked_is_ignored(box):
    """F6, F8."""
    found = arrived(question(kind="grid"), f"{box}=1&area.price=1")

    assert (texts(found.said), found.refused, found.problems) == ({"area.price": "1"}, {}, {})


@pytest.mark.parametrize("kind", ["one", "many", "yes_no", "scale", "grid", "rank"])
@pytest.mark.parametrize("text", ["west", "North", "7", "north;south", "-2", "__class__"])
def test_a_choice_that_is_not_offered_is_refused_in_a_sentence(kind, text):
    """F8."""
    box = {"grid": "area.price", "rank": "area.1"}.get(kind, "area")

    found = arrived(question(kind=kind), f"{box}={text}")

    assert (texts(found.refused), found.said) == ({box: text}, {})
    assert found.problems == {box: "Choose one of the answers to “What of area”: the one that came is not among them"}


@pytest.mark.parametrize("kind", ["text", "long", "number", "email", "date"])
def test_a_nul_is_refused_in_words_that_say_what_to_do(kind):
    """F3, F4."""
    box = "words.day" if kind == "date" else "words"

    found = arrived(question("words", kind), f"{box}=a%00b")

    assert found.problems == {box: "“What of words” holds a character that cannot be kept (NUL). Remove it and save again"}
    assert (found.said, texts(found.refused)) == ({}, {box: "ab"})


def test_text_beyond_what_any_box_keeps_is_refused_with_its_length():
    """F1, F2."""
    found = arrived(question("words", "long"), "words=" + "x" * (LONGEST_KEPT + 1))

    assert found.problems == {"words": "“What of words” must be 100,000 characters or fewer. It has 100,001"}


def test_text_that_is_too_long_for_its_question_is_kept_and_wrong():
    """F2."""
    asked = question("words", "text", max_length=5)

    found = arrived(asked, "words=Six+six")

    assert texts(found.said) == {"words": "Six six"}
    assert problems_of(asking(asked).questions.values(), texts(found.said)) == {
        "words": "“What of words” must be 5 characters or fewer. It has 7"
    }


def test_what_a_page_changed_and_is_saved_it_may_take_as_seen():
    found = arrived(question("words", "text"), f"words@{HASH}=After")

    assert found.news({"words": Fate.SAVED}) == found.news({"words": Fate.SAME}) == {"words": hash_of("After")}


@pytest.mark.parametrize(("text", "fate"), [("After", Fate.BESIDE), ("Before", Fate.SAME)], ids=["beside", "unchanged"])
def test_what_is_kept_beside_or_was_not_changed_a_page_goes_on_showing_as_before(text, fate):
    """F14."""
    assert arrived(question("words", "text"), f"words@{HASH}={text}").news({"words": fate}) == {}
