"""X1, X2: whatever anybody writes, every file opens, and says it back as text."""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import docx
import pytest

from evidence.exports.objects import as_json
from evidence.exports.selection import Selection
from evidence.tests.exported import cells
from evidence.tests.makers import make_sent
from evidence.tests.naughty import STRINGS
from keepitlocal.exporting import Rules
from keepitlocal.sheets import as_xlsx, fitted
from keepitlocal.tables import FORMULA, as_csv, plain
from keepitlocal.word import Style, as_docx

HOSTILE = [*STRINGS, "\ud800", "a\udfffb", "_x0041_", "_x005F_", "]]>&#0;", "<w:p/>", "x" * 40_000]


def unended(text):
    """The text with the ends of its lines as XML reads them."""
    return plain(text).replace("\r\n", "\n").replace("\r", "\n")


def test_csv_says_it_back():
    lines = csv.reader(io.StringIO(b"".join(as_csv([text, text] for text in HOSTILE)).decode("utf-8-sig"), newline=""))

    for text, line in zip(HOSTILE, lines, strict=True):
        kept = plain(text)
        assert line == [f"'{kept}" if kept.startswith(FORMULA) else kept] * 2


def test_xlsx_says_it_back():
    found = cells(b"".join(as_xlsx([text] for text in HOSTILE)))

    for number, text in enumerate(HOSTILE, 1):
        coded = re.sub("_(?=x[0-9A-F]{4}_)", "_x005F_", unended(text))  # which Excel reads as the underscore that it was
        assert found.get(f"A{number}", "") == fitted(coded)


def test_word_says_it_back():
    body = b"".join(as_docx("All <of> it\x00", HOSTILE, ((Style.BODY, text) for text in HOSTILE), warning="<&\x01"))
    written = [line for text in HOSTILE for line in plain(text).splitlines() or [""]]

    read = [each.text for each in docx.Document(io.BytesIO(body)).paragraphs]

    assert [" ".join(line.split()) for line in read[-len(written) :]] == [" ".join(line.split()) for line in written]


def test_every_part_of_a_word_document_is_xml_that_is_well_formed():
    body = b"".join(as_docx("Title", [], ((style, text) for style in Style for text in HOSTILE)))

    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


@pytest.mark.django_db
def test_json_says_it_back():
    sent = make_sent()
    content = sent.latest.content
    hostile = [text for text in HOSTILE if "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)]
    content["answers"] = [{"question": 0, "code": "1", "asked": "?", "section": "", "text": text} for text in hostile]
    sent.revisions.update(content=content)

    read = json.loads(b"".join(as_json(Selection(sent.call), at=sent.status_since)))

    assert [answer["text"] for answer in read["submissions"][0]["answers"]] == hostile


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here.")
def test_libreoffice_opens_a_word_document(tmp_path):
    """X2."""
    said = ((style, text) for style in Style for text in HOSTILE)
    (tmp_path / "all.docx").write_bytes(b"".join(as_docx("Title", HOSTILE, said, warning="Careful.")))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "all.docx"]

    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    assert (tmp_path / "all.pdf").stat().st_size > 10_000


def test_a_word_documents_headings_and_warning_are_words_own():
    rules = Rules(personal=True)
    said = [(Style.FIRST, "One"), (Style.SECOND, "Two\nlines"), (Style.BODY, "Three\nlines")]

    read = docx.Document(io.BytesIO(b"".join(as_docx("All of it", ["Told."], said, warning=rules.warning))))

    assert [(each.style.name, each.text) for each in read.paragraphs if each.text and "Update field" not in each.text] == [
        ("Title", "All of it"),
        ("Normal", "Told."),
        ("Heading 1", "One"),
        ("Heading 2", "Two lines"),
        ("Normal", "Three"),
        ("Normal", "lines"),
    ]
    assert read.sections[0].header.paragraphs[0].text == rules.warning
    assert "TOC" in html.unescape(read.element.xml)
