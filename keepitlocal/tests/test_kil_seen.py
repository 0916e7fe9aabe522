"""Groups, scales and bars as a browser lays them out: beside each other where there is room, and never wider than the page."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

from keepitlocal import kil
from keepitlocal.templatetags.bars import Row
from keepitlocal.tests.test_house import ROOT

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
TENTHS = [(str(number), str(number)) for number in range(11)]
PLACES = [("", "Choose"), ("1", "Most of the time, or nearly")]
BESIDE = """([one, two]) => {
    const [a, b] = [one, two].map((id) => document.getElementById(id).getBoundingClientRect());
    return a.top < b.bottom && b.top < a.bottom;
}"""


class EveryKind(forms.Form):
    choice = forms.ChoiceField(label=LONG, choices=[("1", LONG), ("or", [("2", LONG)])], widget=forms.RadioSelect)
    other = forms.CharField(label=LONG)
    row = forms.ChoiceField(label=LONG, choices=PLACES)
    day, month = forms.CharField(widget=kil.Figures(width=2)), forms.CharField(widget=kil.Figures(width=2))
    hours = forms.IntegerField(widget=kil.Figures())
    scale = forms.ChoiceField(choices=[*TENTHS, ("or", [("not-sure", "Not sure")])], widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hours"].unit = "hours a week"
        self.fields["scale"].is_scale, self.fields["scale"].hints = True, {"0": "Not at all", "5": "Somewhat", "10": "Certainly"}
        self.helper = FormHelper()
        rows, date = kil.Rows(LONG, "row", hint=LONG), kil.Parts("When?", "day", "month")
        self.helper.layout = Layout(kil.Choices("choice", "other"), rows, date, "hours", "scale")


def show(page, width, data=None):
    rows = [Row(LONG, 1_234_567, 0.999, note=LONG), Row("Nobody", 0, None)]
    bars = Template("{% load bars %}{% bars rows caption %}").render(Context({"rows": rows, "caption": LONG}))
    page.set_viewport_size({"width": width, "height": 800})
    content = f'<div class="govuk-width-container">{render_crispy_form(EveryKind(data))}{bars}</div>'
    page.set_content(f'<!DOCTYPE html><body class="govuk-template__body">{content}')
    page.add_style_tag(content=(ROOT / "static" / "kil" / "portal.css").read_text())


@pytest.mark.parametrize("data", [None, {}], ids=["empty", "wrong"])
@pytest.mark.parametrize("width", [320, 360, 641, 1280])
def test_nothing_is_wider_than_the_page(page, width, data):
    show(page, width, data)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "beside"), [(320, False), (1280, True)])
def test_a_select_stands_beside_its_row_where_there_is_room(page, width, beside):
    show(page, width)
    page.evaluate("document.querySelector('label[for=id_row]').id = 'label'")

    assert page.evaluate(BESIDE, ["label", "id_row"]) is beside


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1280, True)])
def test_a_scale_stands_in_one_row_where_there_is_room(page, width, beside):
    show(page, width)

    assert page.evaluate(BESIDE, ["id_scale_0", "id_scale_10"]) is beside


@pytest.mark.parametrize("width", [360, 1280])
def test_what_is_not_on_a_scale_stands_apart(page, width):
    show(page, width)

    assert page.evaluate(BESIDE, ["id_scale_10", "id_scale_11_0"]) is False


def test_the_parts_of_a_date_stand_beside_each_other_on_the_smallest_screen(page):
    show(page, 320)

    assert page.evaluate(BESIDE, ["id_day", "id_month"]) is True
