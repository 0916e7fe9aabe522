"""F15: two things done to one draft at the same moment, on two connections that start together."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evidence.models import OtherText, Submission
from evidence.models.writing import field_of
from evidence.tests.makers import DAY, NOON, YOURS, hold, make_call, make_draft, make_ready, question, texts
from keepitlocal.drafts.saying import NO_PAGE, Page, Said, hash_of
from keepitlocal.lifecycle import AlreadyMoved, NotReady
from keepitlocal.tests.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = range(5)


def saving(draft, field, text, *, seen="", page=NO_PAGE):
    mine = Submission.objects.get(pk=draft.pk)
    return lambda: mine.write({field: Said(text, hash_of(seen))}, page=page, at=NOON)


def choosing(draft, text, *, seen):
    mine = Submission.objects.get(pk=draft.pk)
    others = {(each.pk, hash_of(each.text)) for each in mine.other_texts.open()}
    return lambda: mine.choose("name", Said(text, hash_of(seen)), others=others, at=NOON)


def open_texts(draft):
    return list(draft.other_texts.open().values_list("text", flat=True))


@pytest.mark.parametrize("_", ROUNDS)
@pytest.mark.parametrize("before", ["", "Before"], ids=["the first saves", "later saves"])
def test_of_two_saves_of_one_field_one_is_saved_and_the_other_kept_beside(before, _):
    draft = make_draft(name=before) if before else make_draft()

    at_once(*(saving(draft, "name", text, seen=before, page=Page(text, 1)) for text in ["Ann", "Bob"]))

    assert sorted([draft.texts()["name"], *open_texts(draft)]) == ["Ann", "Bob"]


@pytest.mark.parametrize("_", ROUNDS)
def test_two_saves_of_different_fields_are_both_saved(_):
    draft = make_draft()

    at_once(*(saving(draft, field, field, page=Page(field, 1)) for field in ["name", "area", "role"]))

    draft.refresh_from_db()
    assert draft.texts() == {"name": "name", "area": "area", "role": "role"}
    assert (set(draft.turns), OtherText.objects.count()) == ({"name", "area", "role"}, 0)


@pytest.mark.parametrize("_", ROUNDS)
def test_the_turns_of_one_page_end_with_the_last_however_they_come(_):
    draft = make_draft()

    at_once(*(saving(draft, "name", f"Turn {turn}", page=Page("p", turn)) for turn in [3, 1, 2]))

    assert (draft.texts()["name"], open_texts(draft)) == ("Turn 3", [])


@pytest.mark.parametrize("_", ROUNDS)
def test_a_save_beside_a_send_is_in_what_was_sent_or_refused(_):
    draft = make_ready(text="Before")
    field = field_of(question(draft.call))
    mine = Submission.objects.get(pk=draft.pk)

    saved, sent = at_once(saving(draft, field, "Changed", seen="Before"), lambda: mine.submit(number=1, at=NOON))

    draft.refresh_from_db()
    assert sent is None
    expected = "Before" if isinstance(saved, AlreadyMoved) else "Changed"
    assert [each["text"] for each in draft.latest.content["answers"]] == [expected]
    assert texts(draft) == {"1.1": expected}


@pytest.mark.parametrize("_", ROUNDS)
def test_a_conflict_beside_a_send_is_never_sent_unseen(_):
    draft = make_ready(text="Before")
    field = field_of(question(draft.call))
    mine = Submission.objects.get(pk=draft.pk)

    kept, sent = at_once(saving(draft, field, "Mine", seen="What was there once"), lambda: mine.submit(number=1, at=NOON))

    assert isinstance(sent, NotReady) != isinstance(kept, AlreadyMoved)
    assert open_texts(draft) == (["Mine"] if isinstance(sent, NotReady) else [])


@pytest.mark.parametrize("_", ROUNDS)
def test_of_two_choices_one_stands_and_the_other_is_beside_it(_):
    draft = make_draft(name="Ann")
    saving(draft, "name", "Anne", seen="once")()
    saving(draft, "name", "Anna", seen="once")()

    settled = at_once(choosing(draft, "Anne", seen="Ann"), choosing(draft, "Anna", seen="Ann"))

    first, second = ("Anne", "Anna") if settled[0] else ("Anna", "Anne")
    assert sorted(settled) == [False, True]
    assert (draft.texts()["name"], open_texts(draft)) == (first, [second])


@pytest.mark.parametrize("_", ROUNDS)
def test_a_choice_beside_a_save_loses_neither(_):
    draft = make_draft(name="Ann")
    saving(draft, "name", "Anne", seen="once")()

    at_once(choosing(draft, "Anne", seen="Ann"), saving(draft, "name", "Anna", seen="Ann"))

    assert sorted([draft.texts()["name"], *open_texts(draft)]) == ["Anna", "Anne"]


def test_a_first_press_twice_at_once_begins_one_draft_and_loses_no_save(arrive):
    arrive(NOON)
    call = make_call(opens_at=NOON - DAY)
    browsers = [Client(), Client()]

    at_once(*(lambda each=each: each.post(YOURS, {"nonce": "same"}) for each in browsers))
    at_once(
        *(
            lambda each=each, said=said: each.post(f"{YOURS}section-1/", {"answer-1.1": said})
            for each, said in zip(browsers, ["One", "Two"], strict=True)
        )
    )

    draft = Submission.objects.get()
    assert sorted([*texts(draft).values(), *open_texts(draft)]) == ["One", "Two"]
    assert draft.call == call


@pytest.mark.parametrize("_", ROUNDS)
def test_documents_never_conflict(arrive, uploads, _):
    arrive(NOON)
    draft = make_draft()
    browsers = [Client(), Client()]
    for each in browsers:
        hold(each, draft)

    at_once(
        *(
            lambda each=each, name=name: each.post(
                f"{YOURS}documents/", {"documents": SimpleUploadedFile(name, name.encode()), "then": "add"}
            )
            for each, name in zip(browsers, ["one.txt", "two.txt"], strict=True)
        )
    )

    assert sorted(draft.documents.current().values_list("name", flat=True)) == ["one.txt", "two.txt"]
    assert not OtherText.objects.exists()
