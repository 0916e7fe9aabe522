"""What officers ask of what people said, in one form that all kinds of passages share."""

from django import forms

from keepitlocal.passages.models import Passage, Quoting, Tag, Tagging

LONGEST = 500
# What a kind's narrowings are called, in the order that they are shown. A kind that does not have one is left out by it.
CALLED = {
    "type": "Type of respondent",
    "status": "Status",
    "question": "Question",
    "assigned": "Assigned to",
    "documents": "Documents",
}
MAY_BE = "quoted"  # by name or without
QUOTABLE = {MAY_BE: [Quoting.NAMED, Quoting.UNNAMED], **{value: [value] for value in Quoting.values}}


class SearchForm(forms.Form):
    q = forms.CharField(
        label="Words, or a reference",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Ask with fewer words: at most {LONGEST} characters."},
    )

    def __init__(self, data, *, kinds, officer):
        super().__init__(data)
        self.kinds, self.officer = kinds, officer
        self.choose("kind", "What it is", [(name, kind.label) for name, kind in kinds.items()])
        for name, label in CALLED.items():
            self.choose(name, label, self.offered(name))
        if officer.has_perm("passages.view_tag"):
            self.choose("tag", "Tag", [(str(tag.pk), tag.name) for tag in Tag.objects.all()])
        self.choose("quoting", "Quoting", [(MAY_BE, "May be quoted"), *Quoting.choices])

    def choose(self, name, label, choices):
        """Have one of some chosen, or none. What offers nothing is not asked."""
        if choices:
            said = {"invalid_choice": "Choose one of these: what was chosen is not there any more."}
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", "Any"), *choices], required=False, error_messages=said
            )

    def offered(self, name):
        """What all kinds offer under a name: what has the same value is the same."""
        offered = {}
        # Several kinds may share one, which is then asked once.
        for narrowing in dict.fromkeys(kind.narrowings[name] for kind in self.kinds.values() if name in kind.narrowings):
            for value, label in narrowing.choices(self.officer):
                offered.setdefault(value, label)
        return list(offered.items())

    @property
    def typed(self):
        return self.cleaned_data["q"]

    @property
    def chosen(self):
        """What was narrowed, as a dict of a field's name to its value."""
        return {name: value for name, value in self.cleaned_data.items() if name != "q" and value}

    def within(self):
        """A dict of kind to the passages of it that are left."""
        left = {name: self.narrowed(name) for name in self.kinds if self.chosen.get("kind", name) == name}
        return {name: passages for name, passages in left.items() if passages is not None}

    def narrowed(self, kind):
        """The passages of a kind that are left; None where it does not know what was chosen."""
        passages = Passage.objects.filter(kind=kind)
        for name, value in self.chosen.items():
            if name == "tag":
                passages = passages.filter(pk__in=Tagging.objects.filter(tag=value).values("passage"))
            elif name == "quoting":
                passages = passages.filter(quoting__in=QUOTABLE[value])
            elif name != "kind":
                narrowing = self.kinds[kind].narrowings.get(name)
                if not narrowing:
                    return None
                passages = narrowing.narrow(passages, value, self.officer)
        return passages
