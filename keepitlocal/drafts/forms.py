"""What we ask of whoever wants to come back, or to send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField


class AddressForm(Honeypot):
    """An address to come back by, or a colleague's."""

    email = AddressField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address")},
    )


class SendForm(forms.Form):
    """Nothing is typed at the last step; the number says which sending this would be."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1000)

    @property
    def asked(self):
        """The number that came, or None where it makes no sense."""
        self.is_valid()
        return self.cleaned_data.get("number")
