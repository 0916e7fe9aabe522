"""A text in paragraphs: as people part them, whatever they write on."""

import pytest

from keepitlocal.paragraphs import split
from keepitlocal.templatetags.paragraphs import unbroken


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        (" \r\n\t\n", []),
        ("Buy local.", ["Buy local."]),
        ("Buy\nlocal.\n\nAsk  people.\n", ["Buy local.", "Ask people."]),
        ("Buy local.\r\n \t\r\n\r\nAsk\r\npeople.", ["Buy local.", "Ask people."]),
        ("\n\nBuy\u00a0local.\rNow.", ["Buy local. Now."]),
    ],
    ids=["nothing", "only white space", "one line", "lines", "as Windows ends lines", "other white space"],
)
def test_an_empty_line_parts_paragraphs(text, paragraphs):
    assert split(text) == paragraphs


def test_a_reference_is_escaped_and_stays_on_one_line():
    assert unbroken("KIL-1&2") == '<span class="kil-unbroken">KIL-1&amp;2</span>'
