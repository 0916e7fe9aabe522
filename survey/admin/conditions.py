"""The form of a condition: a table of tests, each of the answer to a question that is asked on an earlier page.

It takes no script: once a question is chosen and the form is sent, its answers are there to be ticked.
"""

from string import ascii_uppercase

from django import forms

from survey.definition.conditions import Mode, Op, Test
from survey.definition.linting import OPS
from survey.definition.plain import plain_condition
from survey.definition.tabling import Line, condition_of, table
from survey.definition.wording import label_of

EMPTY = "empty"  # what a form calls "not answered"
TESTS = {
    Op.IN: "is one of",
    Op.NOT_IN: "is none of",
    Op.ANSWERED: "is answered",
    EMPTY: "is left empty",
    Op.LESS: "is less than",
    Op.MORE: "is more than",
}
MODES = [(Mode.ALL, "all of these are true"), (Mode.ANY, "any of these is true")]
SPARE = 2
LETTERS = 6


class ModeForm(forms.Form):
    mode = forms.ChoiceField(label="Shown where", choices=MODES)


class TestForm(forms.Form):
    """One test. `before`: pairs of a page's title and the questions on it that can be asked about.

    A test of anything else, which is a fault, stays as it is until another question is chosen.
    """

    question = forms.ChoiceField(label="The answer to", required=False)
    test = forms.ChoiceField(required=False)
    values = forms.MultipleChoiceField(label="Answers", required=False, widget=forms.CheckboxSelectMultiple)
    number = forms.IntegerField(required=False, widget=forms.TextInput({"size": 5, "inputmode": "numeric"}))
    group = forms.ChoiceField(
        label="Together", required=False, choices=[("", "–"), *((letter, letter) for letter in ascii_uppercase[:LETTERS])]
    )

    def __init__(self, *args, before, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [(title, [(each.name, each.text) for each in asked]) for title, asked in before]
        self.fields["question"].choices = [("", "Choose a question"), *offered]
        questions = {each.name: each for _, asked in before for each in asked}
        self.lost = self.initial.get("question") if self.initial.get("question") not in questions else None
        if self.lost:
            self.fields["question"].choices += [(self.lost, f"{self.lost} (not asked before this)")]
        self.chosen = questions.get(self["question"].value())
        ops = OPS[self.chosen.kind] if self.chosen else tuple(Op)
        tests = [test for test in TESTS if test in ops or (test == EMPTY and Op.ANSWERED in ops)]
        self.fields["test"].choices = [(test, TESTS[test]) for test in tests]
        self._fit(self.chosen, ops)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = field.label or name.capitalize()

    def _fit(self, question, ops):
        """Ask for what the chosen question can be tested for, and for nothing else."""
        if question and Op.IN in ops:
            self.fields["values"].choices = [(str(each.value), label_of(question, each.value)) for each in question.choices]
        else:
            del self.fields["values"]
        if question and Op.LESS not in ops:
            del self.fields["number"]

    def clean(self):
        said = self.cleaned_data
        test = said.get("test")
        if said.get("question") in {None, "", self.lost} or not test:
            return
        if test in {Op.IN, Op.NOT_IN} and not said.get("values"):
            self.add_error("values" if "values" in self.fields else "test", "Choose the answers, and save again.")
        if test in {Op.LESS, Op.MORE} and said.get("number") is None:
            self.add_error("number", "Give the number, and save again.")

    @property
    def line(self):
        """What the row says, or None where it is empty."""
        if not (name := self.cleaned_data.get("question")):
            return None
        said = self.cleaned_data
        if name == self.lost:
            return Line(self.initial["line"].test, said["group"])
        test = said["test"]
        if test in {Op.IN, Op.NOT_IN}:
            made = Test(name, Op(test), tuple(each.value for each in self.chosen.choices if str(each.value) in said["values"]))
        elif test in {Op.LESS, Op.MORE}:
            made = Test(name, Op(test), said["number"])
        else:
            made = Test(name, Op.ANSWERED, test == Op.ANSWERED)
        return Line(made, said["group"])


class Tests(forms.BaseFormSet):
    def clean(self):
        """Within a group, a question is tested once in each way: that is how a definition is written."""
        if any(self.errors):
            return
        seen = set()
        for line in filter(None, (form.line for form in self.forms)):
            key = (line.group, line.test.question, line.test.op)
            if line.group and key in seen:
                raise forms.ValidationError(f"The tests marked {line.group} test one answer twice in the same way.")
            seen.add(key)


class ConditionForm:
    """`said` is the plain condition that there is, or None; one that cannot be read any more is not shown, and replaced."""

    def __init__(self, data, *, condition, before):
        self.condition = condition
        mode, lines = table(condition)
        self.mode = ModeForm(data, initial={"mode": mode}, label_suffix="")
        make = forms.formset_factory(TestForm, formset=Tests, extra=SPARE)
        self.tests = make(data, prefix="tests", initial=[_shown(line) for line in lines], form_kwargs={"before": before})
        self.is_offered = bool(before) or bool(lines)

    def is_valid(self):
        return self.mode.is_valid() & self.tests.is_valid()

    def said(self):
        """The plain condition that the form says. One that says what it said is left exactly as it was written."""
        mode = Mode(self.mode.cleaned_data["mode"])
        lines = [line for line in (form.line for form in self.tests.forms) if line]
        same = table(self.condition) == (mode, lines) or (not lines and self.condition is None)
        return plain_condition(self.condition if same else condition_of(mode, lines))


def _shown(line):
    test = line.test
    said = {"question": test.question, "test": test.op, "group": line.group, "line": line}
    if test.op in {Op.IN, Op.NOT_IN}:
        return said | {"values": [str(value) for value in test.value]}
    if test.op == Op.ANSWERED:
        return said | {"test": Op.ANSWERED if test.value else EMPTY}
    return said | {"number": test.value}
