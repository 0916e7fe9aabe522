"""A table as CSV and as XLSX. What respondents wrote is text there, and never a formula, a link or a control."""

import csv
import io
import re
import tempfile

import xlsxwriter

PAGE = 64 * 1024  # characters written together
# Spreadsheets take what begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Controls but tab and line ends, half characters, and what XML does not know.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # UTF-16 units, as Excel counts
CUT = "\n[Cut here: a cell holds no more. The CSV file has the whole text.]"
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def plain(text):
    return text if text.isprintable() else UNPRINTABLE.sub("", text)


def as_csv(lines):
    """The lines as pieces of a CSV file, UTF-8 with the mark by which Excel knows it; every cell in quotes."""
    page = io.StringIO(newline="")
    page.write("\ufeff")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL)
    for line in lines:
        writer.writerow([_harmless(cell) for cell in line])
        if page.tell() > PAGE:
            yield page.getvalue().encode()
            page.seek(0)
            page.truncate()
    yield page.getvalue().encode()


def _harmless(cell):
    """The cell as text that no spreadsheet computes."""
    text = plain(str(cell))
    return f"'{text}" if text.startswith(FORMULA) else text


def as_xlsx(lines):
    """The lines as an XLSX file, open at its start. It has no name on the disk, and is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder, **TEXT_ONLY})
        sheet = book.add_worksheet("Submissions")
        sheet.set_column(0, 100, 24)
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                elif cell:
                    sheet.write_string(row, column, fitted(plain(cell).replace("\r\n", "\n").replace("\r", "\n")))
        book.close()
    file.seek(0)
    return file


def fitted(text):
    """The text, or as much of it as a cell holds with a note that says so."""
    # No character takes more than two units, so most texts need not be measured.
    if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    room = LONGEST_CELL - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT
