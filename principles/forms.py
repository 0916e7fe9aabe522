"""What we ask of whoever comments, and in which order."""

from django import forms
from django.utils.text import Truncator

from keepitlocal.honeypot import Honeypot
from keepitlocal.outbox.addresses import AddressField
from principles.fields import PlainField
from principles.models import Comment, How
from principles.models.comments import LONGEST, LONGEST_QUOTE
from principles.names import Unreserved, UnreservedRole
from principles.plain import one_line
from principles.wordings.standing import as_in, found

WHOLE = 0  # no paragraph has this id
NOT_THERE = "These words are not in this principle as you were shown it. Copy them from the paragraph, or leave this empty"


class TextField(PlainField):
    """What a comment says."""

    def __init__(self, **options):
        super().__init__(
            called="Your comment",
            longest=LONGEST,
            rows=8,
            error_messages={"required": "Write your comment"},
            **options,
        )
        self.max_characters = LONGEST


def _longest(column):
    return Comment._meta.get_field(column).max_length


class CommentForm(Honeypot):
    """A comment. `content` is what the wording says that its page shows; None for a reply, and for the principles as a whole."""

    about = forms.TypedChoiceField(
        label="What is your comment about?",
        coerce=int,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose the whole principle or one of its paragraphs"},
    )
    quote = PlainField(
        label="The words you are commenting on (optional)",
        help_text="If it is about some words alone, copy them here.",
        required=False,
        called="What you copied",
        longest=LONGEST_QUOTE,
        tidied=one_line,
        rows=2,
    )
    text = TextField(label="Your comment", help_text="Everybody can read it. Plain text: links are shown, and lead nowhere.")
    name = PlainField(
        label="Your name",
        help_text="As you wish it to be shown.",
        called="Your name",
        longest=_longest("name"),
        tidied=one_line,
        widget=forms.TextInput({"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": "Enter the name to show with your comment"},
    )
    organisation = PlainField(
        label="Organisation (optional)",
        help_text="Shown with your name.",
        required=False,
        called="Your organisation",
        longest=_longest("organisation"),
        tidied=one_line,
        validators=[UnreservedRole()],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    role = PlainField(
        label="Your role there (optional)",
        help_text="Shown with your name.",
        required=False,
        called="Your role",
        longest=_longest("role"),
        tidied=one_line,
        validators=[UnreservedRole()],
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    email = AddressField(
        label="Email address",
        help_text="Never shown. Before your comment goes on, we send a link there for you to confirm the address, once in each "
        "browser that you use.",
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter an email address. It is never shown"},
    )
    told = forms.ChoiceField(
        label="E-mail you when somebody replies?",
        required=False,
        choices=[("", "No"), *How.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose whether to e-mail you"},
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
        paragraphs = [
            (each.id, f"Paragraph {number}: {Truncator(each.text).words(9)}") for number, each in enumerate(content.paragraphs, 1)
        ]
        self.fields["about"].choices = [(WHOLE, "The whole principle"), *paragraphs]

    def clean(self):
        """Words are taken to be of whichever paragraph has them, that which was chosen first, and as they stand there."""
        said = super().clean()
        if quote := said.get("quote"):
            paragraph = found(quote, self.content, said.get("about"))
            if paragraph is None:
                self.add_error("quote", forms.ValidationError(NOT_THERE, code="not_there"))
            else:
                said |= {"about": paragraph, "quote": as_in(quote, self.content.paragraph(paragraph))}
        return said

    def comment(self, **on):
        """What was said, as a row that is not stored yet; `on` is what it is a comment on."""
        said = self.cleaned_data
        shown = {column: said[column] for column in ["text", "name", "organisation", "role"]}
        return Comment(paragraph=said.get("about") or None, quote=said.get("quote", ""), **shown, **on)


class ChangeForm(forms.Form):
    """A comment in other words. `revision` is of the words that its page showed."""

    text = TextField(label="Your comment")
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput, max_value=40_000)
