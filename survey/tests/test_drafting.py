"""Writing a draft: what becomes of each text that a page says."""

import pytest

from keepitlocal.drafts.saying import Fate, Page, Said, hash_of
from keepitlocal.drafts.turns import PAGES_REMEMBERED
from keepitlocal.lifecycle import AlreadyMoved, TooLate
from survey.models import Response
from survey.tests.stored import MOMENT, NOON, fill, make_response, make_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_response(role="would", authority="A")


def write(draft, text, *, seen="A", page="", turn=0, box="authority"):
    """What becomes of a text that a page says, which had shown another."""
    fates = draft.write({box: Said(text, hash_of(seen))}, page=Page(page, turn), at=NOON)
    draft.refresh_from_db()
    return fates


def stands(draft, box="authority"):
    """What the box says, and the texts beside it."""
    return draft.says.get(box, ""), [each["text"] for each in draft.open_texts().get(box, [])]


def choose(draft, text, *, seen, others=None):
    """Whether a text settles the box for somebody who saw what it said, and the texts beside it."""
    shown = draft.open_texts().get("authority", []) if others is None else others
    pairs = {(each["key"], hash_of(each["text"])) for each in shown}
    settled = draft.choose("authority", Said(text, hash_of(seen)), others=pairs, at=NOON)
    draft.refresh_from_db()
    return settled


def test_what_both_changed_is_kept_beside_the_answer(draft):
    """F14."""
    write(draft, "B")

    assert write(draft, "C") == {"authority": Fate.BESIDE}
    assert stands(draft) == ("B", ["C"])


def test_the_same_text_is_kept_beside_once(draft):
    write(draft, "B")
    write(draft, "C")

    write(draft, "C")

    assert stands(draft) == ("B", ["C"])


def test_a_page_that_goes_on_writing_has_one_text_beside_the_answer(draft):
    write(draft, "B")

    for turn, text in enumerate(["C", "CC", "CCC"], start=1):
        write(draft, text, page="p", turn=turn)

    assert stands(draft) == ("B", ["CCC"])


def test_two_pages_that_go_on_writing_have_one_text_each(draft):
    write(draft, "B")

    for page, text in [("p", "C"), ("q", "D")]:
        write(draft, text, page=page, turn=1)

    assert stands(draft) == ("B", ["C", "D"])


def test_different_boxes_never_collide(draft):
    """F14."""
    write(draft, "health", box="services", seen="")

    assert write(draft, "once", box="designed", seen="") == {"designed": Fate.SAVED}


@pytest.mark.parametrize("turn", [1, 2], ids=["an earlier turn", "the same turn again"])
def test_a_save_that_comes_late_changes_nothing(draft, turn):
    write(draft, "C", page="p", turn=2)

    assert write(draft, "B", page="p", turn=turn) == {}
    assert stands(draft) == ("C", [])


def test_a_save_that_comes_again_is_told_what_the_draft_says_all_the_same(draft):
    write(draft, "C", page="p", turn=1)

    assert write(draft, "C", page="p", turn=1) == {"authority": Fate.SAME}


def test_a_save_that_comes_again_never_undoes_what_came_after_it(draft):
    write(draft, "B", page="p", turn=1)
    write(draft, "C", seen="B", page="q", turn=1)

    write(draft, "B", page="p", turn=1)

    assert stands(draft) == ("C", [])


def test_what_was_changed_back_is_kept_where_somebody_else_has_written(draft):
    """F14: B was saved and its page never heard; somebody read B and wrote C; and the page goes back to A."""
    write(draft, "B", page="p", turn=1)
    write(draft, "C", seen="B", page="q", turn=1)

    write(draft, "A", page="p", turn=2)

    assert stands(draft) == ("C", ["A"])


def test_no_more_pages_are_remembered_than_said(draft):
    for number in range(PAGES_REMEMBERED + 5):
        write(draft, "A", page=f"p{number}", turn=1)

    assert set(draft.turns) == {f"p{number}" for number in range(5, PAGES_REMEMBERED + 5)}


