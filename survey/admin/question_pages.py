"""Editing a page, or a question, at the desk: one form each, and what is drafted is saved with it."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect

from survey.admin.conditions import ConditionForm
from survey.admin.framing import address, page_of
from survey.admin.question_forms import LISTS, OWN, ChoiceForm, LengthForm, Listed, PageForm, QuestionForm, ScaleForm
from survey.admin.questions import KINDS, earlier, saved
from survey.definition import editing
from survey.definition.editing import proposed
from survey.definition.outline import anchor, outlined
from survey.definition.plain import lists, plain_heading, plain_question
from survey.definition.questions import UNSURE, Kind
from survey.definition.reader import NAME, SLUG, Malformed
from survey.definition.reading import read_heading, read_question

SPARE = 3
FIXED = "It is published, so it stays."


class Editor:
    """The forms of what is called `name`, a page or a question, on one page. `taken`: names that something else has, or had."""

    def __init__(self, data, *, name, entry, before, taken, is_published):
        self.entry, self.taken = entry, taken
        self.initial = {"name": name} | (entry.said if entry else {})
        self.own, self.lists = None, {}
        self.condition = ConditionForm(data, condition=entry.read.show_if if entry and entry.read else None, before=before)
        self.is_published, self.is_refused = is_published, False

    def fix_name(self):
        """What is published is not called otherwise."""
        if self.is_published:
            self.form.fields["name"].disabled = True
            self.form.fields["name"].help_text = FIXED

    @property
    def forms(self):
        return [each for each in [self.form, self.own, *self.lists.values(), self.condition] if each]

    def is_valid(self):
        self.is_refused = {each.is_valid() for each in self.forms} != {True}
        if not self.is_refused:
            try:
                self.made = self.read(self.said())
            except Malformed as malformed:
                self._blame(malformed)
                self.is_refused = True
        return not self.is_refused

    def named(self, words, like):
        """The name that was typed, or one proposed; one that is taken is refused."""
        name = self.form.cleaned_data["name"] or proposed(words, self.taken, like)
        if name in self.taken:
            raise Malformed(["name"], f"“{name}” is the name of something else, or was. Choose another one")
        return name

    def _blame(self, malformed):
        """Say what is wrong beside the box it is in, or above them all."""
        key = malformed.place[0] if malformed.place else ""
        form = self.own if self.own and key in self.own.fields else self.form
        form.add_error(key if key in form.fields else None, f"{malformed.sentence[:1].upper()}{malformed.sentence[1:]}.")


class PageEditor(Editor):
    """The form of a page's heading."""

    def __init__(self, data, *, entry, **kwargs):
        super().__init__(data, entry=entry, **kwargs)
        self.form = PageForm(data, initial=self.initial, label_suffix="")
        self.fix_name()

    def said(self):
        said = self.form.cleaned_data
        asked = {"questions": self.entry.said["questions"]} if self.entry and self.entry.said.get("questions") else {}
        return {**said, "name": self.named(said["title"], SLUG), "show_if": self.condition.said(), **asked}

    def read(self, said):
        return plain_heading(read_heading(said))


class QuestionEditor(Editor):
    """The form of a question of one kind. `published`: the questions that had its name, oldest first."""

    def __init__(self, data, *, kind, entry, page, pages, published, **kwargs):
        super().__init__(data, entry=entry, is_published=bool(published), **kwargs)
        self.kind, said = kind, entry.said if entry else {}
        initial = {**self.initial, "page": page} | ({"apart": True} if kind == Kind.EMAIL and not entry else {})
        self.form = QuestionForm(data, initial=initial, label_suffix="")
        self.form.fields["page"].choices = pages
        self.fix_name()
        if make := OWN.get(kind):
            more = {"kind": kind} if make is LengthForm else {}
            self.own = make(data, initial=_flat(said), label_suffix="", **more)
        self.lists = {key: self._listed(data, key, said, published) for key in LISTS.get(kind, [])}

    def _listed(self, data, key, said, published):
        fixed = {str(choice.value) for each in published for choice in lists(each).get(key, ())}
        initial = said.get(key, []) if said.get("kind") == self.kind else []
        make = forms.formset_factory(ChoiceForm, formset=Listed, extra=SPARE if initial else 5, can_order=True, can_delete=True)
        asks = {"fixed": fixed, "asks": key == "choices"}
        return make(data, prefix=key, initial=initial, form_kwargs=asks)

    @property
    def page(self):
        return self.form.cleaned_data["page"]

    @property
    def called(self):
        return KINDS[self.kind][0]

    def said(self):
        said = {key: value for key, value in self.form.cleaned_data.items() if key != "page"}
        if isinstance(self.own, ScaleForm):
            said |= self.own.said()
        elif self.own:
            said |= {key: value for key, value in self.own.cleaned_data.items() if value is not None}
        said |= {key: formset.said(numbers=key == "columns") for key, formset in self.lists.items()}
        name = self.named(said["text"], NAME)
        return {**said, "name": name, "kind": str(self.kind), "show_if": self.condition.said()}

    def read(self, said):
        return plain_question(read_question({key: value for key, value in said.items() if value != ""}))


