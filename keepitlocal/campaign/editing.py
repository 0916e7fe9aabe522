"""The forms in which officers write what a page of the front door says."""

from django import forms

from keepitlocal import parts
from keepitlocal.campaign.content import LONGEST, MOST, Figure, Partner, Reading, Whole, Written, address_fault
from keepitlocal.campaign.models import Page

SPARE = 2  # empty rows to write into


class TextField(forms.CharField):
    """A text of several lines, which end as a round's file has them: browsers send them otherwise."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def line(key, label, *, required=True, size=60, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST[key],
        widget=forms.TextInput({"size": size}),
        help_text=help_text,
        error_messages={"required": f"Write something under “{label}”."},
    )


def lines(key, label, *, rows, help_text=""):
    widget = forms.Textarea({"rows": rows, "cols": 80})
    return TextField(label=label, required=False, max_length=LONGEST[key], widget=widget, help_text=help_text)


class WrittenForm(forms.Form):
    title = line("title", "Title")
    description = lines(
        "description", "Description", rows=2, help_text="For search engines: one sentence that says what is there."
    )
    lede = lines("lede", "Lede", rows=3, help_text="Large, below the title: a sentence or two.")
    body = lines("body", "Text", rows=18, help_text="In Markdown: **bold**, ## heading, - list, [words](https://address).")
    source = line("source", "Source of the figures", required=False)

    field_order = ("title", "description", "lede", "body", "source")


class WholeForm(forms.Form):
    name = line("name", "Name")
    strapline = line("strapline", "Strapline", help_text="Below the name, on the pages of the front door.")
    organisation = line("organisation", "Whose campaign it is", help_text="At the foot of the pages of the front door.")
    so_far = forms.MultipleChoiceField(
        label="What has happened so far",
        required=False,
        choices=lambda: [(name, each.label) for name, each in parts.so_far().items()],
        widget=forms.CheckboxSelectMultiple,
        help_text="What you tick, the home page counts; a number under ten is not shown.",
    )


class RowForm(forms.Form):
    """A row of a list. One that says nothing is none, also where it said something before."""

    def has_changed(self):
        return any(field.data and field.data.strip() for field in self)


class LinkedForm(RowForm):
    def clean_address(self):
        if fault := address_fault(self.cleaned_data["address"]):
            raise forms.ValidationError(fault)
        return self.cleaned_data["address"]


class FigureForm(RowForm):
    figure = line("figure", "Figure", size=14, help_text="As it is said, such as: Nearly 60%.")
    value = forms.IntegerField(
        label="In per cent",
        min_value=0,
        max_value=100,
        widget=forms.TextInput({"size": 4, "inputmode": "numeric"}),
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], "Write a whole number from 0 to 100."),
    )
    says = line("says", "Of what", help_text="Reads on from the figure, such as: of the public have had a problem.")


class ReadingForm(LinkedForm):
    title = line("title", "Title")
    by = line("by", "By", required=False, size=40)
    address = line("address", "Address", required=False, size=40)


class PartnerForm(LinkedForm):
    name = line("name", "Name", size=40)
    does = line("does", "What they do", required=False)
    address = line("address", "Address", required=False, size=40)


FIELDS = {Written: WrittenForm, Whole: WholeForm}
ROWS = {  # of each kind: the name of the list, what it is called, the form of a row, and what a row makes
    Written: [("figures", "Figures", FigureForm, Figure), ("reading", "Further reading", ReadingForm, Reading)],
    Whole: [("partners", "Partners", PartnerForm, Partner)],
}


class Editor:
    """The forms of a page, which show what is `said`, or what was posted as `data`. An emptied row is taken out."""

    def __init__(self, page, said, data=None):
        self.kind = Page(page).kind
        self.fields = FIELDS[self.kind](data, initial=vars(said), label_suffix="")
        self.lists = [
            (called, self._formset(form, name, said, data), name, makes) for name, called, form, makes in ROWS[self.kind]
        ]

    def _formset(self, form, name, said, data):
        kind = forms.formset_factory(form, extra=SPARE, max_num=MOST, validate_max=True)
        rows = [vars(each) for each in getattr(said, name)]
        return kind(data, initial=rows, prefix=name, form_kwargs={"empty_permitted": True, "use_required_attribute": False})

    def is_valid(self):
        return all([self.fields.is_valid(), *(rows.is_valid() for _, rows, *_ in self.lists)])

    @property
    def said(self):
        """The `Written` or `Whole` that they say."""
        words = {key: tuple(value) if isinstance(value, list) else value for key, value in self.fields.cleaned_data.items()}
        return self.kind(**words, **{name: tuple(_made(rows, makes)) for _, rows, name, makes in self.lists})


def _made(rows, makes):
    return (makes(**said) for said in (form.cleaned_data for form in rows) if said)
