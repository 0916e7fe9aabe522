"""A table as CSV. What people wrote is text there, and never a formula or a control."""

import re

BETWEEN = '","'
PAGE = 64 * 1024  # characters written together
# Spreadsheets take what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Controls but tab and line ends, half characters, and what XML does not know.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text):
    return text if text.isprintable() else UNPRINTABLE.sub("", text)


def as_csv(lines):
    """The lines as pieces of a CSV file, UTF-8 with the mark by which Excel knows it; every cell in quotes.

    A number stays one, also below nought.
    """
    # Python's own writer looks at each character by itself, and takes several times as long.
    page, size = ["\ufeff"], 0
    for line in lines:
        page.append(f'"{BETWEEN.join([_quoted(cell) if cell else str(cell) for cell in line])}"\r\n')
        size += len(page[-1])
        if size > PAGE:
            yield "".join(page).encode()
            page, size = [], 0
    yield "".join(page).encode()


def _quoted(cell):
    return _harmless(cell).replace('"', '""') if isinstance(cell, str) else str(cell)


def _harmless(cell):
    """The text so that no spreadsheet computes it."""
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
