"""What we ask of a respondent, and in which order."""

import copy

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.models.changing import LONGEST_WHY
from evidence.models.writing import LONGEST_ANSWER, PUBLICATION, field_of
from evidence.templatetags.asked import numbered
from keepitlocal.documents import kinds
from keepitlocal.drafts.shown import ShownForm
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.templatetags.languages import content, content_alone, in_english

MOST_WORDS = 10_000  # in one answer


def _field_name(question):
    return f"answer-{question.code}"


class LongField(forms.CharField):
    """A long text, with its line ends as one character each; `called` is what is said of it when something is wrong."""

    widget = forms.Textarea

    def __init__(self, *, called, **options):
        super().__init__(**options)
        self.called = called
        self.widget.attrs["rows"] = 8

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value):
        super().validate(value)
        words = len(value.split())
        if "\0" in value:
            sentence = gettext("%(called)s holds a character that cannot be kept (NUL). Remove it and save again")
            raise forms.ValidationError(sentence % {"called": self.called}, code="null_characters_not_allowed")
        if words > MOST_WORDS:
            sentence = gettext("%(called)s must be %(most)s words or fewer. It has %(words)s")
            said = {"called": self.called, "most": f"{MOST_WORDS:,}", "words": f"{words:,}"}
            raise forms.ValidationError(sentence % said, code="too_many_words")
        if len(value) > LONGEST_ANSWER:
            sentence = gettext("%(called)s must be %(most)s characters or fewer. It has %(characters)s")
            said = {"called": self.called, "most": f"{LONGEST_ANSWER:,}", "characters": f"{len(value):,}"}
            raise forms.ValidationError(sentence % said, code="too_long")


class AnswerField(LongField):
    """One answer to a question of the call."""

    def __init__(self, question, *, called):
        gone = gettext("{question} (no longer asked)")
        label = format_html(gone, question=content(question.text)) if question.retired else numbered(question)
        super().__init__(called=called, label=label, required=False)


class SectionForm(ShownForm):
    """A section's questions: those asked now, and any retired one that this draft has answered or is answering.

    `texts` is a dict of a question's key to its answer.
    """

    def __init__(self, data=None, *, section, texts, hashes=None):
        named = {_field_name(question): question for question in section.questions.all()}
        came = {name.partition("@")[0] for name in data or {}}
        self.questions = {
            name: question for name, question in named.items() if not question.retired or question.pk in texts or name in came
        }
        stored = {name: texts.get(question.pk, "") for name, question in self.questions.items()}
        shown = hashes and {name: hashes[question.pk] for name, question in self.questions.items()}
        super().__init__(data, stored=stored, hashes=shown)
        for name, question in self.questions.items():
            called = gettext("Your answer to %(code)s") % {"code": question.code} if section.number else gettext("What you write")
            self.fields[name] = AnswerField(question, called=called)

    def field_of(self, name):
        return field_of(self.questions[name])


