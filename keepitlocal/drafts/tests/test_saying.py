"""What a page says in the fields of a draft, and what becomes of it."""

import pytest

from keepitlocal.drafts.saying import NO_PAGE, Fate, Page, Said, fate, hash_of, page_of

A, B = map(hash_of, "AB")


@pytest.mark.parametrize(
    ("stored", "said", "last", "turn", "becomes"),
    [
        ("A", Said("A", A), None, 0, Fate.SAME),
        ("B", Said("B", A), None, 0, Fate.SAME),
        ("B", Said("A", A), None, 0, Fate.SAME),
        ("A", Said("B", A), None, 0, Fate.SAVED),
        ("A", Said("", A), None, 0, Fate.SAVED),
        ("", Said("A"), None, 0, Fate.SAVED),
        ("C", Said("B", A), None, 0, Fate.BESIDE),
        ("C", Said("", A), None, 0, Fate.BESIDE),
        ("", Said("B", A), None, 0, Fate.BESIDE),
        ("C", Said("B"), None, 0, Fate.BESIDE),
        ("B", Said("C", A), B, 2, Fate.SAVED),
        ("B", Said("A", A), B, 2, Fate.SAVED),
        ("C", Said("B", A), B, 2, Fate.SAME),
        ("C", Said("A", A), B, 2, Fate.BESIDE),
        ("A", Said("C", A), B, 2, Fate.BESIDE),
        ("B", Said("C", A), B, 0, Fate.BESIDE),
        ("C", Said("A", A), B, 0, Fate.BESIDE),
        ("C", Said("B", A), B, 0, Fate.SAME),
        ("C", Said("A", A), "", 2, Fate.BESIDE),
        ("C", Said("A", A), "", 0, Fate.BESIDE),
        ("A", Said("B", A), "", 2, Fate.SAVED),
    ],
    ids=[
        "nobody changed anything",
        "both wrote the same",
        "somebody else changed it, and this page did not",
        "this page changed it, and nobody else did",
        "this page emptied it",
        "it was empty, and is answered",
        "both changed it",
        "this page emptied it, and somebody else changed it",
        "somebody else emptied it, and this page changed it",
        "a page that had shown nothing comes upon an answer",
        "the page goes on, and never heard that it was saved",
        "the page goes back to what it had shown, and never heard that it was saved",
        "the page says what it said before, and somebody else has changed it since",
        "the page goes back to what it had shown, and somebody else has changed it since",
        "somebody else went back to what the page had shown, which it never knew",
        "without script, an earlier press may come after a later one",
        "without script, the page goes back to what it had shown, and somebody else has changed it since",
        "without script, the same press comes again, and somebody else has changed it since",
        "the page goes back to what it had shown, after its text was kept beside",
        "the same without script",
        "the draft says again what the page had shown, after its text was kept beside",
    ],
)
def test_each_text_has_its_fate(stored, said, last, turn, becomes):
    assert fate(stored, said, Page("p", turn), last) == becomes


@pytest.mark.parametrize(
    ("page", "turn", "found"),
    [
        ("p", "7", Page("p", 7)),
        ("p", "", Page("p", 0)),
        ("p", "-1", Page("p", 0)),
        ("p", "９", Page("p", 0)),
        ("p", "9999999", Page("p", 9_999_999)),
        ("p", "10000000", Page("p", 0)),
        ("", "7", NO_PAGE),
        ("a\x00b", "7", NO_PAGE),
        ("p" * 32, "7", Page("p" * 32, 7)),
        ("p" * 33, "7", NO_PAGE),
    ],
    ids=lambda said: ascii(said)[:40],
)
def test_a_page_is_known_by_a_sensible_name_and_turn_only(page, turn, found):
    assert page_of({"page": page, "turn": turn}) == found


def test_no_page_has_no_name_and_no_turn():
    assert (NO_PAGE.name, NO_PAGE.turn) == ("", 0)
