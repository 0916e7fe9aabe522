from django import forms
from django.utils.translation import get_language_info

from keepitlocal.languages.lines import State
from keepitlocal.languages.models import LONGEST, lost_places
from keepitlocal.languages.round import read
from keepitlocal.languages.texts import tidied
from keepitlocal.rounds import RoundError, parsed


class NarrowForm(forms.Form):
    """Which of the texts are listed; what an address says otherwise narrows nothing."""

    state = forms.ChoiceField(choices=[("", "All"), *State.choices], required=False)

    def narrowed(self, lines):
        state = self.cleaned_data["state"] if self.is_valid() else ""
        return [line for line in lines if not state or line.state == state]


class WordsForm(forms.Form):
    words = forms.CharField(required=False, max_length=LONGEST, widget=forms.Textarea({"class": "vLargeTextField"}))

    def __init__(self, data=None, *, line, language):
        super().__init__(data, initial={"words": line.words}, label_suffix="")
        self.text = line.text
        field = self.fields["words"]
        field.label = f"In {get_language_info(language)['name']}"
        field.help_text = "Leave it empty to have the text shown as it was written."
        field.widget.attrs |= {"lang": language, "rows": min(24, 3 + len(self.text) // 70 + self.text.count("\n"))}

    def clean_words(self):
        words = tidied(self.cleaned_data["words"])
        if words and (lost := lost_places(self.text, words)):
            raise forms.ValidationError(f"{' and '.join(lost)} must be in it as often as in the text.", code="lost_places")
        return words


class FileForm(forms.Form):
    file = forms.FileField(help_text="As it was downloaded here, with words filled in. Where there are none, nothing is changed.")

    def __init__(self, *args, language):
        super().__init__(*args, label_suffix="")
        self.language = language

    def clean_file(self):
        """What the file says. A mistake is told with its line."""
        file = self.cleaned_data["file"]
        try:
            language, found = read(parsed(file.read().decode(), file.name))
        except (UnicodeDecodeError, RoundError) as error:
            raise forms.ValidationError(str(error), code="mistake") from None
        if language != self.language:
            raise forms.ValidationError("This file is of another language.", code="other_language")
        return found
