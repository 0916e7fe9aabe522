"""Forms that know what their page showed. A field's name ends in the hash of that, such as `answer-1.1@0f343b0931126a20`.

So what comes back says what it was changed from; and a browser that goes back puts words that were typed only into a field
that still shows what it showed then.
"""

from django import forms
from django.forms.boundfield import BoundField

from keepitlocal.drafts.saying import Fate, Said, hash_of


class ShownField(BoundField):
    """A field whose name carries the hash; its id, which links and labels point at, stays the same."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        self.shows(form.seen[name])

    def shows(self, seen):
        """Carry this hash from now on: a field is made once, when its form is checked, before it is known what is saved."""
        self.html_name = f"{self.name}@{seen}"

    @property
    def auto_id(self):
        return self.form.auto_id % self.name

    @property
    def data(self):
        return self.form.data.get(self.name)


class ShownForm(forms.Form):
    """A form of a draft. `stored` is a dict of each field's name to what the draft says, with slots in a page that is kept."""

    bound_field_class = ShownField

    def __init__(self, data=None, *, stored, hashes=None, **kwargs):
        self.seen = hashes or {name: hash_of(text) for name, text in stored.items()}
        if data is not None:
            came = {name.partition("@")[0]: (name.partition("@")[2], value) for name, value in data.items()}
            self.seen = {name: came[name][0] or hash_of("") if name in came else seen for name, seen in self.seen.items()}
            data = {name: value for name, (_, value) in came.items()}
        super().__init__(data, initial=stored, **kwargs)

    def field_of(self, name):
        """What the draft calls what is asked under this name."""
        return name

    def kept(self):
        """What can be kept of what came: a dict of the form's names to texts."""
        return {name: self.cleaned_data[name] for name in self.cleaned_data if name in self.data}

    def said(self):
        """What can be kept, as a draft takes it: a dict of its fields to `Said`."""
        return {self.field_of(name): Said(text, self.seen[name]) for name, text in self.kept().items()}

    def was_written(self, fates):
        """Show from now on what is saved. Returns what the page may now take as seen: a dict of names to hashes."""
        news = {}
        for name, said in self.kept().items():
            fate = fates.get(self.field_of(name))
            # Where the page changed nothing, and somebody else did, it goes on showing what it showed.
            if fate == Fate.SAVED or (fate == Fate.SAME and hash_of(said) != self.seen[name]):
                news[name] = hash_of(said)
                self[name].shows(news[name])
        self.seen |= news
        return news
