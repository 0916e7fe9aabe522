"""What we ask of whoever pledges their support, and in which order."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keepitlocal.campaign.pledges import agreeing
from keepitlocal.campaign.pledges.models import Pledge
from keepitlocal.campaign.pledges.models.pledges import LONGEST_WORDS
from keepitlocal.campaign.pledges.places import key_of
from keepitlocal.fields import PlainField
from keepitlocal.honeypot import Honeypot
from keepitlocal.names import Unreserved, UnreservedRole
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.plain import links, one_line
from keepitlocal.templatetags.languages import content


def no_links(text):
    """What stands in a list of people leads nowhere."""
    if links(text):
        raise forms.ValidationError(_("Leave out the web address"), code="link")


def a_place(text):
    if not any(each.isalpha() for each in key_of(text)):
        raise forms.ValidationError(_("Enter a village, town or city"), code="no_place")


def short(name, autocomplete, validators=(), **options):
    """A line of text that others may read."""
    widget = forms.TextInput({"autocomplete": autocomplete, "spellcheck": "false"})
    longest = Pledge._meta.get_field(name).max_length
    return PlainField(longest=longest, tidied=one_line, widget=widget, validators=[*validators, no_links], **options)


class SaidForm(Honeypot):
    """What somebody says who pledges, and may say otherwise later."""

    name = short(
        "name",
        "name",
        label=_("Your name"),
        called=_("Your name"),
        error_messages={"required": _("Enter your name")},
    )
    organisation = short(
        "organisation",
        "organization",
        [UnreservedRole()],
        label=_("Organisation (optional)"),
        called=_("Your organisation"),
        required=False,
    )
    place = short(
        "place",
        "address-level2",
        [UnreservedRole(), a_place],
        label=_("Village, town or city"),
        called=_("Your village, town or city"),
        error_messages={"required": _("Enter your village, town or city")},
    )
    words = PlainField(
        label=_("What will you do to keep services local? (optional)"),
        help_text=_("It is shown with your name, once an officer has read it, and only if you agree below to be listed."),
        called=_("What you pledge"),
        longest=LONGEST_WORDS,
        required=False,
    )
    asks_candidates = forms.BooleanField(
        label=_("I will ask my parliamentary candidates to support local services"), required=False
    )
    listed = forms.BooleanField(required=False)

    def __init__(self, data=None, *, officers=(), initial=None):
        """`officers` are the names of those at the desk, which nobody else can take."""
        super().__init__(data, initial=initial)
        self.fields["name"].validators.append(Unreserved(of=officers))
        self.fields["words"].max_characters = LONGEST_WORDS
        self.fields["listed"].label, self.fields["listed"].help_text = content(agreeing.LABEL), content(agreeing.WORDS)

    def said(self):
        """What was said, by the columns of a pledge."""
        said = {name: self.cleaned_data[name] for name in ["name", "organisation", "place", "words", "asks_candidates"]}
        return said | {"agreed": agreeing.statement() if self.cleaned_data["listed"] else None}


class PledgeForm(SaidForm):
    news = forms.BooleanField(label=_("Email me when there is news of the campaign"), required=False)
    email = AddressField(
        label=_("Email address"),
        help_text=_("Never shown. We send a link there, and your pledge counts once you have pressed the button behind it."),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter your email address. It is never shown")},
    )
    nonce = forms.CharField(required=False, widget=forms.HiddenInput)  # tells the page from every other

    field_order = ("name", "organisation", "place", "email", "words", "asks_candidates", "listed", "news")


class ChangeForm(SaidForm):
    """The same of a pledge that was made. `revision` is of what its page showed."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=32_000)

    @classmethod
    def of(cls, pledge):
        said = {name: getattr(pledge, name) for name in ["name", "organisation", "place", "words", "asks_candidates", "revision"]}
        return cls(initial=said | {"listed": pledge.is_listed})
