"""A table as CSV. What people wrote is text there, and never a formula or a control."""

import csv
import io
import re

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
    page = io.StringIO(newline="")
    page.write("\ufeff")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL)
    for line in lines:
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in line])
        if page.tell() > PAGE:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _harmless(cell):
    """The text so that no spreadsheet computes it."""
    text = plain(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
