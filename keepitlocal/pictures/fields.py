"""A picture as officers give it: a file, and its description in words."""

from django import forms

from keepitlocal.documents.faults import Refused
from keepitlocal.documents.storage import NotStored
from keepitlocal.pictures.drawing import drawn
from keepitlocal.pictures.models import LONGEST_DESCRIPTION, Picture

HELP = "A JPEG, PNG or WebP file, smaller than 25 MB. It is drawn anew, small, and without what cameras write into a picture."
DESCRIBE = "What it shows, for people who cannot see it: a sentence, such as “Volunteers plant an apple tree beside the library”."


class PictureField(forms.FileField):
    """Takes an arrival (keepitlocal/documents/receiving.py); what it holds, drawn anew."""

    widget = forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})

    def __init__(self, **options):
        super().__init__(**{"required": False, "help_text": HELP, "allow_empty_file": True} | options)

    def clean(self, data, initial=None):
        arrival = super().clean(data, initial)
        if not arrival:
            return None
        try:
            return drawn(arrival.whole(), arrival.name)
        except Refused as refused:
            raise forms.ValidationError(refused.sentence, code=refused.code) from None
        except NotStored as refusal:
            raise forms.ValidationError(f"“{arrival.name}” {refusal}", code="not_stored") from None


class PictureForm(forms.Form):
    """The part of a form that is about its picture. `present` is the one that there is, or None."""

    picture = PictureField()
    description = forms.CharField(
        label="Description of the picture",
        required=False,
        max_length=LONGEST_DESCRIPTION,
        help_text=DESCRIBE,
        widget=forms.Textarea({"rows": 2, "cols": 60}),
    )
    without = forms.BooleanField(label="Take the picture out", required=False)

    def __init__(self, *args, present=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.present = present
        if present:
            self.fields["picture"].label = "Another picture in its place"
        else:
            del self.fields["without"]

    def clean(self):
        """A picture comes with its description."""
        said = super().clean()
        has_one = said.get("picture") or (self.present and not said.get("without"))
        if has_one and not said.get("description") and "description" not in self.errors:
            self.add_error("description", "Describe the picture, for people who cannot see it.")
        return said

    def pictured(self):
        """The picture that the form asks for, or None. Called in the transaction that saves what shows it."""
        said = self.cleaned_data
        if said["picture"]:
            return Picture.objects.of(said["picture"], said["description"])
        return self.present.described(said["description"]) if self.present and not said.get("without") else None
