"""A survey's page as a form, drawn from its definition. What comes back is read in survey/definition/arriving.py."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal.drafts.saying import hash_of
from keepitlocal.drafts.shown import ShownForm
from keepitlocal.kil import Choices, Figures, Parts, Ranking, Rows
from keepitlocal.slotted import SlottedCheckboxSelectMultiple, SlottedRadioSelect, SlottedSelect
from keepitlocal.templatetags.languages import content
from survey.definition.fields import names, words_of
from survey.definition.questions import UNSURE, Kind
from survey.templatetags.choices import shown, shown_alone

PLACES = [
    _("First"), _("Second"), _("Third"), _("Fourth"), _("Fifth"),
    _("Sixth"), _("Seventh"), _("Eighth"), _("Ninth"), _("Tenth"),
]  # fmt: skip
DAY, MONTH, YEAR = _("Day"), _("Month"), _("Year")


class PageForm(ShownForm):
    """The questions asked on a page. `texts` is a dict of box to what it shows, and `problems` one to sentences.

    It is never bound: whoever reads what came gives it what to show.
    """

    def __init__(self, questions, texts, *, hashes=None, seen=None, problems=None):
        """`hashes` are given for a page that is kept; `seen` for boxes that show what could not be kept, in place of what is."""
        boxes = [box for question in questions for box in names(question)]
        self.problems = problems or {}
        super().__init__(
            stored={box: texts.get(box, "") for box in boxes},
            hashes=hashes or {box: hash_of(texts.get(box, "")) for box in boxes} | (seen or {}),
        )
        self.has_required = any(question.required for question in questions)
        layout = []
        for question in questions:
            label = content(question.text)
            if self.has_required and not question.required:
                label = format_html(gettext("{question} (optional)"), question=label)
            self.fields |= fields_of(question, label)
            layout.append(laid_out(question, label))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*layout)

    def full_clean(self):
        """Take the problems that were found by those who read what came."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for box, sentence in self.problems.items():
            self._errors[box if box in self.fields else "__all__"] = ErrorList([sentence])


def fields_of(question, label):
    """The form's field for each of a question's boxes, by the box's name."""
    own = OWN[question.kind](question, label)
    return own | {words_of(question, choice): _words(choice) for choice in question.asking}


def control_of(question, box):
    """The id of the control that a link to a box leads to: of options, the first one's."""
    has_options = box == question.name and question.kind in OPTIONS
    return f"id_{box}_0" if has_options else f"id_{box}"


def laid_out(question, label):
    """How the question's boxes stand on the page: a field, or a fieldset."""
    boxes = names(question)
    words = [words_of(question, choice) for choice in question.asking]
    if question.kind in GROUPS:
        return GROUPS[question.kind](label, *boxes, hint=content(question.hint))
    return Choices(question.name, *words) if words else question.name


def _words(choice):
    chosen = format_html(gettext("If you chose “{choice}”"), choice=shown(choice.label))
    return forms.CharField(label=content(choice.asks_for), help_text=chosen, required=False)


def _choices(question, label, widget, **more):
    offered = [(str(each.value), shown(each.label) or str(each.value)) for each in question.choices]
    field = forms.ChoiceField(label=label, help_text=content(question.hint), required=False, choices=offered, widget=widget)
    for name, value in more.items():
        setattr(field, name, value)
    return {question.name: field}


def _one(question, label):
    return _choices(question, label, SlottedRadioSelect())


def _scale(question, label):
    fields = _choices(question, label, SlottedRadioSelect(), is_scale=True)
    points = [each for each in question.choices if each.value != UNSURE]
    unsure = [(gettext("or"), [(str(each.value), shown(each.label))]) for each in question.choices if each.value == UNSURE]
    fields[question.name].choices = [(str(each.value), str(each.value)) for each in points] + unsure
    fields[question.name].hints = {str(each.value): shown(each.label) for each in points if each.label}
    return fields


def _many(question, label):
    return _choices(question, label, SlottedCheckboxSelectMultiple(), says_when_empty=True)


def _grid(question, label):
    offered = [("", gettext("Choose")), *((str(each.value), shown_alone(each.label)) for each in question.choices)]
    return {box: _select(shown(row.label), offered) for box, row in zip(names(question), question.rows, strict=True)}


def _rank(question, label):
    offered = [("", gettext("Choose")), *((each.value, shown_alone(each.label)) for each in question.choices)]
    places = names(question)[: question.top]
    return {box: _select(_place(number), offered) for number, box in enumerate(places)}


def _place(number):
    return PLACES[number] if number < len(PLACES) else gettext("Number %(number)d") % {"number": number + 1}


def _select(label, offered):
    return forms.ChoiceField(label=label, required=False, choices=offered, widget=SlottedSelect())


def _text(question, label):
    return {question.name: forms.CharField(label=label, help_text=content(question.hint), required=False)}


def _long(question, label):
    widget = forms.Textarea({"rows": 6})
    return {question.name: forms.CharField(label=label, help_text=content(question.hint), required=False, widget=widget)}


def _number(question, label):
    field = forms.CharField(label=label, help_text=content(question.hint), required=False, widget=Figures(width=5))
    field.unit = content(question.unit)
    return {question.name: field}


def _email(question, label):
    widget = forms.EmailInput({"autocomplete": "email", "spellcheck": "false"})
    return {question.name: forms.CharField(label=label, help_text=content(question.hint), required=False, widget=widget)}


def _date(question, label):
    parts = zip(names(question), [DAY, MONTH, YEAR], [2, 2, 4], strict=False)
    return {box: forms.CharField(label=part, required=False, widget=Figures(width=width)) for box, part, width in parts}


OWN = {
    Kind.ONE: _one,
    Kind.YES_NO: _one,
    Kind.MANY: _many,
    Kind.SCALE: _scale,
    Kind.GRID: _grid,
    Kind.RANK: _rank,
    Kind.TEXT: _text,
    Kind.LONG: _long,
    Kind.NUMBER: _number,
    Kind.EMAIL: _email,
    Kind.DATE: _date,
}
OPTIONS = {Kind.ONE, Kind.YES_NO, Kind.SCALE, Kind.MANY}
GROUPS = {Kind.GRID: Rows, Kind.RANK: Ranking, Kind.DATE: Parts}
