"""The form templates: what officers write stays text, and everything that points at something finds it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.template import Context, Template

ROOT = Path(__file__).parents[2]
HOSTILE = 'Tom & <b>Jerry</b>\'s "place"'
CHOICES = [("one", HOSTILE), ("two", "Two")]

FIELDS = {
    "text": lambda **say: forms.CharField(**say),
    "email": lambda **say: forms.EmailField(**say),
    "number": lambda **say: forms.IntegerField(**say),
    "textarea": lambda **say: forms.CharField(widget=forms.Textarea(attrs={"rows": 7}), **say),
    "counted textarea": lambda **say: counted(**say),
    "select": lambda **say: forms.ChoiceField(choices=CHOICES, **say),
    "several of a select": lambda **say: forms.MultipleChoiceField(choices=CHOICES, **say),
    "radios": lambda **say: forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, **say),
    "radios in groups": lambda **say: forms.ChoiceField(choices=[("A group", CHOICES)], widget=forms.RadioSelect, **say),
    "radios with hints": lambda **say: hinted(**say),
    "checkboxes": lambda **say: forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple, **say),
    "one checkbox": lambda **say: forms.BooleanField(**say),
    "file": lambda **say: forms.FileField(**say),
}


def counted(*, limit="max_words", **say):
    field = forms.CharField(widget=forms.Textarea, **say)
    setattr(field, limit, 500)
    return field


def hinted(**say):
    field = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, **say)
    field.hints = {"two": HOSTILE}
    return field


def make_form(kind="text", data=None, files=None, **say):
    field = FIELDS[kind](**{"label": HOSTILE, "help_text": HOSTILE, "error_messages": {"required": HOSTILE}} | say)
    return type("Form", (forms.Form,), {"answer": field})(data, files)


class Page(HTMLParser):
    """Every element of some HTML, as its tag and attributes, in order."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.words = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def all(self, *tags):
        return [attrs for tag, attrs in self.elements if tag in tags]

    def values(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    def controls(self):
        return [attrs for attrs in self.all("input", "select", "textarea") if attrs.get("type") != "hidden"]


def draw(form, template="{% load crispy_forms_tags %}{{ form|as_crispy_errors }}{% crispy form %}"):
    return Page(Template(template).render(Context({"form": form, "csrf_token": "token"})))


every_kind = pytest.mark.parametrize("kind", FIELDS, ids=str)


@every_kind
def test_what_officers_write_is_text_and_never_markup(kind):
    page = draw(make_form(kind, data={}, files={}))

    assert page.all("b") == []
    assert page.words.count(HOSTILE) >= 3  # label, hint and error


@every_kind
def test_every_error_link_lands_on_a_control(kind):
    page = draw(make_form(kind, data={}, files={}))

    landings = [attrs["href"] for attrs in page.all("a")]
    assert len(landings) == 1
    assert landings[0].removeprefix("#") in {control["id"] for control in page.controls()}


@every_kind
def test_every_reference_finds_its_element_once(kind):
    page = draw(make_form(kind, data={}, files={}))

    ids = page.values("id")
    referred = {name for listed in page.values("aria-describedby") for name in listed.split()} | set(page.values("for"))
    assert len(ids) == len(set(ids))
    assert referred - set(ids) == set()


@every_kind
def test_hint_and_error_describe_the_control(kind):
    page = draw(make_form(kind, data={}, files={}))

    assert any({"id_answer_helptext", "id_answer_error"} <= set(listed.split()) for listed in page.values("aria-describedby"))


@every_kind
def test_every_control_has_a_name_that_is_read_aloud(kind):
    page = draw(make_form(kind))

    labelled = {attrs["for"] for attrs in page.all("label")}
    assert {control["id"] for control in page.controls()} == labelled


@every_kind
def test_a_question_nobody_answered_yet_is_not_announced_as_wrong(kind):
    page = draw(make_form(kind))

    assert page.values("required") == page.values("aria-invalid") == []
    assert not any("error" in names for names in page.values("class"))


@pytest.mark.parametrize("kind", ["text", "email", "number", "textarea", "select", "one checkbox", "file"])
def test_a_wrong_answer_says_so_to_screen_readers(kind):
    (control,) = draw(make_form(kind, data={}, files={})).controls()

    assert control["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("kind", "shape", "control"), [("radios", "govuk-radios", "radio"), ("checkboxes", "govuk-checkboxes", "checkbox")]
)
def test_radios_are_round_and_checkboxes_square(kind, shape, control):
    page = draw(make_form(kind))

    assert {attrs["type"] for attrs in page.controls()} == {control}
    assert {attrs["class"] for attrs in page.controls()} == {f"{shape}__input"}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("text", HOSTILE), ("textarea", HOSTILE), ("counted textarea", HOSTILE), ("number", "twelve"), ("email", "a at b")],
)
def test_what_was_typed_is_kept(kind, typed):
    page = draw(make_form(kind, data={"answer": typed}))

    assert typed in page.words or typed in page.values("value")


