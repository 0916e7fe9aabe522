"""What a draft remembers of the pages that save it."""

from keepitlocal.drafts.saying import NO_PAGE, Fate, Page, Said, hash_of
from keepitlocal.drafts.turns import PAGES_REMEMBERED, heard, is_late, remembered

SAID = {"name": Said("B", hash_of("A"))}


def after(*pages, turns=None, said=SAID, fate=Fate.SAVED):
    """What is remembered once these pages have said the same, one after the other."""
    for page in pages:
        turns = remembered(turns or {}, page, said, dict.fromkeys(said, fate))
    return turns


def test_of_a_page_that_was_never_heard_nothing_is_known():
    assert heard({}, Page("p", 1)) == (0, {})


def test_what_a_page_said_is_remembered_by_its_hash():
    assert heard(after(Page("p", 3)), Page("p", 4)) == (3, {"name": hash_of("B")})


def test_what_was_kept_beside_is_remembered_as_nothing():
    assert heard(after(Page("p", 1), fate=Fate.BESIDE), Page("p", 2)) == (1, {"name": ""})


def test_what_a_page_said_in_other_fields_is_still_known():
    turns = after(Page("p", 2), turns=after(Page("p", 1)), said={"area": Said("C")})

    assert heard(turns, Page("p", 3)) == (2, {"name": hash_of("B"), "area": hash_of("C")})


def test_a_page_without_turns_does_not_forget_its_turns():
    assert heard(after(Page("p", 3), Page("p")), Page("p")) == (3, {"name": hash_of("B")})


def test_what_comes_again_or_after_something_later_is_late():
    turns = after(Page("p", 2))

    assert [is_late(turns, Page("p", turn)) for turn in range(4)] == [False, True, True, False]


def test_turns_are_each_pages_own():
    assert not is_late(after(Page("p", 7)), Page("q", 1))


def test_a_page_without_a_name_is_not_remembered():
    assert after(NO_PAGE) == {}


def test_the_pages_heard_from_longest_ago_are_forgotten():
    pages = [Page(f"p{number}", 1) for number in range(PAGES_REMEMBERED)]

    turns = after(*pages, Page("p0", 2), Page("another", 1))

    assert set(turns) == {"another", *(page.name for page in pages)} - {"p1"}


def test_what_was_remembered_is_not_changed_in_place():
    before = after(Page("p", 1))

    after(Page("p", 2), turns=before)

    assert before == after(Page("p", 1))