def test_a_page_without_a_name_is_not_remembered(draft):
    write(draft, "B")

    assert draft.turns == {}


def test_what_is_emptied_leaves_no_trace_in_what_the_draft_says(draft):
    write(draft, "")

    assert draft.says == {"role": "would"}


def test_a_draft_knows_when_and_on_which_page_it_was_saved_last(draft):
    draft.write({"designed": Said("once")}, on="area", at=NOON + MOMENT)
    draft.write({"designed": Said("never", hash_of("once"))}, at=NOON + 2 * MOMENT)

    draft.refresh_from_db()
    assert (draft.at_page, draft.saved_at) == ("area", NOON + 2 * MOMENT)


@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("authority", "x" * 100_001),
        ("authority", "a\x00b"),
        ("authority", "\ud800"),
        ("stranger", "a"),
        ("services.health.words", "a"),
    ],
    ids=["too long", "a NUL", "half a character", "a box of nothing", "words that no choice asks for"],
)
def test_what_a_page_would_refuse_is_refused_below_it(draft, box, text):
    """F2, F3, F4: SQLite would store it, and PostgreSQL raise; nothing of the page is saved then."""
    with pytest.raises(ValueError, match="cannot keep this"):
        draft.write({"designed": Said("once"), box: Said(text)}, at=NOON)

    draft.refresh_from_db()
    assert draft.says == {"role": "would", "authority": "A"}


def test_saving_is_in_time_by_a_microsecond_and_late_at_the_deadline(draft):
    """D2: and what comes too late leaves no turn behind."""
    draft.write({"authority": Said("B", hash_of("A"))}, at=draft.deadline - MOMENT)

    with pytest.raises(TooLate):
        draft.write({"authority": Said("C", hash_of("B"))}, page=Page("p", 1), at=draft.deadline)

    draft.refresh_from_db()
    assert (draft.says["authority"], draft.turns) == ("B", {})


def test_what_was_sent_takes_no_more():
    """F11."""
    sent = make_sent()

    with pytest.raises(AlreadyMoved):
        fill(sent, {"authority": "Afterwards"})


def test_what_was_sent_meanwhile_takes_no_more(draft):
    """F15."""
    left_open = Response.objects.get(pk=draft.pk)
    draft.send(number=1, at=NOON)

    with pytest.raises(AlreadyMoved):
        write(left_open, "Afterwards")

    draft.refresh_from_db()
    assert (draft.says, draft.answers["authority"]) == ({}, "A")


def test_what_is_chosen_settles_the_box(draft):
    write(draft, "B")
    write(draft, "C")

    assert choose(draft, "C", seen="B")
    assert stands(draft) == ("C", [])


def test_what_is_chosen_unseen_is_one_more_text(draft):
    """F14: somebody wrote D while they chose between B and C."""
    write(draft, "B")
    write(draft, "C")
    write(draft, "D", seen="B", page="q")

    assert not choose(draft, "C", seen="B")
    assert stands(draft) == ("D", ["C"])


def test_a_text_that_came_while_they_chose_waits_for_the_next_choice(draft):
    write(draft, "B")
    write(draft, "C")
    shown = draft.open_texts()["authority"]
    write(draft, "D")

    assert choose(draft, "C", seen="B", others=shown)
    assert stands(draft) == ("C", ["D"])


def test_to_choose_again_what_it_says_changes_nothing(draft):
    """F10."""
    write(draft, "B")
    write(draft, "C")
    shown = draft.open_texts()["authority"]

    for _ in range(2):
        choose(draft, "C", seen="B", others=shown)

    assert stands(draft) == ("C", [])


def test_a_box_with_several_texts_keeps_it_from_being_sent(draft):
    write(draft, "B")
    write(draft, "C")

    needs = draft.needs(*draft.read())

    assert [(need.page, need.box) for need in needs] == [("area", "authority")]
