"""Tables whose shares are drawn: figures that are read, and bars for the eye."""

import pytest
from django.template import Context, Template

from keepitlocal.templatetags.bars import Row
from keepitlocal.tests.test_kil_pack import HOSTILE, Page


def draw(*rows, caption="Who runs it"):
    return Page(Template("{% load bars %}{% bars rows caption %}").render(Context({"rows": rows, "caption": caption})))


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (None, "No answers"),
        (0, "0%"),
        (0.0001, "Under 1%"),
        (0.00499, "Under 1%"),
        (0.005, "1%"),
        (0.125, "13%"),
        (0.5, "50%"),
        (0.9949, "99%"),
        (0.995, "Over 99%"),
        (0.9999, "Over 99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_said_in_whole_per_cent_and_never_said_to_be_none_or_all_when_it_is_not(share, says):
    assert Row("Yes", 1, share).says == says


def test_a_bar_is_as_wide_as_its_share():
    bars = [attrs["width"] for attrs in draw(Row("Yes", 3, 3 / 8), Row("No", 5, 5 / 8)).all("rect")]

    assert bars == ["100%", "37.5%", "100%", "62.5%"]


def test_nothing_is_drawn_of_no_answers():
    page = draw(Row("Yes", 0, None))

    assert page.all("svg") == []
    assert "No answers" in page.words


def test_bars_are_not_read_aloud():
    assert [attrs["aria-hidden"] for attrs in draw(Row("Yes", 1, 1)).all("svg")] == ["true"]


def test_every_column_and_row_has_its_header():
    assert [attrs["scope"] for attrs in draw(Row("Yes", 1, 1)).all("th")] == ["col", "col", "col", "row"]


def test_the_columns_can_be_named():
    table = Template('{% load bars %}{% bars rows "c" what="Year" counted="People" share="Part" %}').render(Context({"rows": []}))

    assert Page(table).words.split() == ["c", "Year", "People", "Part"]


def test_a_large_count_is_easy_to_read():
    assert "1,234,567" in draw(Row("Yes", 1_234_567, 1)).words


def test_what_officers_write_is_text_and_never_markup():
    page = draw(Row(HOSTILE, 1, 1, note=HOSTILE), caption=HOSTILE)

    assert page.all("b") == []
    assert page.words.count(HOSTILE) == 3


def test_a_table_styles_nothing_itself():
    assert draw(Row("Yes", 1, 1)).values("style") == []
