"""E-mail addresses that mail can be sent to."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, ProhibitNullCharactersValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

FORMAT = _("Enter an email address in the correct format, like name@example.org")
LONGEST = 254  # RFC 3696, erratum 1690


@deconstructible
class Mailable(EmailValidator):
    """Refuses what Django takes for an address and no mail server on the internet could be found for."""

    message = FORMAT

    def __init__(self):
        super().__init__(message=FORMAT, allowlist=[])

    def __call__(self, value):
        if len(value) > LONGEST or any(sign in value for sign in ',"[]'):
            raise ValidationError(self.message, code=self.code)
        super().__call__(value)
        if value.rpartition(".")[2].isdigit():
            raise ValidationError(self.message, code=self.code)


def masked(address):
    """What its owner knows again and nobody else learns from: `a…@example.org`. Of what is no address, nothing is shown."""
    name, sign, domain = unicodedata.normalize("NFC", address).strip().rpartition("@")
    if not sign or not domain or " " in domain or not domain.isprintable():
        return "…"
    begins = name[0] if len(name) > 1 and name[0].isalnum() else ""
    return f"{begins}…@{domain}"


class AddressField(forms.EmailField):
    """One address. Its field has no maxlength: a browser would cut a pasted address short without a word."""

    default_validators = [Mailable()]
    default_error_messages = {"invalid": FORMAT}

    def __init__(self, **kwargs):
        super().__init__(max_length=None, **kwargs)
        self.validators.remove(ProhibitNullCharactersValidator())  # ours refuses those too, and one sentence is enough
