"""What officers do to a thing from its page: a small form for each verb."""

from django import forms

from keepitlocal.lifecycle import Refusal

EMPTY = "This is empty. Fill it in"


class VerbForm(forms.Form):
    """A verb, the words on its button, and what it asks for."""

    verb = label = ""

    def __init__(self, data=None, **initial):
        super().__init__(data, initial=initial, auto_id=f"id_{self.verb}_%s", label_suffix="")
        for field in self.fields.values():  # where a form has no sentence of its own
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = EMPTY

    def done(self, thing, *, by, at):
        """Do it to the thing. If it is refused, the form says why, and keeps what was typed."""
        if not self.is_valid():
            return False
        try:
            self.do(thing, by=by, at=at)
        except Refusal as refusal:
            self.add_error(None, str(refusal))
            return False
        return True

    def do(self, thing, *, by, at):
        """Call the verb with what was asked for. Raises as the verb does."""
        getattr(thing, self.verb)(**self.cleaned_data, by=by, at=at)
