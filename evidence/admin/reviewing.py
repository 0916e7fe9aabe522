"""What officers can do to a submission from its page: one small form for each verb."""

from django import forms
from django.db import transaction

from evidence import assigning, mentioning
from evidence.admin.asking import AskForm
from evidence.models import reviewing
from keepitlocal.officers.verbs import VerbForm

REVIEW = "evidence.review_submission"

ADVICE = (
    "Officers alone see it, in the record, where it stays for good. Name nobody and quote nothing: "
    "what is personal belongs in a note."
)


class ReviewForm(VerbForm):
    may = REVIEW


class TakeUpForm(ReviewForm):
    verb, label = "take_up", "Take up"


class AcceptForm(ReviewForm):
    verb, label = "accept", "Accept as evidence"


def reason(label):
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, max_length=reviewing.LONGEST_REASON, widget=widget, help_text=ADVICE)


class DeclineForm(ReviewForm):
    verb, label = "decline", "Decline"

    why = reason("Reason to decline it")


class RestoreForm(ReviewForm):
    verb, label = "restore", "Put back in review"

    why = reason("Reason to put it back")


class AssignForm(ReviewForm):
    verb, label = "assign", "Assign"

    to = forms.ModelChoiceField(reviewing.reviewers(), label="Who has it", required=False, empty_label="Nobody")

    @transaction.atomic
    def do(self, submission, *, by, at):
        """Give it, and tell whoever has it now."""
        to = self.cleaned_data["to"]
        assigning.tell(to, [submission.assign(to, by=by, at=at)], by=by, at=at)


class NoteForm(ReviewForm):
    """Whoever is named in the text is told of it, and so is whoever is ticked."""

    verb, label = "note", "Add the note"

    text = forms.CharField(
        label="Your note",
        max_length=reviewing.LONGEST_NOTE,
        widget=forms.Textarea({"rows": 4}),
        help_text=(
            "Officers alone see it. It cannot be changed or taken away. Whoever is named in it, as in @Ann Other, gets an e-mail."
        ),
    )
    tell = forms.ModelMultipleChoiceField(
        reviewing.readers(),
        label="Tell these (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They get an e-mail with the reference, and none of the note’s words.",
    )

    def clean_text(self):
        """What names somebody nobody knows would tell no one, and nobody would see that."""
        text = self.cleaned_data["text"]
        try:
            self.named = mentioning.named_in(text, self.fields["tell"].queryset)
        except mentioning.Unclear as unclear:
            raise forms.ValidationError(str(unclear)) from unclear
        return text

    def do(self, submission, *, by, at):
        tell = dict.fromkeys([*self.named, *self.cleaned_data["tell"]])
        submission.note(self.cleaned_data["text"], tell=list(tell), by=by, at=at)


class FlagForm(ReviewForm):
    verb, label = "flag", "Flag for later"


class UnflagForm(ReviewForm):
    verb, label = "unflag", "Take the flag off"


class UnreadForm(ReviewForm):
    verb, label = "mark_unread", "Mark as unread"


FORMS = {form.verb: form for form in [TakeUpForm, AcceptForm, DeclineForm, RestoreForm, AssignForm, NoteForm, AskForm]}
MARKS = {form.verb: form for form in [FlagForm, UnflagForm, UnreadForm]}  # an officer's own


def forms_for(submission, tried=None):
    """A dict of verb to form, for whatever can be done to it now; and the one that was tried and refused, as it was filled in."""
    offered = {verb: form(to=submission.assigned_to_id) for verb, form in FORMS.items() if submission.can(verb)}
    return offered | ({tried.verb: tried} if tried and tried.verb in FORMS else {})


def marks_for(look):
    """A dict of verb to form, of the marks that an officer who looked so can set now."""
    return {verb: form for verb, form in MARKS.items() if verb != ("flag" if look.is_flagged else "unflag")}
