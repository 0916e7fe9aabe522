"""What officers do to an enquiry from its page: a small form for each verb, with the permission that it needs."""

from django import forms

from keepitlocal.campaign.enquiries.models import LONGEST, answerers
from keepitlocal.drafts import holding
from keepitlocal.fields import PlainField
from keepitlocal.officers.verbs import VerbForm

ANSWER, ERASE = "enquiries.answer_enquiry", "enquiries.erase_enquiry"


class HandlingForm(VerbForm):
    """What `is_folded` is unfolded first, so that answering comes before it."""

    may, is_folded = ANSWER, True


class AnswerForm(HandlingForm):
    verb, label, is_folded = "answer", "Answer by e-mail", False

    text = PlainField(
        label="Your answer",
        called="Your answer",
        longest=LONGEST,
        rows=10,
        help_text="It is sent as you write it, with your name below it and a link by which they can write again.",
        error_messages={"required": "Write your answer"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32_000)
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def show_anew(self, **known):
        """Make it ready to be sent again, below what was said in the meantime."""
        self.data = {**self.data.dict(), **known}

    def do(self, enquiry, *, by, at):
        said = self.cleaned_data
        begun_with = holding.begun_with(enquiry.pk, f"answer of officer {by.pk} {said['text']}", said["nonce"])
        enquiry.answer(said["text"], seen=said["seen"], begun_with=begun_with, by=by, at=at)


class ClaimForm(HandlingForm):
    verb, label, is_folded = "claim", "Assign it to me", False


class AssignForm(HandlingForm):
    verb, label = "assign", "Assign it to somebody else"

    to = forms.ModelChoiceField(
        None, label="To whom", required=False, empty_label="Nobody", help_text="They are told by e-mail, by its reference alone."
    )

    def __init__(self, *args, **initial):
        super().__init__(*args, **initial)
        self.fields["to"].queryset = answerers()


class NoteForm(HandlingForm):
    verb, label = "note", "Add a note"

    text = PlainField(
        label="Your note",
        called="Your note",
        longest=LONGEST,
        help_text="Officers alone read it.",
        error_messages={"required": "Write your note"},
    )


class CloseForm(HandlingForm):
    verb, label, is_folded = "close", "Close it", False


class ReopenForm(HandlingForm):
    verb, label, is_folded = "reopen", "Open it again", False


class EraseForm(HandlingForm):
    verb, label, may = "erase", "Erase it", ERASE

    sure = forms.BooleanField(
        label="Every word of it goes for good, with the name and the address",
        error_messages={"required": "Tick this to erase it"},
    )

    def do(self, enquiry, *, by, at):
        enquiry.erase(by=by, at=at)


FORMS = {form.verb: form for form in [AnswerForm, ClaimForm, CloseForm, ReopenForm, AssignForm, NoteForm, EraseForm]}


def forms_for(enquiry, officer, tried=None):
    """A dict of verb to form, of what this officer can do to it now; and the one that was refused, as it was filled in."""
    last = enquiry.said.last()
    known = {"seen": last.number if last else 0, "nonce": holding.nonce()}
    can = {verb: enquiry.can(verb) for verb in FORMS} | {"claim": enquiry.can("claim") and enquiry.assigned_to_id != officer.pk}
    offered = {
        verb: form(**known, to=enquiry.assigned_to_id) for verb, form in FORMS.items() if can[verb] and officer.has_perm(form.may)
    }
    if tried:
        if isinstance(tried, AnswerForm):
            tried.show_anew(**known)
        offered[tried.verb] = tried
    return offered
