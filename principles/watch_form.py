"""What we ask of whoever wants to be told of what comes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField
from principles.models import How


class HowForm(forms.Form):
    """How often, once the address is known to be theirs."""

    how = forms.ChoiceField(
        label=_("How often do you want to be told?"),
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often you want to be told")},
    )


class WatchForm(Honeypot, HowForm):
    """Where to write, and how often."""

    email = AddressField(
        label=_("Email address"),
        help_text=_("It is shown to nobody, and used for this alone."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address")},
    )
    field_order = ["email", "how"]
