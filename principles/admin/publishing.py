"""What is drafted, as people will see it and with what it does to their comments; and publishing it."""

from django import forms
from django.contrib import messages
from django.db.models import Case, Q, Value, When
from django.shortcuts import redirect

from keepitlocal import references
from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.edits import edits_of
from principles import histories
from principles.admin.framing import address, page_of
from principles.fates import fates
from principles.models import Comment, Outcome
from principles.models.principles import LONGEST_WHY

OFFERED = 30  # comments to tick


class PublishForm(forms.Form):
    why = forms.CharField(
        label="Why it changes",
        required=False,
        max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 4, "cols": 60}),
        help_text="Everybody is shown it beside the new wording: a sentence or two. A first wording needs none.",
    )
    ticked = forms.ModelMultipleChoiceField(
        Comment.objects.public(),
        required=False,
        error_messages={"invalid_choice": "A comment that you ticked is not shown to everybody any more."},
    )
    others = forms.CharField(
        label="Others, by their references",
        required=False,
        help_text="Such as KIL-7QX4-M2PT, with commas between several. Comments on other principles can be named, too.",
        widget=forms.TextInput({"size": 60}),
    )

    def clean_others(self):
        """The comments of these references."""
        typed = {references.tidy(each) for each in self.cleaned_data["others"].replace(";", ",").split(",") if each.strip()}
        found = {each.reference: each for each in Comment.objects.filter(reference__in=typed)}
        if missing := sorted(typed - found.keys()):
            raise forms.ValidationError(f"There is no comment with the reference {', '.join(missing)}.")
        return list(found.values())

    @property
    def led_by(self):
        """The comments, each once."""
        return sorted({*self.cleaned_data["ticked"], *self.cleaned_data["others"]}, key=lambda comment: comment.pk)


def offered(principle):
    """Considered comments that led to nothing yet: those that were accepted first, then the newest decisions."""
    about = Q(principle=principle) | Q(principle=None)
    order = Case(
        *(When(outcome=outcome, then=Value(place)) for place, outcome in enumerate(Outcome)), default=Value(len(Outcome))
    )
    found = Comment.objects.considered().filter(about, wordings_led_to=None).select_related("principle")
    return found.order_by(order, "-considered_at", "-pk")[:OFFERED]


def preview(request, principle):
    """What is drafted, on the page that people will see, with the words that change and what becomes of each comment."""
    return page_of(request, principle, "principles/desk_preview.html", "Preview", **changed(principle))


def changed(principle):
    """What publishing the draft changes: words, and where comments stand."""
    if not principle.is_published:
        return {"fates": []}
    drafted = principle.drafted
    return histories.changes(principle.content, drafted) | {"fates": fates(principle, drafted)}


def publish(request, principle):
    """Give the reason and what led to it, and press. Refused, all that was typed is still there."""
    form = PublishForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        said = {"why": form.cleaned_data["why"], "led_by": form.led_by}
        try:
            wording = principle.publish(edits=edits_of(request), by=request.user, at=request.at, **said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            principle = type(principle).objects.select_related("latest", "consultation").get(pk=principle.pk)
        else:
            messages.success(request, f"Published: {wording} of principle {principle.number}.")
            return redirect(address(principle, "change"))
    said = {"form": form, "offered": offered(principle), "ticked": set(request.POST.getlist("ticked"))} | changed(principle)
    return page_of(request, principle, "principles/desk_publish.html", f"Publish principle {principle.number}", **said)
