"""What our form templates (templates/kil) draw beyond single questions: layout objects for crispy-forms, and a widget.

Legends and hints are text, and are escaped. What a field itself can ask for is in templates/kil/field.html.
"""

from crispy_forms.layout import Field, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html_join


class Figures(forms.TextInput):
    """A box for a number, as wide as so many figures: a browser's own loses what it cannot read, and changes as one scrolls."""

    def __init__(self, attrs=None, *, width=5):
        super().__init__({"class": f"govuk-input--width-{width}", "inputmode": "numeric", "spellcheck": "false", **(attrs or {})})


class Group(LayoutObject):
    """Questions beneath one legend. Each says its own errors, or, where they are right or wrong together, the group does."""

    shape = ""
    says_errors = False

    def __init__(self, legend, *fields, hint=""):
        self.legend, self.fields, self.hint = legend, list(fields), hint

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        asked = [form[pointer.name] for pointer in self.get_field_names()]
        fields = self.get_rendered_fields(form, context, template_pack, extra_context={"said_by_group": self.says_errors})
        said = [field for field in asked if self.says_errors and field.errors]
        here = {"group": self, "id": f"{asked[0].auto_id}_group", "said": said, "fields": fields}
        return render_to_string(f"{template_pack}/layout/group.html", here)


class Rows(Group):
    """A grid: a select for each row, beside its label where there is room."""

    shape = "kil-rows"


class Ranking(Rows):
    """Rows of which no two may have the same place."""

    says_errors = True


class Parts(Group):
    """One answer in several short boxes, as a date is in day, month and year."""

    shape = "kil-parts"
    says_errors = True


class Choices(Field):
    """Radios or checkboxes, and beneath them, in the same fieldset, the boxes for something else. They are always there."""

    def __init__(self, choices, *others):
        super().__init__(choices)
        self.others = others

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        boxes = [(render_field(other, form, context, template_pack=template_pack),) for other in self.others]
        return super().render(form, context, template_pack, extra_context={"other_box": format_html_join("", "{}", boxes)})
