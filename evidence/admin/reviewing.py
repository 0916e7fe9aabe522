"""What officers can do to a submission from its page: one small form for each verb."""

from django import forms

from evidence.models import reviewing
from keepitlocal.officers.verbs import VerbForm

ADVICE = (
    "Officers alone see it, in the record, where it stays for good. Name nobody and quote nothing: "
    "what is personal belongs in a note."
)


class TakeUpForm(VerbForm):
    verb, label = "take_up", "Take up"


class AcceptForm(VerbForm):
    verb, label = "accept", "Accept as evidence"


def reason(label):
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, max_length=reviewing.LONGEST_REASON, widget=widget, help_text=ADVICE)


class DeclineForm(VerbForm):
    verb, label = "decline", "Decline"

    why = reason("Reason to decline it")


class RestoreForm(VerbForm):
    verb, label = "restore", "Put back in review"

    why = reason("Reason to put it back")


class AssignForm(VerbForm):
    verb, label = "assign", "Assign"

    to = forms.ModelChoiceField(reviewing.reviewers(), label="Who has it", required=False, empty_label="Nobody")


class NoteForm(VerbForm):
    verb, label = "note", "Add the note"

    text = forms.CharField(
        label="Your note",
        max_length=reviewing.LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text="Officers alone see it. It cannot be changed or taken away.",
    )


FORMS = {form.verb: form for form in [TakeUpForm, AcceptForm, DeclineForm, RestoreForm, AssignForm, NoteForm]}


def forms_for(submission, tried=None):
    """A dict of verb to form, for whatever can be done to it now; and the one that was tried and refused, as it was filled in."""
    offered = {verb: form(to=submission.assigned_to_id) for verb, form in FORMS.items() if submission.can(verb)}
    return offered | ({tried.verb: tried} if tried else {})
