"""Plain text that people type: for everybody to read, or for us."""

from django import forms
from django.utils.translation import gettext

from keepitlocal.plain import tidy


class PlainField(forms.CharField):
    """Plain text, tidied as it is kept, and then counted. `called` begins the sentences that say what is wrong with it."""

    def __init__(self, *, called, longest, tidied=tidy, rows=4, **options):
        super().__init__(**{"widget": forms.Textarea({"rows": rows})} | options)
        self.called, self.longest, self.tidied = called, longest, tidied

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n")
        if "\x00" in text:
            said = gettext("%(called)s holds a character that cannot be kept (NUL). Remove it and send again") % {
                "called": self.called
            }
            raise forms.ValidationError(said, code="null_characters_not_allowed")
        if len(text) < 10 * self.longest:  # what is far too long is not worth tidying
            text = self.tidied(text)
        if len(text) > self.longest:
            said = gettext("%(called)s must be %(longest)s characters or fewer. It has %(count)s") % {
                "called": self.called,
                "longest": f"{self.longest:,}",
                "count": f"{len(text):,}",
            }
            raise forms.ValidationError(said, code="max_length")
        # What nobody could see is not said.
        return text if any(each.isprintable() and not each.isspace() for each in text) else ""
