"""The next wording of a principle, as officers write it: a box for each paragraph, beside what it says now."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect

from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.edits import edits_of
from principles.admin.framing import address, page_of
from principles.models.principles import LONGEST_TITLE
from principles.wordings import Box, Content, Paragraph, arranged
from principles.wordings.comparing import compared

LONGEST_PARAGRAPH = 5_000
MOST_PLACES = 999


class TitleForm(forms.Form):
    title = forms.CharField(
        max_length=LONGEST_TITLE, widget=forms.TextInput({"size": 60}), error_messages={"required": "Give it a title."}
    )


class BoxForm(forms.Form):
    paragraph = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PLACES, widget=forms.TextInput({"size": 3, "inputmode": "numeric"})
    )
    text = forms.CharField(
        required=False, strip=False, max_length=LONGEST_PARAGRAPH, widget=forms.Textarea({"rows": 7, "cols": 60})
    )


class Editor:
    """The forms of a draft. `data` is what was posted, or None.

    A paragraph of the present wording that the draft takes out keeps a box, an empty one: written into, it is that paragraph
    again, with all that people said of it.
    """

    def __init__(self, principle, data):
        self.drafted = principle.drafted
        self.present = principle.content if principle.is_published else None
        self.pairs = compared(self.present or self.drafted, self.drafted)
        self.title = TitleForm(data, initial={"title": self.drafted.title}, label_suffix="")
        self.boxes = forms.formset_factory(BoxForm, extra=1)(data, initial=list(self._initial()), prefix="boxes")
        pairs = {str(pair.id): pair for pair in self.pairs}
        for form in self.boxes:
            form.pair = pairs.get(str(form["paragraph"].value()))
            form.called = _called(form.pair)
            form.fields["place"].widget.attrs["aria-label"] = f"Place of: {form.called}"

    def _initial(self):
        """The boxes in order; each paragraph that is taken out comes just before that of the same place."""
        place = 1
        for pair in self.pairs:
            yield {"paragraph": pair.id, "place": place, "text": pair.became or ""}
            place += pair.became is not None

    def is_valid(self):
        return self.title.is_valid() & self.boxes.is_valid()

    def said(self, next_id):
        """The content that the boxes make, and the next free number of a paragraph."""
        paragraphs = tuple(Paragraph(pair.id, pair.became or pair.was) for pair in self.pairs)
        boxes, known = [], {each.id for each in paragraphs}
        for said in (form.cleaned_data for form in self.boxes):
            # What is no paragraph of the draft any more makes a new one: nothing that was typed is lost.
            id = said.get("paragraph") if said.get("paragraph") in known else None
            known.discard(id)
            boxes.append(Box(id, said.get("text", ""), said.get("place")))
        return arranged(Content(self.title.cleaned_data["title"], paragraphs), boxes, next_id=next_id)


def _called(pair):
    """What a box is called."""
    if pair is None:
        return "New paragraph"
    return f"Paragraph {pair.stands}" if pair.stands else f"Taken out: paragraph {pair.stood} of the present wording"


def draft(request, principle):
    """Write it. Where somebody else was quicker, what they saved is shown, and what was typed is still there."""
    editor = Editor(principle, request.POST if request.method == "POST" else None)
    is_behind = False
    if request.method == "POST" and editor.is_valid():
        content, following = editor.said(principle.next_paragraph)
        try:
            principle.edit(content, next_paragraph=following, edits=edits_of(request), by=request.user, at=request.at)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            is_behind = True
        else:
            messages.success(request, "Saved. Nothing of it shows before it is published.")
            return redirect(address(principle, "preview" if "preview" in request.POST else "change"))
    said = {"editor": editor, "is_behind": is_behind}
    return page_of(request, principle, "principles/desk_principle.html", str(principle), **said)
