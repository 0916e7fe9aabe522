"""Questions beneath one legend, and what a field can ask of its template: every pointer finds what it points at."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms

from keepitlocal import kil
from keepitlocal.tests.test_kil_pack import HOSTILE, Page, draw

PLACES = [("", "Choose"), ("1", "First"), ("2", "Second")]
SCALE = [("1", "1"), ("2", "2"), ("3", "3"), ("or", [("not-sure", "Not sure")])]
GROUPS = {"group": kil.Group, "rows": kil.Rows, "ranking": kil.Ranking, "parts": kil.Parts}
TOGETHER = ["ranking", "parts"]


def make_form(layout, data=None, **fields):
    form = type("Form", (forms.Form,), fields)(data)
    form.helper = FormHelper()
    form.helper.layout = Layout(layout)
    return form


def make_group(kind, data=None, hint=HOSTILE):
    rows = {name: forms.ChoiceField(label=f"{HOSTILE} {name}", choices=PLACES) for name in ("one", "two")}
    for name, field in rows.items():
        field.error_messages["required"] = f"{HOSTILE} is wrong with {name}"
    return make_form(GROUPS[kind](HOSTILE, *rows, hint=hint), data, **rows)


def make_choices(data=None):
    several = forms.MultipleChoiceField(label="Which?", choices=PLACES[1:], widget=forms.CheckboxSelectMultiple)
    other = forms.CharField(label="What?", help_text="Say")
    return make_form(kil.Choices("several", "other"), data, several=several, other=other)


each_group = pytest.mark.parametrize("kind", GROUPS)
every_form = pytest.mark.parametrize(
    "form", [*[make_group(kind, {}) for kind in GROUPS], make_choices({})], ids=[*GROUPS, "choices and something else"]
)


@every_form
def test_every_reference_finds_its_element_once(form):
    page = draw(form)

    ids = page.values("id")
    referred = {name for listed in page.values("aria-describedby") for name in listed.split()} | set(page.values("for"))
    assert len(ids) == len(set(ids))
    assert referred - set(ids) == set()


@every_form
def test_every_error_lands_on_a_control_that_says_it_is_wrong(form):
    page = draw(form)

    landings = [attrs["href"].removeprefix("#") for attrs in page.all("a")]
    wrong = [control["id"] for control in page.controls() if f"{control['id']}_error" in control.get("aria-describedby", "")]
    assert len(landings) == 2
    assert set(landings) <= {*wrong, "id_several_0"}  # the errors of checkboxes are their fieldset's


@each_group
def test_what_officers_write_is_text_and_never_markup(kind):
    page = draw(make_group(kind, {}))

    assert page.all("b") == []
    assert page.words.count(HOSTILE) == 2 + 2 + 2 * 2  # legend and hint, labels, and each error there and in the summary


@each_group
def test_the_hint_describes_the_fieldset(kind):
    (fieldset,) = draw(make_group(kind)).all("fieldset")

    assert fieldset["aria-describedby"] == "id_one_group_helptext"


@each_group
def test_a_fieldset_without_a_hint_is_described_by_nothing(kind):
    (fieldset,) = draw(make_group(kind, hint="")).all("fieldset")

    assert "aria-describedby" not in fieldset


@each_group
def test_either_the_group_or_each_of_its_questions_is_marked_as_wrong(kind):
    page = draw(make_group(kind, {}))

    marked = ["govuk-form-group--error" in names for names in page.values("class") if "govuk-form-group" in names]
    assert marked == ([True, False, False] if kind in TOGETHER else [False, True, True])


@each_group
def test_errors_stand_above_all_answers_where_they_are_wrong_together(kind):
    page = draw(make_group(kind, {}))

    places = [attrs.get("id", "") for _, attrs in page.elements]
    assert (places.index("id_two_error") < places.index("id_one")) is (kind in TOGETHER)


@each_group
def test_nobody_is_told_of_errors_where_there_are_none(kind):
    page = draw(make_group(kind, {"one": "1", "two": "2"}))

    assert [names for names in page.values("class") if "error" in names] == []


def test_something_else_is_within_the_fieldset_of_its_choices():
    (within,) = re.findall("<fieldset.*</fieldset>", render_crispy_form(make_choices()), re.DOTALL)

    assert [control["id"] for control in Page(within).controls()] == ["id_several_0", "id_several_1", "id_other"]


def test_something_else_says_its_own_hint_and_error():
    page = draw(make_choices({"several": ["1"]}))

    (box,) = [control for control in page.controls() if control["id"] == "id_other"]
    assert box["aria-describedby"] == "id_other_helptext id_other_error"
    assert page.all("fieldset")[0].get("aria-describedby") is None


def test_something_else_is_drawn_once_and_with_no_other_choices():
    form = make_choices()
    form.fields["more"] = forms.ChoiceField(choices=PLACES, widget=forms.RadioSelect)
    form.helper.layout = Layout(kil.Choices("several", "other"), "more")

    assert [control["id"] for control in draw(form).controls()].count("id_other") == 1


@pytest.mark.parametrize("says", [True, False])
def test_checkboxes_say_that_none_is_ticked_where_they_are_asked_to(says):
    form = make_choices()
    form.fields["several"].says_when_empty = says

    hidden = [(attrs["name"], attrs["value"]) for attrs in draw(form).all("input") if attrs["type"] == "hidden"]
    assert hidden == [("csrfmiddlewaretoken", "token")] + [("several", "")] * says


def test_a_number_is_a_text_for_figures_beside_its_unit():
    form = make_form("hours", hours=forms.IntegerField(widget=kil.Figures(width=3)))
    form.fields["hours"].unit = HOSTILE

    page = draw(form)

    (box,) = page.controls()
    assert (box["type"], box["inputmode"], box["class"]) == ("text", "numeric", "govuk-input govuk-input--width-3")
    assert HOSTILE in page.words
    assert page.all("b") == []


def test_a_unit_is_not_read_aloud():
    form = make_form("hours", hours=forms.IntegerField())
    form.fields["hours"].unit = "hours"

    assert [attrs["aria-hidden"] for attrs in draw(form).all("div") if "suffix" in attrs["class"]] == ["true"]


def test_a_scale_stands_in_a_row_and_what_is_not_on_it_after_a_divider():
    form = make_form("say", say=forms.ChoiceField(choices=SCALE, widget=forms.RadioSelect))
    form.fields["say"].is_scale = True

    page = draw(form)

    classes = [names for names in page.values("class") if names.startswith("govuk-radios")]
    assert [names for names in classes if "input" not in names and "label" not in names] == [
        "govuk-radios kil-scale",
        *["govuk-radios__item"] * 3,
        "govuk-radios__divider",
        "govuk-radios__item",
    ]
