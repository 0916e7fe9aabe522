"""What we ask of whoever wants to come back."""

from django import forms

from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField


class AddressForm(Honeypot):
    """An address to come back by, or a colleague's."""

    email = AddressField(
        label="Email address",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter an email address"},
    )
