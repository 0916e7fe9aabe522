"""What an officer types in of evidence that came by post, by e-mail or by word of mouth."""

from django import forms
from django.core.exceptions import ValidationError

from evidence.entering import refuse_the_future
from evidence.forms import AnswerField
from evidence.models import Channel, Submission, content
from evidence.models.writing import ABOUT, PUBLICATION, field_of
from keepitlocal.drafts import holding
from keepitlocal.lifecycle import NotReady
from keepitlocal.moment_field import MomentField
from keepitlocal.outbox.addresses import AddressField

CAME = ("channel", "received_at")


def _short(name, label, **options):
    """A short text of a submission's own column."""
    field = Submission._meta.get_field(name)
    return forms.CharField(label=label, max_length=field.max_length, required=options.pop("required", False), **options)


class EnterForm(forms.Form):
    """How it came, who sent it, how it may be published, and every question that is asked, or was when this was typed in."""

    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64)
    channel = forms.ChoiceField(
        label="How it came",
        choices=[("", "Choose"), *(choice for choice in Channel.choices if choice[0] != Channel.ONLINE)],
        error_messages={"required": "Choose how it came"},
    )
    received_at = MomentField(
        ends=False,
        label="Received",
        help_text="The day on which it reached you, such as 13/07/2018, and the time if that matters. A day alone counts from "
        "its first moment: what is received on the last day is in time.",
        error_messages={"required": "Give the day on which it reached you", "invalid": "This is not a day or a time"},
    )
    respondent_type = forms.ChoiceField(label="Type of respondent", error_messages={"required": "Choose the type of respondent"})
    type_other = _short("type_other", "In their own words", help_text="If they described themselves.")
    name = _short("name", "Name", required=True, error_messages={"required": "Give the name of whoever sent it"})
    organisation = _short("organisation", "Organisation")
    role = _short("role", "Role there")
    email = AddressField(
        label="E-mail address",
        required=False,
        help_text="If they gave one. It gets a receipt, and a link to what you enter here.",
    )
    area = _short("area", "Area they work in")
    publication = forms.ChoiceField(
        label="How it may be published",
        widget=forms.RadioSelect,
        help_text="As they said. Where they said nothing, choose that which publishes least.",
        error_messages={
            "required": "Choose how it may be published",
            "invalid_choice": "The words have changed since you opened the page. Read them again, and choose",
        },
    )

    def __init__(self, data=None, *, call, at, **initial):
        super().__init__(data, initial=initial, label_suffix="")
        self.at, self.what = at, content.of(call)
        types = [(each.code, each.label) for each in self.what.types if not each.retired]
        self.fields["respondent_type"].choices = [("", "Choose"), *types]
        self.fields["publication"].choices = [(each.fingerprint, f"{each.label}: {each.says}") for each in self.what.choices]
        for section in self.what.sections:
            for question in self._asked(section):
                called = f"The answer to {question.code}" if section.number else "What is written here"
                self.fields[field_of(question)] = AnswerField(question, called=called)
                self.fields[field_of(question)].widget.attrs["class"] = "vLargeTextField"

    def _asked(self, section):
        """The questions asked now, and any that was retired while its answer was typed in."""
        return [each for each in section.questions.all() if not each.retired or self.data.get(field_of(each))]

    def begin_anew(self):
        """Be another page, which enters beside what this one has entered."""
        self.data = self.data.copy()
        self.data["nonce"] = holding.nonce()

    def clean_received_at(self):
        moment = self.cleaned_data["received_at"]
        try:
            refuse_the_future(moment, at=self.at)
        except NotReady as refusal:
            raise ValidationError(str(refusal)) from None
        return moment

    def clean(self):
        kind, said = self.what.type(self.cleaned_data.get("respondent_type")), self.cleaned_data.get("type_other")
        if kind and said and not kind.asks_for:
            self.add_error("type_other", "This counts only beside a type that asks for it. Choose that one, or empty this")
        return self.cleaned_data

    def groups(self):
        """The fields as the page shows them: pairs of a heading and fields."""
        yield "How it came", [self[name] for name in CAME]
        yield "Who sent it", [self[name] for name in (*ABOUT, PUBLICATION)]
        for section in self.what.sections:
            if asked := self._asked(section):
                yield str(section), [self[field_of(question)] for question in asked]

    def filled(self):
        """The same, of what it says, without what is empty."""
        for heading, fields in list(self.groups())[1:]:
            if says := [field for field in fields if field.value()]:
                yield heading, says

    @property
    def received(self):
        """How it came: what `enter` is told beside what it says."""
        return {name: self.cleaned_data[name] for name in (*CAME, "nonce")}

    def said(self):
        """What it says, by the working copy's fields. The words of publication are written down as they were read."""
        self.what.choice(self.cleaned_data[PUBLICATION]).statement()
        return {name: text for name, text in self.cleaned_data.items() if name not in (*CAME, "nonce")}
