"""Exports as a test gets and reads them."""

import csv
import io
import zipfile
from xml.etree import ElementTree

from keepitlocal.sheets import as_xlsx

EXPORT = "/admin/evidence/submission/export/"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def export(client, call, format="csv", **ticks):
    """The response, and the body that was streamed."""
    response = client.post(EXPORT, {"call": call.pk, "format": format, **ticks})
    assert response.status_code == 200
    return response, response.getvalue()


def table(body):
    """A CSV body as a list of lists."""
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def cells(body):
    """The texts and numbers of an XLSX body, by the names of their cells."""
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(f".//{SHEET}f")
    assert not sheet.findall(f".//{SHEET}hyperlink")
    return {cell.get("r"): "".join(cell.itertext()) for cell in sheet.iter(f"{SHEET}c")}


def sheet(lines):
    return cells(b"".join(as_xlsx(lines)))
