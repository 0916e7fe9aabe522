"""A wording in boxes: what an officer leaves alone keeps its id, and what is new gets one that nothing had."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.tests.wordings import contents, next_id_of, texts
from principles.wordings import Box, Content, Paragraph, arranged

DRAFTED = Content("Start here", (Paragraph(3, "Buy local."), Paragraph(7, "Ask people.")))
BUY, ASK = Box(3, "Buy local.", 1), Box(7, "Ask people.", 2)


def said(boxes):
    content, _ = arranged(DRAFTED, boxes, next_id=9)
    return [(each.id, each.text) for each in content.paragraphs]


def test_boxes_that_nobody_touched_change_nothing():
    assert arranged(DRAFTED, [BUY, ASK, Box(None, "", None)], next_id=9) == (DRAFTED, 9)


@pytest.mark.parametrize(
    ("boxes", "paragraphs"),
    [
        ([Box(3, "Buy nearby.\r\n", 1), ASK], [(3, "Buy nearby."), (7, "Ask people.")]),
        ([Box(3, " \r\n", 1), ASK], [(7, "Ask people.")]),
        ([BUY, Box(7, "Ask\r\n\r\npeople.", 2)], [(3, "Buy local."), (7, "Ask"), (9, "people.")]),
        ([BUY, Box(7, "Ask people.", 1)], [(3, "Buy local."), (7, "Ask people.")]),
        ([BUY, Box(7, "Ask people.", 0)], [(7, "Ask people."), (3, "Buy local.")]),
        ([BUY, ASK, Box(None, "Pay.")], [(3, "Buy local."), (7, "Ask people."), (9, "Pay.")]),
        ([BUY, ASK, Box(None, "Pay.", 1)], [(3, "Buy local."), (9, "Pay."), (7, "Ask people.")]),
        ([BUY, ASK, Box(None, "Pay.\n\nNow.", 0)], [(9, "Pay."), (10, "Now."), (3, "Buy local."), (7, "Ask people.")]),
        ([Box(3, "Buy local."), ASK], [(7, "Ask people."), (3, "Buy local.")]),
        ([Box(7, "Ask everybody.", 2)], [(3, "Buy local."), (7, "Ask everybody.")]),
    ],
    ids=[
        "reworded",
        "emptied",
        "an empty line put in",
        "of one place, as they come",
        "moved",
        "a new one without a place is last",
        "a new one with a place",
        "a new one that is two",
        "without a place, last",
        "without a box, as it was",
    ],
)
def test_boxes_become_paragraphs(boxes, paragraphs):
    assert said(boxes) == paragraphs


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [([Box(4, "Pay.", 1)], "that is not there"), ([BUY, BUY], "for the same paragraph")],
    ids=["of no paragraph", "two of one"],
)
def test_boxes_of_another_page_are_refused(boxes, sentence):
    with pytest.raises(ValueError, match=sentence):
        said(boxes)


def test_an_id_that_is_not_free_is_refused():
    with pytest.raises(ValueError, match="7 is not free"):
        arranged(DRAFTED, [BUY, ASK], next_id=7)


@st.composite
def boxes(draw, drafted):
    """Boxes for some of its paragraphs, most as they were, and for new ones."""
    filled = st.lists(texts, max_size=3).map("\r\n\r\n".join)
    told = [
        Box(each.id, draw(st.just(each.text) | filled), draw(st.none() | st.integers(0, 7)))
        for each in drafted.paragraphs
        if draw(st.integers(0, 4))
    ]
    return told + [Box(None, draw(filled), draw(st.none() | st.integers(0, 7))) for _ in range(draw(st.integers(0, 2)))]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_word_of_a_box_is_kept_and_ids_are_kept_or_new(data):
    drafted = data.draw(contents())
    told, next_id = data.draw(boxes(drafted)), next_id_of(drafted)

    content, following = arranged(drafted, told, next_id=next_id)

    boxed = {box.id: box.text for box in told if box.id}
    expected = {each.id: boxed.get(each.id, each.text) for each in drafted.paragraphs}
    texts = [*expected.values(), *(box.text for box in told if not box.id)]
    assert Counter(" ".join(texts).split()) == Counter(content.text.split())
    for id, text in expected.items():
        paragraph = content.paragraph(id)
        assert (paragraph and paragraph.text) == (text.split("\r\n\r\n")[0] or None)
    new = [each.id for each in content.paragraphs if each.id not in expected]
    assert new == list(range(next_id, following))
