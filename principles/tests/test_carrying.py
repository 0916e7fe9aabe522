"""A wording from a file: a paragraph is the one that it is like, and what is new gets an id that nothing had."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.tests.wordings import contents, edits, next_id_of, texts
from principles.wordings import Content, Paragraph, carried

BUY, ASK = "Buy from local organisations first.", "Ask the people who use a service what they need."
BEFORE = Content("Start here", (Paragraph(3, BUY), Paragraph(7, ASK)))


def ids_of(texts, before=BEFORE):
    content, _ = carried(before, "Start here", texts, next_id=9)
    return [each.id for each in content.paragraphs]


def test_the_first_wording_is_numbered_from_the_next_id_up():
    content, next_id = carried(None, " Start\n here ", [BUY, ASK], next_id=1)

    assert (content, next_id) == (Content("Start here", (Paragraph(1, BUY), Paragraph(2, ASK))), 3)


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        ([BUY, ASK], [3, 7]),
        ([ASK, BUY], [7, 3]),
        ([f" {BUY.replace(' ', chr(10))}", ASK], [3, 7]),
        ([BUY, "Pay on time, and say when.", ASK], [3, 9, 7]),
        ([ASK], [7]),
        (["Buy from local organisations, always.", ASK], [3, 7]),
        (["Ask the people who use", "a service what they need."], [7, 9]),
        (["Ask the people", "who use a service", "what they need."], [9, 7, 10]),
        ([f"{BUY} {ASK}"], [7]),
        ([BUY, BUY], [3, 9]),
        (["Pay on time.", "Say when."], [9, 10]),
        ([f"{BUY}\n\nPay on time."], [3, 9]),
    ],
    ids=[
        "the same",
        "another order",
        "other white space",
        "one put in",
        "one taken away",
        "one reworded",
        "one cut in two: the part with more of it",
        "one cut in three: the longest part",
        "two joined: the one with more of it",
        "one twice: the first",
        "all others",
        "two in one text",
    ],
)
def test_a_paragraph_keeps_the_id_of_the_one_it_is_like(texts, ids):
    assert ids_of(texts) == ids


def test_the_likest_find_each_other_first():
    reworded = BUY.replace("first", "always")

    assert ids_of([reworded, BUY]) == [9, 3]


def test_paragraphs_that_say_the_same_keep_their_ids_in_order():
    twice = Content("Start here", (Paragraph(8, BUY), Paragraph(2, BUY)))

    assert ids_of([BUY, ASK, BUY], twice) == [8, 9, 2]


def test_half_of_the_words_are_enough_and_less_is_not():
    before = Content("", (Paragraph(1, "a b c d e f g h i j"),))

    assert ids_of(["a b c d e 1 2 3 4 5"], before) == [1]
    assert ids_of(["a b c d e 1 2 3 4 5 6"], before) == [9]


def test_an_id_that_is_not_free_is_refused():
    with pytest.raises(ValueError, match="7 is not free"):
        carried(BEFORE, "Start here", [BUY], next_id=7)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_ids_are_kept_or_new_and_what_is_untouched_keeps_its_own(data):
    before = data.draw(contents())
    after = [each.text for each in data.draw(edits(before)).paragraphs]
    next_id = next_id_of(before) + data.draw(st.integers(0, 3))

    content, following = carried(before, data.draw(texts), after, next_id=next_id)

    said, says = ({each.id: each.text for each in one.paragraphs} for one in [before, content])
    assert [each.text for each in content.paragraphs] == after
    assert [each.id for each in content.paragraphs if each.id not in said] == list(range(next_id, following))
    for text in said.values():
        kept = [id for id in said if said[id] == text and says.get(id) == text]
        assert len(kept) == min(after.count(text), list(said.values()).count(text))