@pytest.mark.parametrize(("kind", "mark"), [("radios", "checked"), ("checkboxes", "checked"), ("select", "selected")])
def test_what_was_chosen_is_kept(kind, mark):
    page = draw(make_form(kind, data={"answer": ["two"] if kind == "checkboxes" else "two"}))

    assert [attrs["value"] for _, attrs in page.elements if mark in attrs] == ["two"]


def test_nothing_pasted_is_cut_off():
    page = draw(make_form("textarea", max_length=10))

    assert page.values("maxlength") == []


def test_a_textarea_is_as_tall_as_it_was_asked_to_be():
    assert draw(make_form("textarea")).values("rows") == ["7"]


@pytest.mark.parametrize(
    ("limit", "counted", "unit"), [("max_words", "words", "words"), ("max_characters", "length", "characters")]
)
def test_a_limit_is_counted_and_said(limit, counted, unit):
    page = draw(make_form("counted textarea", help_text="", limit=limit))

    assert page.values("data-maxlength") == ["500"]
    assert page.values("data-count-type") == [counted]
    assert page.values("aria-describedby") == ["id_answer-info"]
    assert f"You can write up to 500 {unit}" in page.words


def test_a_hint_stands_beneath_its_own_option_only():
    page = draw(make_form("radios with hints", help_text=""))

    assert [option.get("aria-describedby") for option in page.controls()] == [None, "id_answer_1_helptext"]


@pytest.mark.parametrize("kind", ["text", "textarea", "radios", "checkboxes"])
def test_a_label_can_be_the_heading_of_the_page(kind):
    form = make_form(kind)
    form.fields["answer"].label_as_heading = True

    assert len(draw(form).all("h1")) == 1


def test_no_label_is_a_heading_unasked():
    assert [draw(make_form(kind)).all("h1") for kind in FIELDS] == [[]] * len(FIELDS)


def test_a_faulty_form_says_so_once_and_a_good_one_not_at_all():
    assert "There is a problem" in draw(make_form(data={})).words
    assert "There is a problem" not in draw(make_form(data={"answer": "yes"})).words


def test_what_concerns_the_whole_form_is_in_the_summary():
    form = make_form(data={"answer": "yes"})
    form.add_error(None, HOSTILE)

    page = draw(form, '{% include "kil/error_summary.html" %}')
    assert HOSTILE in page.words
    assert page.all("b") == page.all("a") == []


def test_a_layout_is_drawn_in_its_parts():
    form = make_form()
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("About you", Field("answer", css_class="govuk-input--width-20", autocomplete="name")),
        Div(HTML("<p>Nothing is sent yet.</p>"), css_class="kil-reading"),
        ButtonHolder(Submit("send", "Continue"), Submit("later", "Come back later", css_class="govuk-button--secondary")),
    )

    page = draw(form)
    (control,) = page.controls()
    assert control["class"].split() == ["govuk-input", "govuk-input--width-20"]
    assert control["autocomplete"] == "name"
    assert [attrs["class"].split() for attrs in page.all("button")] == [
        ["govuk-button"],
        ["govuk-button", "govuk-button--secondary"],
    ]
    assert "About you" in page.words
    assert "Nothing is sent yet." in page.words


def test_the_browser_leaves_checking_to_us():
    (form,) = draw(make_form("file")).all("form")

    assert "novalidate" in form
    assert form["enctype"] == "multipart/form-data"
    assert form["method"] == "post"


def test_a_page_may_write_the_form_tag_itself():
    form = make_form()
    form.helper = FormHelper()
    form.helper.form_tag = False

    assert draw(form).all("form") == []


def test_the_filter_draws_what_the_tag_draws():
    form = make_form("radios")

    assert draw(form, "{% load crispy_forms_tags %}{{ form|crispy }}").controls() == draw(form).controls()


def test_a_hidden_field_is_hidden():
    form = make_form()
    form.fields["answer"].widget = forms.HiddenInput()

    page = draw(form)
    assert page.controls() == page.all("label") == []


def test_no_template_of_the_pack_trusts_what_it_is_given():
    pack = (ROOT / "templates" / "kil").rglob("*.html")

    assert [path.name for path in pack if re.search(r"\|\s*safe\b|autoescape off", path.read_text())] == []


def test_nothing_of_a_government_s_dress_is_served():
    served = [path for path in (ROOT / "static" / "kil").iterdir() if path.suffix in {".css", ".js", ".svg"}]

    for path in served:
        assert not re.search(r"GDS Transport|crest|crown-|govuk-crest|#1d70b8", path.read_text()), path.name
    assert {path.name for path in served} == {"portal.css", "desk.css", "desk.js", "portal.js", "favicon.svg"}
