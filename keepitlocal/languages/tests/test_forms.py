"""Officers' questions in our forms, on a page in Welsh."""

from crispy_forms.utils import render_crispy_form
from django import forms
from django.utils import translation
from django.utils.html import format_html

from keepitlocal.tests.test_kil_pack import Page

MARKED = format_html('<span lang="en">{}</span>', "How & why?")


class Asking(forms.Form):
    text = forms.CharField(label=MARKED, help_text=MARKED)
    one = forms.ChoiceField(label=MARKED, choices=[("a", MARKED)], widget=forms.RadioSelect)
    tick = forms.BooleanField(label=MARKED)


def shown(data=None):
    with translation.override("cy"):
        return Page(render_crispy_form(Asking(data)))


def test_a_question_that_is_marked_as_english_is_so_wherever_it_stands():
    page = shown()

    assert [attrs.get("lang") for attrs in page.all("span")] == ["en"] * 5
    assert page.words.count("How & why?") == 5


def test_what_is_wrong_is_said_in_welsh():
    words = shown({}).words

    assert words.count("Mae hwn yn wag. Llenwch ef") == 3
    assert words.count("Gwall:") == 3


class Counted(forms.Form):
    text = forms.CharField(label="Ateb", widget=forms.Textarea)

    def __init__(self):
        super().__init__()
        self.fields["text"].max_words = 500


def test_a_count_is_told_in_welsh_with_and_without_script():
    with translation.override("cy"):
        html = render_crispy_form(Counted())

    assert "Cewch ysgrifennu hyd at 500 gair" in html
    assert 'data-i18n.words-under-limit="Geiriau ar ôl: %{count}"' in html


def test_in_english_a_count_has_the_words_that_the_script_brings():
    assert "data-i18n" not in render_crispy_form(Counted())
