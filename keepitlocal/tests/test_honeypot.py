"""F18: what a program fills in is held up, never dropped."""

import pytest
from django import forms
from django.template import Context, Template

from evidence.models import Submission
from keepitlocal.honeypot import FILLED, Honeypot
from keepitlocal.outbox.addresses import AddressField
from keepitlocal.tests.test_house import ROOT
from keepitlocal.tests.test_kil_pack import draw


class AskForm(Honeypot):
    email = AddressField(label="Your email address")

    def clean(self):
        return super().clean()


class AboutForm(Honeypot, forms.ModelForm):
    class Meta:
        model = Submission
        fields = ["name", "organisation"]


every_form = pytest.mark.parametrize(
    ("form", "said"), [(AskForm, {"email": "ada@example.org"}), (AboutForm, {"name": "Ada"})], ids=["a form", "of a model"]
)


@every_form
@pytest.mark.parametrize("left", [{}, {"website": ""}], ids=["not sent", "sent empty"])
def test_what_people_send_is_taken(form, said, left):
    sent = form(said | left)

    assert sent.is_valid()
    assert set(sent.cleaned_data) >= set(said)
    assert "website" not in sent.cleaned_data


@every_form
@pytest.mark.parametrize("filled", ["https://casino.example", " ", "\x00"], ids=["an address", "a space", "a NUL"])
def test_what_a_program_fills_in_is_held_up_with_a_sentence(form, said, filled):
    sent = form(said | {"website": filled})

    assert not sent.is_valid()
    assert sent.errors == {"__all__": [FILLED]}
    assert "website" not in sent.cleaned_data


@every_form
def test_the_second_press_goes_through_with_all_that_was_typed(form, said):
    page = draw(form(said | {"website": "https://casino.example"}))

    shown = {each["name"]: each.get("value", "") for each in page.controls()}
    assert FILLED in page.words
    assert [attrs["href"] for attrs in page.all("a")] == []
    assert (shown["website"], shown | said) == ("", shown)
    assert form(shown).is_valid()


def test_nobody_is_told_about_a_box_that_is_empty():
    assert "There is a problem" not in draw(AskForm()).words


@every_form
def test_the_box_is_hidden_from_screen_readers_and_the_keyboard_alone(form, said):
    page = draw(form())

    (box,) = [each for each in page.controls() if each["name"] == "website"]
    hidden = [attrs for attrs in page.all("div", "input") if attrs.get("aria-hidden") == "true"]
    assert (box["type"], box["tabindex"], box["autocomplete"]) == ("text", "-1", "off")
    assert [attrs["class"].split() for attrs in hidden] == [["govuk-form-group", "kil-aside"]]
    assert box["id"] in {attrs["for"] for attrs in page.all("label")}
    assert "Leave this empty" in page.words


def test_no_other_box_is_hidden():
    page = draw(AskForm())

    assert [each.get("tabindex") for each in page.controls() if each["name"] != "website"] == [None]
    assert len(page.values("aria-hidden")) == 1


def test_the_box_is_off_the_page_and_the_keyboard_passes_over_it(plain_page):
    plain_page.set_viewport_size({"width": 320, "height": 640})
    plain_page.set_content(styled(AskForm()))

    reached = []
    for _ in range(4):
        plain_page.keyboard.press("Tab")
        reached.append(plain_page.evaluate("document.activeElement.name"))

    box = plain_page.locator("[name=website]").bounding_box()
    assert box["x"] + box["width"] < 0
    assert plain_page.evaluate("document.documentElement.scrollWidth") <= 320
    assert ("email" in reached, "website" in reached) == (True, False)


def styled(form):
    style = (ROOT / "static" / "kil" / "portal.css").read_text()
    template = Template("<style>{{ style|safe }}</style>{% load crispy_forms_tags %}{% crispy form %}<button>Send</button>")
    return template.render(Context({"form": form, "csrf_token": "token", "style": style}))
