"""A table as XLSX, written as it is sent. What people wrote is text there, and never a formula or a link."""

import re
from xml.sax.saxutils import escape

from keepitlocal.tables import PAGE, plain
from keepitlocal.zips import zipped

LONGEST_CELL = 32_767  # UTF-16 units, as Excel counts
CUT = "\n[Cut here: a cell holds no more. The CSV file has the whole text.]"
CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as the letter of that number
TOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
AROUND = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
OPENING = f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="100" width="24" customWidth="1"/></cols><sheetData>'
CLOSING = "</sheetData></worksheet>"


def as_xlsx(lines):
    """The lines as pieces of an XLSX file with one sheet."""
    around = ((name, [f"{TOP}{says}".encode()]) for name, says in AROUND.items())
    return zipped([*around, ("xl/worksheets/sheet1.xml", _sheet(lines))])


def _sheet(lines):
    page, size, names = [TOP, OPENING], 0, []
    for number, line in enumerate(lines, 1):
        names += [_letters(place) for place in range(len(names), len(line))]
        page.append(f'<row r="{number}">{"".join(_cells(names, number, line))}</row>')
        size += len(page[-1])
        if size > PAGE:
            yield "".join(page).encode()
            page, size = [], 0
    page.append(CLOSING)
    yield "".join(page).encode()


def _cells(names, number, line):
    for name, cell in zip(names, line, strict=False):
        if isinstance(cell, int):
            yield f'<c r="{name}{number}"><v>{cell}</v></c>'
        elif cell:
            yield f'<c r="{name}{number}" t="inlineStr"><is><t xml:space="preserve">{_told(cell)}</t></is></c>'


def _told(cell):
    text = fitted(plain(cell).replace("\r\n", "\n").replace("\r", "\n"))
    return escape(CODED.sub("_x005F_", text) if "_x" in text else text)


def _letters(place):
    """What a spreadsheet calls its column at that place, the first of which is nought."""
    before, letter = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + letter)


def fitted(text):
    """The text, or as much of it as a cell holds with a note that says so."""
    # No character takes more than two units, so most texts need not be measured.
    if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    room = LONGEST_CELL - len(CUT)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + CUT
