"""What may be used on gov.uk alone, we do not ship: its font, its crown and its crest. Of GOV.UK Frontend we have the code."""

import re

import pytest

from keepitlocal.tests.test_house import ROOT

STATIC = sorted((ROOT / "static").rglob("*"))
THEIRS = re.compile(r"gds.?transport|crest|crown|logotype|opengraph|light-94a07e06a1|bold-b542beb274", re.IGNORECASE)
CREDIT = "Crown Copyright (Government Digital Service)"  # the licence asks for it


def test_no_file_is_theirs_by_name():
    assert [path.name for path in STATIC if THEIRS.search(path.name)] == []


@pytest.mark.parametrize("path", [path for path in STATIC if path.suffix in {".css", ".js", ".svg"}], ids=lambda path: path.name)
def test_nothing_of_theirs_is_named_in_what_is_served(path):
    assert THEIRS.findall(path.read_text().replace(CREDIT, "")) == []


def test_every_font_is_our_own():
    named = {
        name for path in STATIC if path.suffix == ".css" for name in re.findall(r'font-family:"?([\w -]+)', path.read_text())
    }

    assert {path.name for path in STATIC if path.suffix == ".woff2"} == {"figtree-latin.woff2", "figtree-latin-ext.woff2"}
    assert named - {"Figtree", "Figtree Variable", "inherit", "monospace", "system-ui", "sans-serif"} == set()


@pytest.mark.parametrize("word", ["GDS Transport", "govuk-crest.svg", "govuk-logotype-crown.png", "light-94a07e06a1-v2.woff2"])
def test_what_is_theirs_is_found(word):
    assert THEIRS.search(word)
