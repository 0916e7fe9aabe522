"""Writing the working copy: what becomes of each text that a page says."""

import pytest
from django.core.exceptions import ValidationError

from evidence.models import Submission
from evidence.models.writing import field_of
from evidence.tests.makers import NOON, agree, make_draft, make_sent, question, say
from keepitlocal.drafts.saying import Fate, Page, Said, hash_of
from keepitlocal.drafts.turns import PAGES_REMEMBERED
from keepitlocal.lifecycle import AlreadyMoved, TooLate

pytestmark = pytest.mark.django_db

A = hash_of("A")


@pytest.fixture
def draft():
    return make_draft(name="A")


def write(draft, text, *, seen="A", page="", turn=0, field="name"):
    """What becomes of a text that a page says, which had shown another."""
    return draft.write({field: Said(text, hash_of(seen))}, page=Page(page, turn), at=NOON)


def others(draft, field="name"):
    return list(draft.other_texts.open().filter(field=field).values_list("text", flat=True))


def name(draft):
    return draft.texts().get("name", "")


def test_what_both_changed_is_kept_beside_the_answer(draft):
    """F14."""
    write(draft, "B")

    assert write(draft, "C") == {"name": Fate.BESIDE}
    assert (name(draft), others(draft)) == ("B", ["C"])


def test_the_same_text_is_kept_beside_once(draft):
    write(draft, "B")
    write(draft, "C")

    write(draft, "C")

    assert others(draft) == ["C"]


def test_a_page_that_goes_on_writing_has_one_text_beside_the_answer(draft):
    write(draft, "B")

    for turn, text in enumerate(["C", "CC", "CCC"], start=1):
        write(draft, text, page="p", turn=turn)

    assert (name(draft), others(draft)) == ("B", ["CCC"])


def test_two_pages_that_go_on_writing_have_one_text_each(draft):
    write(draft, "B")

    for page, text in [("p", "C"), ("q", "D")]:
        write(draft, text, page=page, turn=1)

    assert others(draft) == ["C", "D"]


def test_what_was_settled_is_never_written_over(draft):
    write(draft, "B")
    write(draft, "C", page="p", turn=1)
    draft.other_texts.update(settled_at=NOON)

    write(draft, "CC", page="p", turn=2)

    assert list(draft.other_texts.values_list("text", flat=True)) == ["C", "CC"]


@pytest.mark.parametrize("turn", [1, 2], ids=["an earlier turn", "the same turn again"])
def test_a_save_that_comes_late_changes_nothing(draft, turn):
    write(draft, "C", page="p", turn=2)

    assert write(draft, "B", page="p", turn=turn) == {}
    assert (name(draft), others(draft)) == ("C", [])


def test_a_save_that_comes_again_is_told_what_the_draft_says_all_the_same(draft):
    write(draft, "C", page="p", turn=1)

    assert write(draft, "C", page="p", turn=1) == {"name": Fate.SAME}


def test_a_save_that_comes_again_never_undoes_what_came_after_it(draft):
    write(draft, "B", page="p", turn=1)
    write(draft, "C", seen="B", page="q", turn=1)

    write(draft, "B", page="p", turn=1)

    assert (name(draft), others(draft)) == ("C", [])


def test_turns_are_each_pages_own(draft):
    write(draft, "B", page="p", turn=7)

    assert write(draft, "C", seen="B", page="q", turn=1) == {"name": Fate.SAVED}


def test_without_turns_no_save_is_taken_for_a_late_one(draft):
    write(draft, "B", page="p")

    assert write(draft, "C", seen="B", page="p") == {"name": Fate.SAVED}


def test_a_page_without_turns_does_not_forget_its_turns(draft):
    write(draft, "C", page="p", turn=2)
    write(draft, "C", seen="C", page="p")

    assert write(draft, "B", page="p", turn=1) == {}


def test_what_was_changed_back_is_kept_where_somebody_else_has_written(draft):
    """F14: B was saved and its page never heard; somebody read B and wrote C; and the page goes back to A."""
    write(draft, "B", page="p", turn=1)
    write(draft, "C", seen="B", page="q", turn=1)

    write(draft, "A", page="p", turn=2)

    assert (name(draft), others(draft)) == ("C", ["A"])


def test_what_was_said_before_is_kept_again_after_something_else_was_kept_beside(draft):
    """F14: by Back and the same words once more, which are nowhere any longer."""
    write(draft, "B", page="p")
    write(draft, "D", seen="B", page="q")
    write(draft, "C", page="p")

    write(draft, "B", page="p")

    assert (name(draft), others(draft)) == ("D", ["C", "B"])


def test_no_more_pages_are_remembered_than_said(draft):
    for number in range(PAGES_REMEMBERED + 5):
        write(draft, "A", page=f"p{number}", turn=1)

    draft.refresh_from_db()
    assert set(draft.turns) == {f"p{number}" for number in range(5, PAGES_REMEMBERED + 5)}


def test_the_page_heard_from_last_is_forgotten_last(draft):
    for number in range(PAGES_REMEMBERED):
        write(draft, "A", page=f"p{number}", turn=1)
    write(draft, "A", page="p0", turn=2)

    write(draft, "A", page="another", turn=1)

    draft.refresh_from_db()
    assert ("p0" in draft.turns, "p1" in draft.turns) == (True, False)


def test_a_page_without_a_name_is_not_remembered(draft):
    write(draft, "B")

    draft.refresh_from_db()
    assert draft.turns == {}


def test_different_fields_never_collide(draft):
    """F14."""
    first, second = field_of(question(draft.call, "1.1")), field_of(question(draft.call, "1.2"))
    write(draft, "Ann’s", field=first, seen="", page="p", turn=1)

    assert write(draft, "Bob’s", field=second, seen="", page="q", turn=1) == {second: Fate.SAVED}


@pytest.mark.parametrize(
    ("field", "text"),
    [("question", "x" * 100_001), ("name", "x" * 201), ("email", "a@"), ("question", "a\x00b"), ("name", "a\x00b")],
    ids=["a long answer", "a long name", "a broken address", "a NUL in an answer", "a NUL in a name"],
)
def test_what_a_form_would_refuse_is_refused_below_it(draft, field, text):
    """F2, F3: SQLite would store each, and PostgreSQL raise; nothing of the page is saved then."""
    field = field_of(question(draft.call)) if field == "question" else field

    with pytest.raises(ValidationError):
        draft.write({"area": Said("Fen End"), field: Said(text)}, at=NOON)

    assert draft.texts() == {"name": "A"}


def test_what_came_too_late_leaves_no_turn_behind(draft):
    with pytest.raises(TooLate):
        draft.write({"name": Said("B", A)}, page=Page("p", 1), at=draft.deadline)

    assert Submission.objects.get(pk=draft.pk).turns == {}


def test_what_was_sent_takes_no_more():
    sent = make_sent()

    with pytest.raises(AlreadyMoved):
        say(sent, name="Afterwards")


def test_a_choice_of_publication_is_written_like_a_text(draft):
    agree(draft, draft.call.publication_choices.get(code="named"))
    shown = draft.texts()["publication"]
    agree(draft, draft.call.publication_choices.get(code="private"))
    third = draft.call.publication_choices.get(code="unnamed").statement().fingerprint

    assert write(draft, third, seen=shown, field="publication") == {"publication": Fate.BESIDE}
