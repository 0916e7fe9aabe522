"""What changed between two wordings: every paragraph of both is told once, with what became of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from principles.tests.wordings import contents, edits
from principles.wordings import Content, Paragraph
from principles.wordings.comparing import Pair, Sort, compared, compared_titles

ONE, TWO, THREE = (Paragraph(id, text) for id, text in [(3, "Buy local."), (7, "Ask people."), (5, "Pay on time.")])
BEFORE = Content("Start here", (ONE, TWO, THREE))
REWORDED, SOONER = Paragraph(7, "Ask everybody."), Paragraph(5, "Pay at once.")
NEW = Paragraph(9, "Say when.")


def told(*paragraphs):
    return [(pair.id, pair.sort, pair.stood, pair.stands) for pair in compared(BEFORE, Content("", paragraphs))]


@pytest.mark.parametrize(
    ("paragraphs", "pairs"),
    [
        ([ONE, TWO, THREE], [(3, "kept", 1, 1), (7, "kept", 2, 2), (5, "kept", 3, 3)]),
        ([ONE, REWORDED, THREE], [(3, "kept", 1, 1), (7, "changed", 2, 2), (5, "kept", 3, 3)]),
        ([ONE, Paragraph(7, "Ask\npeople. "), THREE], [(3, "kept", 1, 1), (7, "kept", 2, 2), (5, "kept", 3, 3)]),
        ([ONE, NEW, TWO, THREE], [(3, "kept", 1, 1), (9, "new", None, 2), (7, "kept", 2, 3), (5, "kept", 3, 4)]),
        ([ONE, THREE], [(3, "kept", 1, 1), (7, "gone", 2, None), (5, "kept", 3, 2)]),
        ([ONE, NEW, THREE], [(3, "kept", 1, 1), (7, "gone", 2, None), (9, "new", None, 2), (5, "kept", 3, 3)]),
        ([THREE, ONE, TWO], [(5, "moved", 3, 1), (3, "kept", 1, 2), (7, "kept", 2, 3)]),
        ([SOONER, ONE, TWO], [(5, "moved_and_changed", 3, 1), (3, "kept", 1, 2), (7, "kept", 2, 3)]),
        ([THREE, ONE], [(7, "gone", 2, None), (5, "kept", 3, 1), (3, "moved", 1, 2)]),
        ([], [(3, "gone", 1, None), (7, "gone", 2, None), (5, "gone", 3, None)]),
    ],
    ids=[
        "nothing",
        "a word",
        "white space alone",
        "one put in",
        "one taken out",
        "one put in the place of another",
        "the last put first",
        "moved and reworded",
        "moved past one that is gone",
        "all taken out",
    ],
)
def test_each_paragraph_is_told_where_people_look_for_it(paragraphs, pairs):
    assert told(*paragraphs) == pairs


def test_of_the_first_wording_everything_is_new():
    assert [pair.sort for pair in compared(Content(""), BEFORE)] == [Sort.NEW] * 3


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        ([REWORDED], [("kept", "Ask "), ("gone", "people"), ("new", "everybody"), ("kept", ".")]),
        ([], [("gone", "Ask people.")]),
        ([TWO], [("kept", "Ask people.")]),
        ([NEW], [("gone", "Ask people."), ("new", "Say when.")]),
    ],
    ids=["reworded", "taken out", "kept", "replaced"],
)
def test_a_pair_tells_the_words_that_changed(after, changes):
    pairs = compared(Content("", (TWO,)), Content("", tuple(after)))

    assert [each for pair in pairs for each in pair.changes] == changes


@pytest.mark.parametrize(
    ("title", "sort"), [("Start there", Sort.CHANGED), (" Start  here", Sort.KEPT)], ids=["a word", "white space alone"]
)
def test_titles_are_compared_likewise(title, sort):
    assert compared_titles(BEFORE, Content(title)) == Pair(None, "Start here", title, sort)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_all_pairs_together_give_both_texts_back(data):
    before = data.draw(contents())
    after = data.draw(edits(before))

    pairs = compared(before, after)

    old = sorted((pair for pair in pairs if pair.stood), key=lambda pair: pair.stood)
    new = [pair for pair in pairs if pair.stands]
    assert "\n\n".join(pair.was for pair in old) == before.text
    assert "\n\n".join(pair.became for pair in new) == after.text
    assert len({pair.id for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert "".join(words for kind, words in pair.changes if kind != "new") == (pair.was or "")
        assert "".join(words for kind, words in pair.changes if kind != "gone") == (pair.became or "")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_not_said_to_have_moved_is_in_the_same_order_in_both(data):
    before = data.draw(contents())
    after = Content(before.title, tuple(data.draw(st.permutations(before.paragraphs))))

    unmoved = [pair.stood for pair in compared(before, after) if pair.sort == Sort.KEPT]

    assert unmoved == sorted(unmoved)
    assert bool(unmoved) == bool(before.paragraphs)
