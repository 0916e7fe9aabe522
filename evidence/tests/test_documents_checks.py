"""What is taken, and what is refused, of all that can be sent in as a document."""

import codecs
import io

import pytest

from evidence.tests import hostile
from evidence.tests.hostile import FILES, MB, cases, docx, judged, odt, refusal
from keepitlocal.documents import checks, kinds
from keepitlocal.documents.faults import Refused

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_document_is_taken_without_a_warning(path):
    assert judged(path.read_bytes(), path.name) == checks.Verdict(kinds.kind_of(path.name))


@cases(
    {
        "an ending that is not ours": (b"%PDF-1.7", "a.pdf.exe"),
        "a page of the web": (b"<html>", "a.html"),
        "a picture that is code": (b"<svg/>", "a.svg"),
        "a macro document": (docx(), "a.docm"),
        "no ending": (b"%PDF-1.7", "report"),
        "a hidden file": (b"text", ".htaccess"),
        "a device": (b"text", "CON"),
        "an ending turned round": (b"%PDF-1.7", "a.\u202efdp.exe"),
        "an ending cut off by its length": (b"%PDF-1.7", "a" * 96 + ".pdf" + "z" * 300),
    }
)
def test_the_last_ending_decides(made):
    """U2, U3, U14, U15, U17, U21."""
    assert refusal(*made) == "wrong_kind"


@pytest.mark.parametrize(
    "name",
    ["a.php.pdf", "A.PDF", "a.pdf. .", "CON.pdf", "-rf.pdf", ".pdf", "../../a.pdf", "‮a.pdf", "x" * 400 + ".pdf", "\0.pdf"],
    ids=ascii,
)
def test_a_strange_name_is_no_reason_to_refuse(name):
    """U2, U14, U15, U16, U17: the name is for show alone."""
    assert judged(b"%PDF-1.7", name).kind.code == "pdf"


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_nothing_at_all_is_refused(kind):
    """U20."""
    assert refusal(b"", f"a{kind}") == "empty"


@pytest.mark.parametrize(("over", "code"), [(1, "too_large"), (0, None)], ids=["a byte over", "just so much"])
def test_25_mb_is_the_most(over, code):
    file = io.BytesIO(b"%PDF-1.7")

    if code:
        with pytest.raises(Refused, match="must be smaller than 25 MB"):
            checks.judge(file, name="a.pdf", size=25 * MB + over)
    else:
        assert checks.judge(file, name="a.pdf", size=25 * MB + over).flags == ()


