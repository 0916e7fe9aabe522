"""A table as XLSX; as CSV it is made in keepitlocal/tables.py. What respondents wrote is text, and never a formula or a link."""

import tempfile

import xlsxwriter

from keepitlocal.tables import plain

LONGEST_CELL = 32_767  # UTF-16 units, as Excel counts
CUT = "\n[Cut here: a cell holds no more. The CSV file has the whole text.]"
TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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
