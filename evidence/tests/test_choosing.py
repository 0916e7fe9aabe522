"""Choosing between texts that were written at the same time."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models.writing import field_of
from evidence.tests.makers import NOON, YOURS, hold, make_call, make_draft, make_ready, question, send, texts
from keepitlocal.drafts.saying import Said, hash_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]

CHOOSE = f"{YOURS}choose/"
IN_BETWEEN = "Somebody else changed or chose this in the meantime"


@pytest.fixture
def draft(client):
    return hold(client, make_draft(make_call()))


def contest(draft, field, stored, *others, at=NOON):
    """Have a field say one text, with others beside it, each from a page that had shown something else."""
    draft.write({field: Said(stored, hash_of(draft.texts().get(field, "")))}, at=at)
    for each in others:
        draft.write({field: Said(each, hash_of("what was there before"))}, at=at)


def answer(draft, code="1.1"):
    return field_of(question(draft.call, code))


def shown(client, number=0):
    """What one form of the page would send, without its button; and the names of its buttons."""
    form = re.findall(r'<form method="post" novalidate>(.*?)</form>', client.get(CHOOSE).content.decode(), re.S)[number]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    said = dict(hidden) | {"other": [value for name, value in hidden if name == "other"]}
    return said, re.findall(r'name="use" value="([^"]+)"', form)


def press(client, use, page=None, **more):
    """Press a button; `page` is a form as it was shown earlier."""
    said, buttons = page or shown(client)
    return client.post(CHOOSE, said | more | {"use": buttons[use] if isinstance(use, int) else use})


def still_open(draft):
    return list(draft.other_texts.open().values_list("text", flat=True))


def test_where_every_field_has_one_text_there_is_nothing_to_choose(client, draft):
    assert "There is nothing to choose between" in client.get(CHOOSE).content.decode()


def test_both_texts_are_shown_whole_and_together_in_the_box(client, draft):
    long, longer = "First. " * 900 + "End", "Second. " * 900 + "End"
    contest(draft, answer(draft), long, longer)

    page = client.get(CHOOSE).content.decode()

    assert (page.count(f">{long}<"), page.count(f">{longer}<")) == (1, 1)
    assert f"{long}\n\n{longer}</textarea>" in page


@pytest.mark.parametrize(("use", "says"), [(0, "Mine"), (1, "Theirs"), (2, "Ours")], ids=["kept", "the other", "joined"])
def test_what_is_pressed_is_what_the_draft_says(client, draft, use, says):
    contest(draft, answer(draft), "Mine", "Theirs")

    response = press(client, use, text="Ours")

    assert response.url == YOURS
    assert (texts(draft), still_open(draft)) == ({"1.1": says}, [])


def test_of_three_texts_any_can_be_used_and_all_are_settled(client, draft):
    contest(draft, answer(draft), "One", "Two", "Three")

    press(client, 2)

    assert (texts(draft), still_open(draft)) == ({"1.1": "Three"}, [])


def test_an_emptied_text_says_so_and_can_be_used(client, draft):
    contest(draft, answer(draft), "Mine", "")

    page = client.get(CHOOSE).content.decode()
    press(client, 1)

    assert "Nothing: it was emptied" in page
    assert (texts(draft), still_open(draft)) == ({}, [])


def test_what_was_chosen_and_not_typed_is_shown_in_its_words_without_a_box(client, draft):
    named, private = (draft.call.publication_choices.get(code=code).statement() for code in ["named", "private"])
    contest(draft, "publication", named.fingerprint, private.fingerprint)
    contest(draft, "respondent_type", "community", "other")

    page = client.get(CHOOSE).content.decode()

    for words in [
        "How it may be published",
        "With our name",
        "Do not publish it",
        "Who you are",
        "Community organisation",
        "Someone",
    ]:
        assert words in page
    assert named.fingerprint not in page
    assert "<textarea" not in page


def test_words_of_publication_that_are_no_longer_offered_are_still_shown_as_words(client, draft):
    named, private = (draft.call.publication_choices.get(code=code).statement() for code in ["named", "private"])
    contest(draft, "publication", named.fingerprint, private.fingerprint)
    draft.call.publication_choices.update(says="Other words.")
    draft.call.changed(by=None, at=NOON)

    page = client.get(CHOOSE).content.decode()

    assert "Do not publish it" in page
    assert private.fingerprint not in page


def test_a_type_that_is_chosen_is_kept_as_a_type(client, draft):
    contest(draft, "respondent_type", "community", "other")

    press(client, 1)

    assert draft.answers.get(field="respondent_type").chosen.code == "other"


@pytest.mark.parametrize("field", ["name", "answer"])
def test_whatever_they_wrote_is_escaped(client, draft, field):
    contest(
        draft, field if field == "name" else answer(draft), "</textarea><script>alert(1)</script>", "<img src=x onerror=alert(2)>"
    )

    page = client.get(CHOOSE).content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in page


def test_a_box_with_too_many_words_is_refused_and_keeps_them(client, draft):
    contest(draft, answer(draft), "Mine", "Theirs")

    page = press(client, "joined", text="word " * 10_001)

    assert page.status_code == 200
    assert "What you write must be 10,000 words or fewer. It has 10,001" in page.content.decode()
    assert "word word word" in page.content.decode()
    assert (texts(draft), still_open(draft)) == ({"1.1": "Mine"}, ["Theirs"])


def test_a_box_with_too_many_words_keeps_them_also_where_somebody_else_has_chosen(client, draft):
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, 0, page)

    response = press(client, "joined", page, text="word " * 10_001)

    assert "word word word" in response.content.decode()
    assert "What you write must be 10,000 words or fewer" in response.content.decode()


def test_a_choice_that_comes_after_somebody_elses_is_told_and_not_lost(client, draft):
    """F15."""
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, 0, page)

    response = press(client, 1, page)

    assert response.url == CHOOSE
    assert IN_BETWEEN in client.get(CHOOSE).content.decode()
    assert (texts(draft), still_open(draft)) == ({"1.1": "Mine"}, ["Theirs"])


def test_keeping_what_somebody_else_has_replaced_is_told(client, draft):
    """F15."""
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, 1, page)

    response = press(client, 0, page)

    assert (response.url, texts(draft)) == (YOURS, {"1.1": "Theirs"})
    assert IN_BETWEEN in client.get(YOURS).content.decode()


def test_a_box_that_comes_after_somebody_elses_choice_is_kept_beside_it(client, draft):
    """F15."""
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, 1, page)

    press(client, "joined", page, text="Ours")

    assert (texts(draft), still_open(draft)) == ({"1.1": "Theirs"}, ["Ours"])


@pytest.mark.parametrize("use", [0, 1, 2], ids=["kept", "the other", "joined"])
def test_the_same_button_pressed_twice_is_one_choice(client, draft, use):
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, use, page, text="Ours")

    response = press(client, use, page, text="Ours")

    assert (response.url, still_open(draft)) == (YOURS, [])
    assert IN_BETWEEN not in client.get(YOURS).content.decode()


def test_what_was_saved_while_the_page_was_open_is_not_settled_unseen(client, draft):
    """F14."""
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    contest(draft, answer(draft), "Newer")

    press(client, 0, page)

    assert (texts(draft), still_open(draft)) == ({"1.1": "Newer"}, ["Theirs"])


def test_the_next_field_follows_the_one_that_was_settled(client, draft):
    contest(draft, answer(draft), "One", "Two")
    contest(draft, "name", "Ann", "Anne")

    assert press(client, 1).url == CHOOSE
    assert press(client, 1).url == YOURS
    assert (texts(draft), draft.texts()["name"]) == ({"1.1": "Two"}, "Anne")


def test_a_draft_with_several_texts_is_not_sent_before_they_are_settled(client):
    draft = hold(client, make_ready(make_call(), text="Mine"))
    contest(draft, answer(draft), "Mine", "Theirs")

    refused = client.post(f"{YOURS}check/", {"number": 1})
    press(client, 1)
    client.post(f"{YOURS}check/", {"number": 1})

    draft.refresh_from_db()
    assert "Choose between texts" in refused.content.decode()
    assert draft.latest.content["answers"][0]["text"] == "Theirs"


def test_a_choice_after_it_was_sent_gives_back_what_was_written(client):
    """F11."""
    draft = hold(client, make_ready(make_call(), text="Mine"))
    contest(draft, answer(draft), "Mine", "Theirs")
    page = shown(client)
    press(client, 0, page)
    send(draft)

    response = press(client, "joined", page, text="Ours")

    assert response.status_code == 409
    assert "Ours" in response.content.decode()


@pytest.mark.parametrize("field", ["", "area", "question-999999", "status", "name\x00", "question-x"])
def test_a_field_without_other_texts_is_not_found(client, draft, field):
    """F7."""
    contest(draft, "name", "Ann", "Anne")

    assert press(client, 0, field=field).status_code == 404


@pytest.mark.parametrize("use", ["", "999999", "-1", "stored\x00", "9" * 400, "joined"])
@pytest.mark.parametrize("other", ["", "1", "1@", "x@y", f"{'9' * 400}@{'a' * 16}", "1@\x00"])
def test_a_button_that_a_stranger_makes_up_changes_nothing(client, draft, use, other):
    """F7: nor is there a box to join names in."""
    contest(draft, "name", "Ann", "Anne")

    response = press(client, use, other=[other], seen="\x00")

    assert response.status_code == 302
    assert (draft.texts(), still_open(draft)) == ({"name": "Ann"}, ["Anne"])


def test_it_asks_as_little_of_the_database_for_many_texts_as_for_one(client, draft):
    contest(draft, answer(draft), "Mine", "Theirs")
    client.get(CHOOSE)
    with CaptureQueriesContext(connection) as few:
        client.get(CHOOSE)
    for field in [answer(draft, "1.2"), answer(draft, "2.1"), "name", "area"]:
        contest(draft, field, "One", "Two", "Three")

    with CaptureQueriesContext(connection) as many:
        client.get(CHOOSE)

    assert len(many) == len(few) <= 4