class AboutForm(ShownForm):
    """Who they are. `stored` is a dict of the fields of `ABOUT` to texts, and `types` whom the call addresses."""

    respondent_type = forms.ChoiceField(
        label=_("Which of these describes you best?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose which of these describes you best"),
            "invalid_choice": _("Choose one of the descriptions"),
        },
    )
    type_other = forms.CharField(required=False, max_length=200)
    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
        error_messages={"required": _("Enter your name")},
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        help_text=_("If you write on behalf of one"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    role = forms.CharField(
        label=_("Your role there"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    email = AddressField(
        label=_("Email address"),
        required=False,
        help_text=_(
            "We send your receipt here, with a link to what you sent, and write to you if we have a question. We never "
            "publish it. If you leave it empty, we cannot send you a receipt."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    area = forms.CharField(
        label=_("Which area do you work in or represent?"),
        required=False,
        max_length=200,
        help_text=_("Such as a council's area, a town or a region"),
    )

    def __init__(self, data=None, *, stored, types, offered=None):
        """`offered` is a dict of what to propose where nothing is stored yet."""
        stored = {name: stored.get(name, "") for name in self.base_fields}
        super().__init__(data, stored=stored)
        self.initial = stored | {name: text for name, text in (offered or {}).items() if not stored[name]}
        self.types = {each.code: each for each in types if not each.retired or each.code == stored["respondent_type"]}
        self.fields["respondent_type"].choices = [(code, content(each.label)) for code, each in self.types.items()]
        asking = [each for each in self.types.values() if each.asks_for]
        if asking:
            label, chosen = asking[0].asks_for, content(asking[0].label)
            _speak_plainly(self.fields["type_other"], content_alone(label))
            self.fields["type_other"].label = content(label)
            self.fields["type_other"].help_text = format_html(gettext("If you chose “{choice}”"), choice=chosen)
        else:
            del self.fields["type_other"]
        for name, field in self.fields.items():
            field.widget.attrs.pop("maxlength", None)  # cut off in silence by browsers; we would rather say so
            if isinstance(field, forms.CharField) and name not in {"email", "type_other"}:
                _speak_plainly(field, str(field.label))
            if not field.required:
                field.label = _optional(field.label)

    def kept(self):
        """What somebody calls themselves counts only beside the choice that asks for it."""
        kept = super().kept()
        kind = self.types.get(kept.get("respondent_type"))
        if kind and not kind.asks_for and "type_other" in kept:
            kept["type_other"] = ""
        return kept


def _optional(label):
    return format_html(gettext("{question} (optional)"), question=label)


def _speak_plainly(field, label):
    """Say what is wrong with a short text in words that say what to do, and in the page's language."""
    called = Truncator(label.rstrip("?")).chars(60).replace("%", "%%")
    # Copies: the forms of a process share their validators, whatever language each speaks.
    field.validators = [copy.copy(validator) for validator in field.validators]
    for validator in field.validators:
        if isinstance(validator, ProhibitNullCharactersValidator):
            sentence = gettext("“%(called)s” holds a character that cannot be kept (NUL). Remove it and save again")
            validator.message = sentence.replace("%(called)s", called)
        elif validator.code == "max_length":
            sentence = gettext("“%(called)s” must be %(limit_value)d characters or fewer. It has %(show_value)d")
            validator.message = sentence.replace("%(called)s", called)


class SeveralFiles(forms.FileInput):
    """As many files as the browser was given at once, kept in a list."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class DocumentsForm(forms.Form):
    """Files to add. What is wrong with each is known only once it has been taken in, and is then added to the form."""

    documents = forms.Field(
        label=_("Choose files"),
        help_text=_("You can choose several at once, and come back for more."),
        widget=SeveralFiles(attrs={"accept": ",".join(kinds.KINDS)}),
        error_messages={
            "required": _("No file arrived. Choose one. If you had, give it a plain name, such as evidence.pdf, and try again")
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


class PublicationForm(ShownForm):
    """How it may be published. The value chosen names the exact words that the page showed."""

    choice = forms.ChoiceField(
        label=_("How may we publish what you send?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how we may publish what you send")},
    )

    def __init__(self, data=None, *, stored, choices):
        super().__init__(data, stored={"choice": stored})
        self.offered = {choice.fingerprint: choice for choice in choices}
        field = self.fields["choice"]
        field.choices = [(fingerprint, in_english(choice.label)) for fingerprint, choice in self.offered.items()]
        field.hints = {fingerprint: in_english(choice.says) for fingerprint, choice in self.offered.items()}
        field.label_as_heading = True
        field.error_messages["invalid_choice"] = gettext(
            "These words have changed since you opened the page. Read them again, and choose"
        )

    def field_of(self, name):
        return PUBLICATION

    def said(self):
        """The words chosen are written down as they were read."""
        for fingerprint in self.kept().values():
            self.offered[fingerprint].statement()
        return super().said()


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you withdraw it?"),
        help_text=_("The policy team reads it. You need not say."),
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        why = self.fields["why"]
        _speak_plainly(why, str(why.label))
        why.label = _optional(why.label)


class ReplyForm(forms.Form):
    """What a respondent answers to an officer's question."""

    answer = LongField(called=_("Your answer"), label=_("Your answer"), error_messages={"required": _("Write your answer")})
