"""What we ask of whoever reports something."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keepitlocal.complaints.models import LONGEST
from keepitlocal.fields import PlainField
from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField


class ReportForm(Honeypot):
    """A part's own says what it is about: what is said where nothing was written, and who is not shown the address."""

    missing, kept = _("Say what is wrong with it"), _("We tell you here what we decide. We never publish it.")

    says = PlainField(
        label=_("What is wrong with it?"),
        called=_("What you say"),
        longest=LONGEST,
        rows=6,
        help_text=_("Say which words you mean, and why. Up to 2,000 characters. The policy team alone reads this."),
    )
    email = AddressField(
        label=_("Email address (optional)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["says"].error_messages["required"] = self.missing
        self.fields["email"].help_text = self.kept
