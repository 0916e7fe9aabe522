"""A box that people do not see and programs fill in: what comes with it is held up, never dropped."""

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

FILLED = gettext_noop("Something filled in a box that people do not see. It has been emptied: press the button once more")


class ForNobody(forms.Field):
    """A box that is to stay empty, and comes back empty whatever was in it."""

    is_for_nobody = True

    def __init__(self):
        # A browser is asked not to fill it in by itself, and the keyboard passes over it.
        widget = forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
        super().__init__(label=_("Leave this empty"), required=False, widget=widget)

    def bound_data(self, data, initial):
        return ""


class Honeypot(forms.Form):
    """A form with such a box: `class AskForm(Honeypot)`, or `class AboutForm(Honeypot, forms.ModelForm)`.

    Filled in, it makes the form invalid once: somebody whose browser filled it presses again, and goes through. A form whose
    helper has a layout names it there, as `website`; one with a `clean` of its own calls super().
    """

    website = ForNobody()  # called what a program has something to put in

    def clean(self):
        if self.cleaned_data.pop("website", ""):
            self.add_error(None, forms.ValidationError(gettext(FILLED), code="honeypot"))
        return super().clean()
