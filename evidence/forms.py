"""What we ask of a respondent, and in which order."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.text import Truncator

from evidence.documents import kinds
from evidence.models import Submission
from evidence.models.submissions import LONGEST_ANSWER
from keepitlocal.outbox.addresses import AddressField

MOST_WORDS = 10_000  # in one answer


def _field_name(question):
    return f"answer-{question.code}"


class AnswerField(forms.CharField):
    """One answer: a long text, with its line ends as one character each."""

    widget = forms.Textarea

    def __init__(self, question, *, called):
        label = f"{question.text} (no longer asked)" if question.retired else str(question)
        super().__init__(label=label, required=False)
        self.called = called
        self.widget.attrs["rows"] = 8
        for validator in self.validators:
            if isinstance(validator, ProhibitNullCharactersValidator):
                validator.message = f"{called} holds a character that cannot be kept (NUL). Remove it and save again"

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value):
        super().validate(value)
        words = len(value.split())
        if words > MOST_WORDS:
            raise forms.ValidationError(
                f"{self.called} must be {MOST_WORDS:,} words or fewer. It has {words:,}", code="too_many_words"
            )
        if len(value) > LONGEST_ANSWER:
            raise forms.ValidationError(
                f"{self.called} must be {LONGEST_ANSWER:,} characters or fewer. It has {len(value):,}", code="too_long"
            )


class SectionForm(forms.Form):
    """A section's questions: those asked now, and any retired one that this draft has answered or is answering."""

    def __init__(self, data=None, *, section, texts):
        named = {_field_name(question): question for question in section.questions.all()}
        self.questions = {
            name: question
            for name, question in named.items()
            if not question.retired or question.pk in texts or name in (data or {})
        }
        super().__init__(data, initial={name: texts.get(question.pk, "") for name, question in self.questions.items()})
        for name, question in self.questions.items():
            called = f"Your answer to {question.code}" if section.number else "What you write"
            self.fields[name] = AnswerField(question, called=called)

    @property
    def said(self):
        """The answers that can be kept, as a dict of question to text. What the sent page did not ask, it says nothing about."""
        return {self.questions[name]: text for name, text in self.cleaned_data.items() if name in self.data}


class AboutForm(forms.ModelForm):
    """Who they are."""

    email = AddressField(
        label="Email address (optional)",
        required=False,
        help_text="We send your receipt here, and write to you if we have a question. We never publish it. "
        "If you leave it empty, we cannot send you a receipt.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    class Meta:
        model = Submission
        fields = ["respondent_type", "type_other", "name", "organisation", "role", "email", "area"]
        labels = {
            "respondent_type": "Which of these describes you best?",
            "name": "Your name",
            "organisation": "Organisation (optional)",
            "role": "Your role there (optional)",
            "area": "Which area do you work in or represent? (optional)",
        }
        help_texts = {
            "organisation": "If you write on behalf of one",
            "area": "Such as a council's area, a town or a region",
        }
        widgets = {
            "respondent_type": forms.RadioSelect,
            "name": forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "organization"}),
            "role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }
        error_messages = {"respondent_type": {"invalid_choice": "Choose one of the descriptions"}}

    def __init__(self, *args, types, **kwargs):
        super().__init__(*args, **kwargs)
        chosen = self.instance.respondent_type_id
        offered = [each for each in types if not each.retired or each.pk == chosen]
        kind = self.fields["respondent_type"]
        kind.queryset = kind.queryset.filter(pk__in=[each.pk for each in offered])
        kind.choices = [(each.pk, each.label) for each in offered]
        asking = [each for each in offered if each.asks_for]
        self.fields["type_other"].label = f"{asking[0].asks_for} (optional)" if asking else "In your own words (optional)"
        self.fields["type_other"].help_text = f"If you chose “{asking[0].label}”" if asking else ""
        if not asking:
            del self.fields["type_other"]
        for name, words in [("respondent_type", "Choose which of these describes you best"), ("name", "Enter your name")]:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = words
        for name, field in self.fields.items():
            field.widget.attrs.pop("maxlength", None)  # cut off in silence by browsers; we would rather say so
            if isinstance(field, forms.CharField) and name != "email":
                _speak_plainly(field)

    @property
    def said(self):
        """What can be kept. What somebody calls themselves counts only beside the choice that asks for it."""
        said = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        kind = said.get("respondent_type")
        if kind and not kind.asks_for and "type_other" in said:
            said["type_other"] = ""
        return said

    def _post_clean(self):
        """Leave the instance alone: `Submission.describe` writes it, and only what is given."""


def _speak_plainly(field):
    """Say what is wrong with a short text in words that say what to do."""
    called = Truncator(field.label.removesuffix(" (optional)").rstrip("?")).chars(60)
    for validator in field.validators:
        if isinstance(validator, ProhibitNullCharactersValidator):
            validator.message = f"“{called}” holds a character that cannot be kept (NUL). Remove it and save again"
        elif validator.code == "max_length":
            validator.message = f"“{called}” must be %(limit_value)d characters or fewer. It has %(show_value)d"


class SeveralFiles(forms.FileInput):
    """As many files as the browser was given at once, kept in a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class DocumentsForm(forms.Form):
    """Files to add. What is wrong with each is known only once it has been taken in, and is then added to the form."""

    documents = forms.Field(
        label="Choose files",
        help_text="You can choose several at once, and come back for more.",
        widget=SeveralFiles(attrs={"accept": ",".join(kinds.KINDS)}),
        error_messages={
            "required": "No file arrived. Choose one. If you had, give it a plain name, such as evidence.pdf, and try again"
        },
    )

    def __init__(self, *args, may_be_none=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].required = not may_be_none

    def refuse(self, sentences):
        """Add what was wrong with files to the field; that none arrived goes without saying then."""
        if sentences:
            self.errors.pop("documents", None)
            self.add_error("documents", sentences)


class PublicationForm(forms.Form):
    """How it may be published. The value chosen names the exact words that the page showed."""

    choice = forms.ChoiceField(
        label="How may we publish what you send?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we may publish what you send"},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = {choice.fingerprint: choice for choice in choices}
        field = self.fields["choice"]
        field.choices = [(fingerprint, choice.label) for fingerprint, choice in self.offered.items()]
        field.hints = {fingerprint: choice.says for fingerprint, choice in self.offered.items()}
        field.label_as_heading = True
        field.error_messages["invalid_choice"] = "These words have changed since you opened the page. Read them again, and choose"

    @property
    def chosen(self):
        return self.offered[self.cleaned_data["choice"]]


class SendForm(forms.Form):
    """Nothing is typed at the last step; the number says which revision this would be."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1000)