def _flat(said):
    """What forms show of a scale's ends, and whatever else a question says."""
    ends = {key: end for key, end in said.items() if isinstance(end, dict) and key != "show_if"}
    shown = {key: end.get("value") for key, end in ends.items() if end.get("value") != UNSURE}
    return {**said, **shown, **{f"{key}_label": end.get("label") for key, end in ends.items()}}


def page(request, survey, name=None):
    """Add a page, or edit the one of that name. One that went meanwhile is added again."""
    found = outlined(survey.draft)
    entry = next((each for each in found.pages if each.said.get("name") == name), None)
    if name and not entry and request.method != "POST":
        raise Http404
    past = {each for definition in earlier(survey) for each in definition.page}
    editor = PageEditor(
        request.POST or None,
        name=name,
        entry=entry,
        before=found.before(name),
        taken=(past | {each.said.get("name") for each in found.pages}) - {name},
        is_published=name in past,
    )
    if request.method == "POST" and editor.is_valid():
        content = editing.put_page(survey.draft, name, editor.made)
        if saved(request, survey, content):
            place = editing.page_places(content)[editor.made["name"]]
            return redirect(f"{address(survey, 'questions')}#{anchor(place)}")
    title = f"Edit the page “{entry.said.get('title')}”" if entry else "Add a page"
    return page_of(request, survey, "survey/desk_edit.html", title, editor=editor)


def question(request, survey, name=None, on=None):
    """Add a question to the page `on`, or edit the one of that name. Its kind is chosen first, until it is published."""
    found = outlined(survey.draft)
    page, entry = _found(found, name, on)
    if not page and request.method != "POST":
        raise Http404
    past = earlier(survey)
    published = [each.questions[name] for each in past if name in each.questions]
    kind = published[-1].kind if published else _kind(request, entry)
    if not kind:
        return page_of(request, survey, "survey/desk_kinds.html", "Choose a kind of question", kinds=KINDS)
    editor = QuestionEditor(
        request.POST or None,
        name=name,
        kind=kind,
        entry=entry,
        page=page and page.said.get("name"),
        published=published,
        **_around(found, past, name, request.POST.get("page", page and page.said.get("name"))),
    )
    if request.method == "POST" and editor.is_valid():
        content = editing.put_question(survey.draft, name, editor.page, editor.made)
        if saved(request, survey, content):
            place = editing.question_places(content)[editor.made["name"]]
            return redirect(f"{address(survey, 'questions')}#{anchor(place)}")
    title = "Edit a question" if entry else "Add a question"
    return page_of(request, survey, "survey/desk_edit.html", title, editor=editor)


def _around(outline, past, name, page):
    """What the form of the question of that name must know of all others."""
    drafted = {each.said.get("name") for entry in outline.pages for each in entry.questions}
    return {
        "pages": [(each.said.get("name"), each.said.get("title")) for each in outline.pages if not each.said.get("exit")],
        "before": outline.before(page),
        "taken": (drafted | {each for definition in past for each in definition.questions}) - {name},
    }


def _found(outline, name, on):
    """The page and the question that an address names, each or None."""
    for page in outline.pages:
        if on and page.said.get("name") == on:
            return page, None
        for entry in page.questions:
            if name and entry.said.get("name") == name:
                return page, entry
    return None, None


def _kind(request, entry):
    """The kind that was chosen; the one it has, unless another is asked for."""
    said = request.POST.get("kind") or request.GET.get("kind", entry.said.get("kind") if entry else "")
    return Kind(said) if said in set(Kind) else None
