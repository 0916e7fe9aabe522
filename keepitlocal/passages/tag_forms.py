"""What officers say of tags."""

from django import forms

from keepitlocal.passages.models import Tag
from keepitlocal.passages.tagging import LONGEST_NAME, tidy

NAMELESS = "Type the name of a tag, or choose one of those that are offered."


class NameForm(forms.Form):
    """A tag by its name, as it is typed or chosen."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={"required": NAMELESS, "max_length": f"A tag's name has at most {LONGEST_NAME} characters."},
    )

    @property
    def problem(self):
        """What is wrong with it, in a sentence."""
        return " ".join(self.errors.get("name", []))


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields = ["name", "description"]
        widgets = {"name": forms.TextInput({"size": 50}), "description": forms.Textarea({"rows": 4, "cols": 70})}

    def clean_name(self):
        return tidy(self.cleaned_data["name"])


class MergeForm(forms.Form):
    """Which tag takes the place of another."""

    into = forms.ModelChoiceField(
        Tag.objects.none(),
        label="Merge it into",
        empty_label="Choose a tag",
        error_messages={
            "required": "Choose the tag that stays.",
            "invalid_choice": "That tag is not there any more. Choose another.",
        },
    )

    def __init__(self, data=None, *, tag):
        super().__init__(data, label_suffix="")
        self.fields["into"].queryset = Tag.objects.exclude(pk=tag.pk)
