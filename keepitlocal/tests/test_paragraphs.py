"""A text in paragraphs: as people part them, whatever they write on."""

import pytest

from keepitlocal.paragraphs import split


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
