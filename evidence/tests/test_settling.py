"""Settling a field with several texts: nothing is settled unseen, and nothing that was chosen is dropped."""

import pytest

from evidence.models.writing import field_of
from evidence.tests.makers import MOMENT, NOON, make_draft, make_sent, question, say
from keepitlocal.drafts.saying import Page, Said, hash_of
from keepitlocal.lifecycle import TooLate

pytestmark = pytest.mark.django_db


def write(draft, text, *, seen="A", page="", turn=0):
    """What becomes of a name that a page says, which had shown another."""
    return draft.write({"name": Said(text, hash_of(seen))}, page=Page(page, turn), at=NOON)


def others(draft):
    return list(draft.other_texts.open().filter(field="name").values_list("text", flat=True))


def name(draft):
    return draft.texts().get("name", "")


def choose(draft, text, *, seen="B", others=None):
    """Choose a text, having seen these others, or all of them."""
    open_now = draft.other_texts.open() if others is None else others
    return draft.choose("name", Said(text, hash_of(seen)), others={(each.pk, hash_of(each.text)) for each in open_now}, at=NOON)


@pytest.fixture
def contested():
    """A draft that says B, with C beside it."""
    draft = make_draft(name="A")
    write(draft, "B")
    write(draft, "C", page="p", turn=1)
    return draft


@pytest.mark.parametrize("text", ["B", "C", "B and C", ""], ids=["what it says", "the other", "both", "neither"])
def test_what_is_chosen_is_what_it_says(contested, text):
    assert choose(contested, text)
    assert (name(contested), others(contested)) == (text, [])


def test_a_text_that_was_not_chosen_is_still_there(contested):
    choose(contested, "B")

    assert contested.other_texts.get().text == "C"


@pytest.mark.parametrize(
    ("text", "beside"),
    [("B", ["C", "B"]), ("C", ["C"]), ("B and C", ["C", "B and C"]), ("D", [])],
    ids=["what it said then", "the other", "both", "what it says now"],
)
def test_a_choice_does_not_undo_what_was_saved_in_between(contested, text, beside):
    """F14: what was chosen is one more text beside it; unless that is what was saved."""
    write(contested, "D", seen="B")

    assert choose(contested, text) == (not beside)
    assert (name(contested), others(contested)) == ("D", beside)


def test_of_two_choices_one_stands_and_the_other_is_beside_it(contested):
    """F15."""
    seen = list(contested.other_texts.open())
    choose(contested, "B", others=seen)

    assert not choose(contested, "C", others=seen)
    assert (name(contested), others(contested)) == ("B", ["C"])


def test_the_same_choice_twice_is_one(contested):
    """F15."""
    seen = list(contested.other_texts.open())
    choose(contested, "C", others=seen)

    assert choose(contested, "C", others=seen)
    assert (name(contested), others(contested)) == ("C", [])


def test_a_text_that_came_in_between_stays_to_be_chosen_about(contested):
    seen = list(contested.other_texts.open())
    write(contested, "D", page="q", turn=1)

    choose(contested, "C", others=seen)

    assert (name(contested), others(contested)) == ("C", ["D"])


def test_a_text_that_grew_in_between_stays_to_be_chosen_about(contested):
    seen = list(contested.other_texts.open())
    write(contested, "CC", page="p", turn=2)

    choose(contested, "B", others=seen)

    assert (name(contested), others(contested)) == ("B", ["CC"])


def test_choosing_after_the_close_changes_nothing(contested):
    with pytest.raises(TooLate):
        contested.choose("name", Said("C", hash_of("B")), others=set(), at=contested.deadline)

    assert (name(contested), others(contested)) == ("B", ["C"])


def test_what_is_given_up_by_leaving_is_still_there():
    """Somebody else who shares it may have just written it."""
    sent = make_sent(text="As sent.")
    field = field_of(question(sent.call))
    sent.change(at=NOON + MOMENT)
    say(sent, NOON + MOMENT, **{field: "Changed.", "area": "Fen End"})

    sent.leave(at=NOON + 2 * MOMENT)

    kept = sent.other_texts.values_list("field", "text", "settled_at").order_by("field")
    assert list(kept) == [("area", "Fen End", NOON + 2 * MOMENT), (field, "Changed.", NOON + 2 * MOMENT)]
    assert sent.texts()[field] == "As sent."


def test_leaving_without_a_change_keeps_nothing_aside():
    sent = make_sent()
    sent.change(at=NOON + MOMENT)

    sent.leave(at=NOON + 2 * MOMENT)

    assert not sent.other_texts.exists()
