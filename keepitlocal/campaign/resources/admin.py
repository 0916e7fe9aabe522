"""Resources at the desk."""

from django import forms
from django.contrib import admin

from keepitlocal.campaign.desk import DraftedAdmin, Editor
from keepitlocal.campaign.resources.models import File, Kind, Resource
from keepitlocal.documents import kinds
from keepitlocal.documents.faults import Refused
from keepitlocal.documents.storage import NotStored
from keepitlocal.pictures.fields import PictureForm


class UploadField(forms.FileField):
    """Takes an arrival (keepitlocal/documents/receiving.py): itself and what is thought of it, once all of it is on the disk."""

    widget = forms.FileInput({"accept": ",".join(kinds.PUBLISHED)})

    def clean(self, data, initial=None):
        arrival = super().clean(data, initial)
        if not arrival:
            return None
        try:
            return arrival, arrival.settled(kinds.PUBLISHED)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence, code=refused.code) from None
        except NotStored as refusal:
            raise forms.ValidationError(f"“{arrival.name}” {refusal}", code="not_stored") from None


class WordsForm(forms.Form):
    title = forms.CharField(max_length=120, widget=forms.TextInput({"size": 60}))
    kind = forms.ChoiceField(required=False, choices=[("", "Choose"), *Kind.choices])
    who_by = forms.CharField(label="Who it is by", required=False, max_length=120, widget=forms.TextInput({"size": 60}))
    dated = forms.DateField(
        label="Its date",
        required=False,
        widget=forms.DateInput({"size": 10}, format="%d/%m/%Y"),
        help_text="The day that it bears, such as 13/07/2018.",
    )
    summary = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 3, "cols": 80}),
        help_text="A sentence or two in plain words: what is in it, and for whom.",
    )
    file = UploadField(
        required=False,
        allow_empty_file=True,
        help_text="A PDF, Word, Excel, PowerPoint, OpenDocument, rich text or plain text document, or a PNG or JPEG picture, "
        "smaller than 25 MB. People download it exactly as it is: look for what it says of its authors.",
    )

    def clean_dated(self):
        return self.cleaned_data["dated"] and self.cleaned_data["dated"].isoformat()


class CoverForm(PictureForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.present:
            self.fields["picture"].label = "Picture of its cover"


class ResourceEditor(Editor):
    words, picture = WordsForm, CoverForm

    def __init__(self, piece, data=None, files=None):
        super().__init__(piece, data, files)
        if piece.draft.get("file_id"):
            self.forms[0].fields["file"].label = "Another file in its place"

    def said(self, *, at):
        said = super().said(at=at)
        if sent := said.pop("file"):
            return said | {"file_id": File.objects.keep(self.piece, *sent, at=at).pk}
        return said | {"file_id": self.piece.draft.get("file_id")}


@admin.register(Resource)
class ResourceAdmin(DraftedAdmin):
    editor, preview_template = ResourceEditor, "resources/desk_preview.html"
    list_display = ["called", "kind", "status", "published_at", "updated_at", "has_changes"]
    list_filter = ["status", "kind"]

    def says_of(self, drafted):
        file = f"Its file is “{drafted.file}”." if drafted.file_id else "It has no file yet."
        return f"{file} {super().says_of(drafted)}"

    def preview_context(self, drafted, at):
        return {"resource": drafted}
