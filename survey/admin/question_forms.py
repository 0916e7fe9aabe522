"""The forms of a page and of a question: of each kind, what that kind has."""

import re

from django import forms

from survey.definition.editing import proposed
from survey.definition.questions import LONGEST_TEXT, UNSURE, Kind
from survey.definition.reader import VALUE

NAMED = "Leave it empty to have one proposed. Once it is published it stays: addresses and exports have it."


def long(rows=3):
    return forms.Textarea({"rows": rows, "cols": 70})


class PageForm(forms.Form):
    required_css_class = "required"

    title = forms.CharField(max_length=200, widget=forms.TextInput({"size": 70}))
    name = forms.CharField(required=False, max_length=40, help_text=NAMED)
    text = forms.CharField(
        required=False, strip=True, widget=long(), help_text="Shown above the questions. An empty line begins a new paragraph."
    )
    exit = forms.BooleanField(
        label="The survey ends here",
        required=False,
        help_text="For those it is not for: such a page asks nothing, and its text says why. Say below whom it is shown to.",
    )


class QuestionForm(forms.Form):
    """What every kind has; `page` is chosen among the pages that ask anything."""

    required_css_class = "required"

    text = forms.CharField(label="Question", widget=long(2))
    hint = forms.CharField(required=False, widget=forms.TextInput({"size": 70}))
    name = forms.CharField(required=False, max_length=40, help_text=NAMED)
    page = forms.ChoiceField(label="On the page")
    required = forms.BooleanField(label="It must be answered", required=False)
    apart = forms.BooleanField(
        label="Its answer is kept apart", required=False, help_text="Away from all others, so that nobody can tell whose it is."
    )


class TopForm(forms.Form):
    top = forms.IntegerField(label="How many may be ranked", initial=3)


class LengthForm(forms.Form):
    max_length = forms.IntegerField(label="Longest answer", required=False, min_value=1)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["max_length"].help_text = f"Characters. Left empty, it is {LONGEST_TEXT[kind]:,}."


class NumberForm(forms.Form):
    min = forms.IntegerField(label="Smallest", required=False)
    max = forms.IntegerField(label="Largest", required=False)
    unit = forms.CharField(required=False, max_length=40, help_text="Such as years, or £.")


class ScaleForm(forms.Form):
    low = forms.IntegerField(label="From", initial=1)
    low_label = forms.CharField(label="The lowest is called", max_length=300)
    middle = forms.IntegerField(label="By way of", required=False)
    middle_label = forms.CharField(label="That is called", required=False, max_length=300)
    high = forms.IntegerField(label="To", initial=5)
    high_label = forms.CharField(label="The highest is called", max_length=300)
    unsure_label = forms.CharField(
        label="“Not sure” is called",
        required=False,
        max_length=300,
        help_text="Left empty, “not sure” is not offered. It is never averaged.",
    )

    def said(self):
        ends = {key: {"value": self.cleaned_data.get(key), "label": self.cleaned_data[f"{key}_label"]} for key in ENDS}
        ends["unsure"] = {"value": UNSURE, "label": self.cleaned_data["unsure_label"]}
        return {key: end for key, end in ends.items() if end["label"] or end["value"] not in {None, UNSURE}}


FIGURES = re.compile(r"-?[0-9]{1,12}")
ENDS = ["low", "middle", "high"]
OWN = {
    Kind.RANK: TopForm,
    Kind.TEXT: LengthForm,
    Kind.LONG: LengthForm,
    Kind.NUMBER: NumberForm,
    Kind.SCALE: ScaleForm,
}
LISTS = {Kind.ONE: ["choices"], Kind.MANY: ["choices"], Kind.RANK: ["choices"], Kind.GRID: ["rows", "columns"]}


class ChoiceForm(forms.Form):
    """One line of a list. `fixed`: the values that are published."""

    label = forms.CharField(max_length=300, widget=forms.TextInput({"size": 50}))
    value = forms.CharField(required=False, max_length=40, widget=forms.TextInput({"size": 14}))
    asks_for = forms.CharField(label="Asks for words", required=False, max_length=200, widget=forms.TextInput({"size": 20}))

    def __init__(self, *args, fixed, asks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"].disabled = str(self.initial.get("value", "")) in fixed
        if not asks:
            del self.fields["asks_for"]


class Listed(forms.BaseFormSet):
    """A question's choices, rows or columns, in the order of the numbers beside them."""

    deletion_widget = forms.CheckboxInput
    ordering_widget = forms.TextInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].widget.attrs |= {"size": 2, "inputmode": "numeric"}
        for name, field in form.fields.items():
            called = {"DELETE": "Take away", "ORDER": "Order"}.get(name, field.label or name.capitalize())
            field.widget.attrs["aria-label"] = f"{called}, line {index + 1}"

    def said(self, *, numbers):
        """The lines as plain mappings. Values of figures are numbers where `numbers` are counted: in a table's columns."""
        lines = [form.cleaned_data for form in self.ordered_forms if form.cleaned_data.get("label")]
        taken = {each["value"] for each in lines}
        made = []
        for each in lines:
            value = each["value"] or (_next(taken) if numbers else "") or proposed(each["label"], taken, VALUE)
            taken.add(value)
            value = int(value) if numbers and FIGURES.fullmatch(value) else value
            made.append({"value": value, "label": each["label"], "asks_for": each.get("asks_for", "")})
        return [{key: value for key, value in each.items() if value != ""} for each in made]


def _next(taken):
    """The number after the greatest that is taken, where all are numbers; or ""."""
    taken = {each for each in taken if each}
    return str(max(0, *map(int, taken)) + 1 if taken else 1) if all(map(FIGURES.fullmatch, taken)) else ""