@cases(
    {
        "a PDF that begins later": (b"\n%PDF-1.7", "a.pdf"),
        "a zip that is a PDF further on": (docx({"x": b"%PDF-1.7"}), "a.pdf"),
        "a script that is a PDF further on": (b"/*%PDF-1.7*/alert(1)", "a.pdf"),
        "a PDF called Word": (b"%PDF-1.7", "a.docx"),
        "a PDF called text": (b"%PDF-1.7", "a.txt"),
        "rich text called Word": (b"{\\rtf1}", "a.doc"),
        "rich text called text": (b"{\\rtf1}", "a.txt"),
        "a script called text": (b"#!/bin/sh\nrm -rf ~", "a.txt"),
        "new Word called old": (docx(), "a.doc"),
        "old Word called new": (hostile.doc(), "a.docx"),
        "OpenDocument called Word": (odt(), "a.docx"),
        "Word called OpenDocument": (docx(), "a.odt"),
        "a spreadsheet called Word": (hostile.archive({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), "a.docx"),
        "a spreadsheet called text": (odt({"mimetype": hostile.ODT.replace(b"text", b"spreadsheet")}), "a.odt"),
        "Word without its list of types": (hostile.archive({"word/document.xml": b"<a/>"}), "a.docx"),
        "OpenDocument without content": (hostile.archive({"mimetype": hostile.ODT}), "a.odt"),
        "any zip": (hostile.archive({"a.exe": b"MZ"}), "a.docx"),
        "a zip behind something else": (b"MZ" + docx(), "a.docx"),
        "a compound file without Word": (hostile.ole("Workbook"), "a.doc"),
        "Word that is not": (hostile.doc(ident=0x1234), "a.doc"),
        "two Words": (hostile.doc("WordDocument"), "a.doc"),
        "text called rich": (b"hello", "a.rtf"),
        "a web page called Word": (b"<html><body>", "a.doc"),
    }
)
def test_a_document_is_what_it_says_it_is(made):
    """U1, U2, U21, U22: nothing is asked but the name and the bytes."""
    assert refusal(*made) == "not_what_it_says"


@cases(
    {
        "JavaScript": (b"%PDF-1.7 /S /JavaScript", "It contains JavaScript."),
        "JavaScript in disguise": (b"%PDF-1.7 /J#61vaScr#69pt", "It contains JavaScript."),
        "across two windows": (b"%PDF-".ljust(256 * 1024 - 5) + b"/JavaScript", "It contains JavaScript."),
        "another program": (b"%PDF-1.7 /Launch", "It can start another program."),
        "another file": (b"%PDF-1.7 /EmbeddedFiles", "It has another file embedded in it."),
        "a zip behind it": (b"%PDF-1.7" + docx(), "It is a zip archive as well as a PDF."),
    }
)
def test_a_doubtful_pdf_is_taken_with_a_warning(made):
    """U1, U10."""
    assert judged(made[0], "a.pdf").flags == (made[1],)


@cases({"with a password": b"%PDF-1.7 /Encrypt", "broken": b"%PDF-1.7 1 0 obj <<", "a loop": b"%PDF-1.7 1 0 obj 1 0 R endobj"})
def test_a_pdf_is_never_parsed_here(made):
    """U9, U11: the worker reads it."""
    assert judged(made, "a.pdf").flags == ()


@cases(
    {
        "an object": rb"{\rtf1 {\object\objemb{\*\objdata 0105}}}",
        "its data alone": rb"{\rtf1 {\*\objdata 0105}}",
        "in capitals": rb"{\rtf1 {\OBJDATA 0105}}",
        "a link to one": rb"{\rtf1 {\objautlink x}}",
        "across two windows": rb"{\rtf1".ljust(256 * 1024 - 2) + rb"\objdata",
    }
)
def test_an_object_in_rich_text_is_refused(made):
    """U28."""
    assert refusal(made, "a.rtf") == "object"


@cases(
    {
        "from the web": rb"{\rtf1{\*\template http://example.org/a.dot}}",
        "from a share": rb"{\rtf1{\*\template \\\\example.org\\a.dot}}",
        "in disguise": rb"{\rtf1{\*\template \u104?\u116?\u116?\u112?}}",
        "after an innocent one": rb"{\rtf1{\*\template Normal.dot}{\*\template http://example.org/a.dot}}",
        "over and over": rb"{\rtf1" + rb"{\*\template Normal.dot}" * 21,
    }
)
def test_rich_text_that_fetches_its_template_is_refused(made):
    """U4."""
    assert refusal(made, "a.rtf") == "fetches"


@cases(
    {
        "from the writer's computer": rb"{\rtf1{\*\template C:\\Templates\\Report.dot}}",
        "by its name": rb"{\rtf1{\*\template Normal.dotm}}",
        "of an old Macintosh": rb"{\rtf1{\*\template Macintosh HD:Templates:Normal.dot}}",
        "of a new one": rb"{\rtf1{\*\template /Applications/Normal.dotm}}",
        "a picture": rb"{\rtf1{\pict\pngblip 89504e47}}",
    }
)
def test_what_an_office_program_writes_of_itself_is_taken(made):
    assert judged(made, "a.rtf").flags == ()


@cases(
    {
        "a page": b"<!DOCTYPE html><p>Hello",
        "a page after blanks": b" \r\n\t<p>Hello",
        "a page after its mark": codecs.BOM_UTF8 + b"<a href=x>",
        "a page in UTF-16": "\ufeff<html>".encode("utf-16-le"),
        "a picture": b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        "a picture without a word before": b"<SVG/onload=alert(1)>",
        "a script": b"Hello <ScRiPt>alert(1)</script>",
        "a script for a server": b"<?php system($_GET[0]);",
        "a frame far down": b"x" * (256 * 1024 - 3) + b"<iframe src=x>",
        "a remark": b"<!-- hello -->",
        "in Windows' letters": b"caf\xe9 <script>",
        "an onerror": b"<img src=x onerror=alert(1)>",
    }
)
def test_a_page_of_the_web_called_text_is_refused(made):
    """U15, U21."""
    assert refusal(made, "a.txt") == "markup"


@cases(
    {
        "a program": b"MZ\x90\0\x03",
        "an archive": docx(),
        "a NUL": b"Hello\0",
        "an escape": b"\x1b[2J",
        "a control far down": b"x" * MB + b"\x07",
        "no letter of Windows": b"\x81\x8d",
        "half of UTF-16": codecs.BOM_UTF16_LE + b"a",
        "a lone surrogate": codecs.BOM_UTF16_LE + b"\x00\xd8a\0",
        "UTF-16 without its mark": "Hello".encode("utf-16-le"),
        "UTF-32": "Hello".encode("utf-32"),
    }
)
def test_what_is_not_text_is_refused(made):
    """U21."""
    assert refusal(made, "a.txt") == "not_text"


@cases(
    {
        "UTF-8": "Cafés – “local”".encode(),
        "with its mark": codecs.BOM_UTF8 + b"Hello",
        "UTF-16": "Cafés".encode("utf-16"),
        "UTF-16 the other way round": codecs.BOM_UTF16_BE + "Cafés".encode("utf-16-be"),
        "Windows": "Cafés – “local”".encode("cp1252"),
        "Windows, far down": b"x" * MB + b"\xe9",
        "a letter across two windows": b"x" * (256 * 1024 - 1) + "é".encode(),
        "angles": b"<ann@example.org> wrote: 1 < 2, <beta> and a <b>",
        "an angle where a window begins": b"x" * 256 * 1024 + b"<b and c",
        "every kind of blank": b"a\tb\r\nc\x0bd\x0ce",
        "one letter": b"x",
        "EICAR, which is the scanner's": EICAR,
    }
)
def test_plain_text_is_taken(made):
    """U12."""
    assert judged(made, "a.txt") == checks.Verdict(kinds.KINDS[".txt"])


def test_a_virus_in_a_part_is_left_to_the_scanner():
    """U12."""
    assert judged(docx({"word/media/a.txt": EICAR}), "a.docx").flags == ()


def test_it_is_refused_in_words_that_say_what_to_do():
    with pytest.raises(Refused) as caught:
        judged(hostile.encrypted_docx(), "../Our <b>evidence</b>.docx")

    assert (caught.value.code, caught.value.says) == ("password", "is password protected. Remove the password and try again")
    assert str(caught.value) == "“b>.docx” is password protected. Remove the password and try again"
