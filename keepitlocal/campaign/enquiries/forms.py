"""What we ask of whoever gets in touch."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keepitlocal.campaign.enquiries.models import LONGEST, About, receive
from keepitlocal.campaign.enquiries.models.enquiries import LONGEST_NAME
from keepitlocal.drafts import holding
from keepitlocal.fields import PlainField
from keepitlocal.honeypot import Honeypot
from keepitlocal.lifecycle import NotReady
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.plain import one_line

# In the words of whoever chooses.
SUBJECTS = {
    About.CAMPAIGN: _("The campaign, and what it asks for"),
    About.TAKING_PART: _("Taking part: the survey, the call for evidence, the principles or a pledge"),
    About.DATA: _("What you hold about me"),
    About.ACCESSIBILITY: _("Something on this site that does not work for me"),
    About.PRESS: _("A question from the press"),
    About.OTHER: _("Something else"),
}


class MessageField(PlainField):
    def __init__(self, label, **options):
        super().__init__(
            label=label,
            called=_("Your message"),
            longest=LONGEST,
            rows=8,
            error_messages={"required": _("Write your message")},
            **options,
        )
        self.max_characters = LONGEST


class EnquiryForm(Honeypot):
    name = PlainField(
        label=_("Your name"),
        called=_("Your name"),
        longest=LONGEST_NAME,
        tidied=one_line,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your name")},
    )
    email = AddressField(
        label=_("Email address"),
        help_text=_("Our answer goes there. We use it for nothing else."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address, so that we can answer")},
    )
    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=list(SUBJECTS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what it is about"),
            "invalid_choice": _("Choose what it is about"),
        },
    )
    message = MessageField(_("Your message"), help_text=_("Plain text. You can write in English or in Welsh."))

    def receive(self, *, nonce, at):
        """Take in the enquiry. The same page sent with other words is another one: none is lost."""
        said = {field: self.cleaned_data[field] for field in ["about", "name", "email"]}
        text = self.cleaned_data["message"]
        begun_with = holding.begun_with("enquiry", f"{said} {text}", nonce)
        return receive(text, **said, begun_with=begun_with, at=at)


class WriteForm(Honeypot):
    """More about an enquiry."""

    message = MessageField(_("Your message"))

    def write(self, enquiry, *, nonce, at):
        """Add it; returns it, or None where it is not taken, and the form says why. Raises NotAllowed once it is erased."""
        text = self.cleaned_data["message"]
        begun_with = holding.begun_with(enquiry.pk, f"message {text}", nonce)
        try:
            return enquiry.write(text, begun_with=begun_with, at=at)
        except NotReady as refusal:
            self.add_error("message", str(refusal))
            return None
