"""What officers do to a comment from its page: one small form for each verb, with the permission that it needs."""

from django import forms

from keepitlocal.drafts import holding
from keepitlocal.fields import PlainField
from keepitlocal.lifecycle import NotAllowed
from keepitlocal.officers.verbs import VerbForm
from principles.models import Comment, Outcome, Reason, post
from principles.models.comments import LONGEST
from principles.models.considering import LONGEST_SENTENCE
from principles.models.moderating import LONGEST_WORDS

MODERATE, CONSIDER, ERASE = "principles.moderate_comment", "principles.consider_comment", "principles.erase_comment"


def reason(choices=Reason.choices, **said):
    help_text = "Its author is told it, and so is whoever reads a reply to it."
    return forms.ChoiceField(label="Reason", choices=[("", "Choose a reason"), *choices], help_text=help_text, **said)


def words(label="In your own words", *, required=False):
    return PlainField(
        label=label if required else f"{label} (optional)",
        required=required,
        called="What you write",
        longest=LONGEST_WORDS,
        rows=3,
        help_text="Its author is sent what you write.",
    )


class CommentForm(VerbForm):
    """`may` is the permission that the verb needs; what `is_folded` is unfolded first, so that what decides comes before it."""

    may, is_folded = MODERATE, True

    def do(self, comment, *, by, at):
        if not comment.can(self.verb):
            raise NotAllowed(f"This cannot be done to it now: {comment.get_status_display().lower()}.")
        self.act(comment, by=by, at=at)

    def show_anew(self, comment):
        """Make it ready to be sent again, beside what the comment says now."""

    def act(self, comment, *, by, at):
        super().do(comment, by=by, at=at)


class ReadForm(CommentForm):
    """A verb that names the revision that was read: what the author has changed since is not decided unread."""

    is_folded = False
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def show_anew(self, comment):
        """What the comment says now is what will have been read."""
        self.data = {**self.data.dict(), "revision": comment.revision}


class ApproveForm(ReadForm):
    verb, label = "approve", "Approve"


class RejectForm(ReadForm):
    verb, label = "reject", "Reject"

    reason, words = reason(), words()


class AskForm(ReadForm):
    verb, label = "ask", "Ask for a change"

    words = words("What should change", required=True)


class HideForm(CommentForm):
    verb, label = "hide", "Hide it while it is looked into"

    reason, words = reason(), words()


class RestoreForm(CommentForm):
    verb, label = "restore", "Show it after all"


class RemoveForm(CommentForm):
    verb, label = "remove", "Take it down"

    reason, words = reason(), words()


class ConsiderForm(CommentForm):
    verb, label, may = "consider", "Say what was decided", CONSIDER

    outcome = forms.ChoiceField(label="What was decided", choices=[("", "Choose what was decided"), *Outcome.choices])
    why = forms.CharField(
        label="Why, in a sentence",
        max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody is shown both with the comment, and its author is told.",
    )


class ReplyForm(CommentForm):
    verb, label, may = "reply", "Reply in public", CONSIDER

    text = PlainField(
        label="Your reply",
        called="Your reply",
        longest=LONGEST,
        help_text="It appears at once, under your name and with the policy team's badge.",
    )
    nonce = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def act(self, comment, *, by, at):
        reply = Comment(officer=by, name=by.name, text=self.cleaned_data["text"], principle=comment.principle)
        if comment.principle:
            reply.wording = comment.principle.latest
        begun_with = holding.begun_with(comment.pk, f"reply of officer {by.pk}", self.cleaned_data["nonce"])
        post(reply, answers=comment, begun_at=at, begun_with=begun_with, at=at)


class EraseForm(CommentForm):
    verb, label, may = "erase", "Erase it", ERASE

    sure = forms.BooleanField(
        label="Every word of it goes for good, with the name", error_messages={"required": "Tick this to erase it"}
    )

    def act(self, comment, *, by, at):
        comment.erase(by=by, at=at)


DECIDING = [ApproveForm, RejectForm, AskForm]  # what takes a comment out of the queue
OTHERS = [HideForm, RestoreForm, RemoveForm, ConsiderForm, ReplyForm, EraseForm]
FORMS = {form.verb: form for form in [*DECIDING, *OTHERS]}


def forms_for(comment, officer, tried=None):
    """A dict of verb to form, of what this officer can do to it now; and the one that was refused, as it was filled in."""
    known = {"revision": comment.revision, "nonce": holding.nonce(), "outcome": comment.outcome, "why": comment.outcome_why}
    offered = {verb: form(**known) for verb, form in FORMS.items() if comment.can(verb) and officer.has_perm(form.may)}
    if tried:
        tried.show_anew(comment)
        offered[tried.verb] = tried
    return offered
