"""What we ask of whoever comments, and in which order."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from keepitlocal.fields import PlainField
from keepitlocal.honeypot import Honeypot
from keepitlocal.names import Unreserved, UnreservedRole
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.plain import one_line
from principles.beginnings import beginning, translated
from principles.models import Comment, How
from principles.models.comments import LONGEST, LONGEST_QUOTE
from principles.wordings.standing import as_in, found

WHOLE = 0  # no paragraph has this id
NOT_THERE = _("These words are not in this principle as you were shown it. Copy them from the paragraph, or leave this empty")


class TextField(PlainField):
    """What a comment says."""

    def __init__(self, **options):
        super().__init__(
            called=_("Your comment"),
            longest=LONGEST,
            rows=8,
            error_messages={"required": _("Write your comment")},
            **options,
        )
        self.max_characters = LONGEST


def _paragraph(number, text):
    """What a paragraph is called among others: its number, and its first words."""
    return format_html(gettext("Paragraph {number}: {words}"), number=number, words=beginning([text], words=9))


def _longest(column):
    return Comment._meta.get_field(column).max_length


class CommentForm(Honeypot):
    """A comment. `content` is what the wording says that its page shows; None for a reply, and for the principles as a whole."""

    about = forms.TypedChoiceField(
        label=_("What is your comment about?"),
        coerce=int,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose the whole principle or one of its paragraphs")},
    )
    quote = PlainField(
        label=_("The words you are commenting on (optional)"),
        help_text=_("If it is about some words alone, copy them here."),
        required=False,
        called=_("What you copied"),
        longest=LONGEST_QUOTE,
        tidied=one_line,
        rows=2,
    )
    text = TextField(
        label=_("Your comment"), help_text=_("Everybody can read it. Plain text: links are shown, and lead nowhere.")
    )
    name = PlainField(
        label=_("Your name"),
        help_text=_("As you wish it to be shown."),
        called=_("Your name"),
        longest=_longest("name"),
        tidied=one_line,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter the name to show with your comment")},
    )
    organisation = PlainField(
        label=_("Organisation (optional)"),
        help_text=_("Shown with your name."),
        required=False,
        called=_("Your organisation"),
        longest=_longest("organisation"),
        tidied=one_line,
        validators=[UnreservedRole()],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    role = PlainField(
        label=_("Your role there (optional)"),
        help_text=_("Shown with your name."),
        required=False,
        called=_("Your role"),
        longest=_longest("role"),
        tidied=one_line,
        validators=[UnreservedRole()],
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    email = AddressField(
        label=_("Email address"),
        help_text=_(
            "Never shown. Before your comment goes on, we send a link there for you to confirm the address, once in each "
            "browser that you use."
        ),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter an email address. It is never shown")},
    )
    told = forms.ChoiceField(
        label=_("E-mail you when somebody replies?"),
        required=False,
        choices=[("", _("No")), *How.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose whether to e-mail you")},
    )
    # What the page was made with.
    wording = forms.CharField(required=False, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, widget=forms.HiddenInput)
    nonce = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, content, officers, initial):
        """`officers` are the names of those at the desk, which nobody else can take."""
        super().__init__(data, initial={"about": WHOLE, "told": ""} | initial)
        self.content = content
        self.fields["name"].validators.append(Unreserved(of=officers))
        if not content:
            del self.fields["about"], self.fields["quote"]
            return
        paragraphs = [(each.id, _paragraph(number, each.text)) for number, each in enumerate(content.paragraphs, 1)]
        self.fields["about"].choices = [(WHOLE, _("The whole principle")), *paragraphs]

    def clean(self):
        """Words are taken to be of whichever paragraph has them, that which was chosen first, and as they stand there."""
        said = super().clean()
        if quote := said.get("quote"):
            # Who reads a translation copies from that.
            for content in [self.content, translated(self.content)]:
                if paragraph := found(quote, content, said.get("about")):
                    return said | {"about": paragraph, "quote": as_in(quote, content.paragraph(paragraph))}
            self.add_error("quote", forms.ValidationError(NOT_THERE, code="not_there"))
        return said

    def comment(self, **on):
        """What was said, as a row that is not stored yet; `on` is what it is a comment on."""
        said = self.cleaned_data
        shown = {column: said[column] for column in ["text", "name", "organisation", "role"]}
        return Comment(paragraph=said.get("about") or None, quote=said.get("quote", ""), **shown, **on)


class ChangeForm(forms.Form):
    """A comment in other words. `revision` is of the words that its page showed."""

    text = TextField(label=_("Your comment"))
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=40_000)
