"""Forms that know what their page showed."""

import re

import pytest
from django import forms
from django.http import QueryDict

from keepitlocal.drafts.saying import Fate, Said, hash_of
from keepitlocal.drafts.shown import ShownForm

A, B, NOTHING = map(hash_of, ["A", "B", ""])


class TwoForm(ShownForm):
    one = forms.CharField(required=False, max_length=3)
    two = forms.CharField(required=False)

    def field_of(self, name):
        return f"field-{name}"


def sent(said):
    """The form as a page sends it: `said` is a dict of a control's name to its text."""
    data = QueryDict(mutable=True)
    data.update(said)
    return TwoForm(data, stored={"one": "A", "two": ""})


def names(form):
    return re.findall(r' name="([^"]*)"', form.as_p())


def test_a_name_carries_the_hash_of_what_is_shown():
    assert names(TwoForm(stored={"one": "A", "two": ""})) == [f"one@{A}", f"two@{NOTHING}"]


def test_an_id_carries_no_hash():
    assert [field.id_for_label for field in TwoForm(stored={"one": "A", "two": ""})] == ["id_one", "id_two"]


def test_what_comes_back_says_what_it_was_changed_from():
    form = sent({f"one@{A}": "B", f"two@{NOTHING}": "C"})

    assert form.is_valid()
    assert form.said() == {"field-one": Said("B", A), "field-two": Said("C", NOTHING)}


def test_a_name_without_a_hash_counts_as_if_the_page_had_shown_nothing():
    form = sent({"one": "B"})

    assert form.is_valid()
    assert form.said() == {"field-one": Said("B", NOTHING)}


def test_what_did_not_come_is_not_said():
    form = sent({f"two@{NOTHING}": "C"})

    assert form.is_valid()
    assert form.said() == {"field-two": Said("C", NOTHING)}


def test_what_cannot_be_kept_is_not_said():
    form = sent({f"one@{A}": "Four", f"two@{NOTHING}": "C"})

    assert not form.is_valid()
    assert form.said() == {"field-two": Said("C", NOTHING)}


@pytest.mark.parametrize(
    ("fate", "news"),
    [(Fate.SAVED, {"one": B}), (Fate.SAME, {"one": B}), (Fate.BESIDE, {}), (None, {})],
    ids=["saved", "the draft said so already", "kept beside", "its page had said something later"],
)
def test_a_page_takes_as_seen_what_the_draft_says_now(fate, news):
    form = sent({f"one@{A}": "B"})
    form.is_valid()

    assert form.was_written({"field-one": fate} if fate else {}) == news
    assert names(form)[0] == f"one@{news.get('one', A)}"


def test_a_page_that_changed_nothing_goes_on_showing_what_it_showed():
    form = sent({f"one@{A}": "A"})
    form.is_valid()

    assert form.was_written({"field-one": Fate.SAME}) == {}
