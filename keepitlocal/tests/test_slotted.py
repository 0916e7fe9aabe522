"""Choices in pages that are kept: one slot for each option, filled with what is stored."""

import re
import time

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from keepitlocal import slotted
from keepitlocal.drafts.shown import ShownForm
from keepitlocal.pages import Page, option_slot, slot

VALUES = ["yes", "no-2", "-1", "10", "1.5"]
CHOICES = [(value, value) for value in VALUES]
GROUPED = [("A group", CHOICES[:3]), ("or", CHOICES[3:])]
WIDGETS = {
    "radios": slotted.SlottedRadioSelect,
    "checkboxes": slotted.SlottedCheckboxSelectMultiple,
    "select": slotted.SlottedSelect,
}

each_widget = pytest.mark.parametrize("kind", WIDGETS)


def make_form(kind="radios", stored=None, data=None, choices=CHOICES):
    kept = stored is None
    several = kind == "checkboxes"
    field = forms.MultipleChoiceField if several else forms.ChoiceField
    answer = field(choices=choices, widget=WIDGETS[kind], required=False)
    answer.says_when_empty = several
    form = type("Form", (ShownForm,), {"answer": answer, "words": forms.CharField(required=False)})
    stored = {"answer": slot("q-1") if kept else stored, "words": slot("q-2") if kept else "Words"}
    hashes = {"answer": slot("seen-1"), "words": slot("seen-2")}
    return form(data, stored=stored, hashes=hashes if kept else {"answer": "a1", "words": "b2"})


def drawn(form):
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def kept_page(kind="radios", choices=CHOICES):
    return Page(drawn(make_form(kind, choices=choices)))


def filled(page, text):
    said = page.fills({"q-1": text, "q-2": "Words"})
    return page.filled({**said, "seen-1": "a1", "seen-2": "b2"})


def chosen(html):
    """The values of the options that are chosen."""
    return re.findall(r'<(?:input|option)[^>]*value="([^"]*)"[^>]* (?:checked|selected) ?[^>]*>', html)


@each_widget
@pytest.mark.parametrize("choices", [CHOICES, GROUPED], ids=["plain", "in groups"])
@pytest.mark.parametrize("value", VALUES)
def test_a_kept_page_shows_what_is_stored(kind, choices, value):
    assert chosen(filled(kept_page(kind, choices), value)) == [value]


@each_widget
def test_a_kept_page_shows_that_nothing_is_stored(kind):
    assert chosen(filled(kept_page(kind), "")) == []


@each_widget
@pytest.mark.parametrize("value", ["", *VALUES])
def test_a_kept_page_is_the_page_that_is_made_for_one_person(kind, value):
    kept, made = filled(kept_page(kind), value), drawn(make_form(kind, stored=value))

    assert re.sub(r" +>", ">", kept) == made


@pytest.mark.parametrize("draw", [filled, lambda page, text: drawn(make_form("checkboxes", stored=text))], ids=["kept", "made"])
def test_of_several_values_each_is_ticked(draw):
    assert chosen(draw(kept_page("checkboxes"), "yes -1")) == ["yes", "-1"]


@each_widget
def test_every_option_of_a_choice_has_a_slot_of_its_own(kind):
    assert len(kept_page(kind).unchosen) == len(VALUES)


@each_widget
def test_a_value_that_is_not_offered_has_no_place(kind):
    assert kept_page(kind).fills({"q-1": "retired"}) is None


@pytest.mark.parametrize(("text", "has_place"), [("", True), ("Words", False)], ids=["nothing", "words"])
def test_words_for_a_question_that_is_not_there_have_no_place(text, has_place):
    assert (kept_page().fills({"q-3": text}) is not None) is has_place


def test_what_nobody_said_of_a_choice_leaves_it_unchosen():
    assert kept_page().fills({}) == dict.fromkeys(kept_page().unchosen, "")


@each_widget
def test_no_id_or_label_holds_a_hash(kind):
    html = drawn(make_form(kind, stored="yes"))
    ids, labels = re.findall(r' id="([^"]*)"', html), re.findall(r' for="([^"]*)"', html)

    assert set(labels) <= set(ids)
    assert [each for each in ids if "@" in each or "a1" in each] == []


@pytest.mark.parametrize(("kind", "control"), [("radios", "id_answer_0"), ("checkboxes", "id_answer_0"), ("select", "id_answer")])
def test_an_error_lands_on_the_first_option(kind, control):
    form = make_form(kind, stored="", data={})
    form.add_error("answer", "Choose one")

    html = Template('{% include "kil/error_summary.html" %}').render(Context({"form": form}))

    assert f'href="#{control}"' in html
    assert f'id="{control}"' in drawn(form)


def test_checkboxes_say_that_none_is_ticked_under_the_same_name():
    html = drawn(make_form("checkboxes", stored="yes"))

    names = re.findall(r'<input type="(\w+)" name="(answer[^"]*)"', html)
    assert names == [("hidden", "answer@a1")] + [("checkbox", "answer@a1")] * len(VALUES)


@pytest.mark.parametrize(
    ("came", "said"),
    [("answer=", []), ("answer=&answer=yes&answer=-1", ["yes", "-1"]), ("", [])],
    ids=["none", "some", "nothing"],
)
def test_the_empty_value_is_not_one_of_the_ticked(came, said):
    widget = slotted.SlottedCheckboxSelectMultiple(choices=CHOICES)

    assert widget.value_from_datadict(QueryDict(came), {}, "answer") == said


def test_several_values_may_come_as_one_text():
    assert slotted.SlottedCheckboxSelectMultiple().value_from_datadict({"answer": "yes -1"}, {}, "answer") == ["yes", "-1"]


def test_forty_options_are_filled_within_a_tenth_of_a_millisecond():
    page = Page(" ".join(option_slot(f"q-{number}", value, "checked") for number in range(8) for value in VALUES))
    texts = {f"q-{number}": "yes" for number in range(8)}

    spent = []
    for _ in range(200):
        before = time.perf_counter()
        page.filled(page.fills(texts))
        spent.append(time.perf_counter() - before)

    assert min(spent) < 1e-4
