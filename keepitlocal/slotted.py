"""Choices in pages that are kept (keepitlocal/pages.py): where a text has one slot, a choice has one on each option.

What is stored of a choice is one text: its value, or its values with a space between them.
"""

from django import forms

from keepitlocal import pages


class Slotted(forms.widgets.ChoiceWidget):
    """A choice that, where its value is `pages.slot(<field>)`, has a slot on each option; see `pages.Page.fills`."""

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        field = pages.SLOT.fullmatch("".join(value))
        if field:
            (word,) = self.checked_attribute
            for _, options, _ in groups:
                for option in options:
                    option["attrs"][pages.option_slot(field[1], option["value"], word)] = True
        return groups


class SlottedRadioSelect(Slotted, forms.RadioSelect):
    """Radios."""


class SlottedSelect(Slotted, forms.Select):
    """A list that drops down."""


class SlottedCheckboxSelectMultiple(Slotted, forms.CheckboxSelectMultiple):
    """Checkboxes. The empty value that says that none is ticked (a field's `says_when_empty`) is not one of them."""

    def format_value(self, value):
        return super().format_value(_values(value))

    def value_from_datadict(self, data, files, name):
        return [value for value in _values(super().value_from_datadict(data, files, name)) or () if value]


def _values(said):
    return said.split() if isinstance(said, str) else said
