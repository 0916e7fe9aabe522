"""What officers do to a thing from its page: a small form for each verb."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest

from keepitlocal.lifecycle import Refusal
from keepitlocal.officers.refusing import refuse_unless


class VerbForm(forms.Form):
    """A verb, the words on its button, the permission that it needs, and what it asks for."""

    verb = label = may = ""

    def __init__(self, data=None, **initial):
        super().__init__(data, initial=initial, auto_id=f"id_{self.verb}_%s", label_suffix="")

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


def pressed(desk, request, thing, kinds):
    """Do the verb that was pressed to the thing, and say so; `kinds` is a dict of verb to form.

    Returns the form, and whether it was done. Trying without being allowed goes on the record.
    Raises PermissionDenied, or BadRequest where there is no such verb.
    """
    if not (kind := kinds.get(request.POST.get("verb"))):
        raise BadRequest("There is no such verb.")
    refuse_unless(request.user.has_perm(kind.may), request, about=thing)
    form = kind(request.POST)
    if done := form.done(thing, by=request.user, at=request.at):
        desk.message_user(request, f"{thing}: {form.label.lower()}, done.", messages.SUCCESS)
    return form, done
