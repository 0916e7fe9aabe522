"""A Word document, written as it is sent: python-docx makes what stands around the text, which comes piece by piece."""

import io
import zipfile
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.shared import Mm

from keepitlocal.tables import PAGE, plain
from keepitlocal.zips import zipped

TEXT = "word/document.xml"
SECTION = b"<w:sectPr"  # what ends the text
CONTENTS = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Choose “Update field” here to list the headings.</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
)


class Style(StrEnum):
    """Word's own styles, by which it lists what is in a document and screen readers walk through it."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    FIRST = "Heading1"
    SECOND = "Heading2"
    THIRD = "Heading3"
    BODY = "Normal"
    ASIDE = "Caption"


def as_docx(title, told, says, *, warning=""):
    """The pieces of a document: its title page with the sentences `told`, its contents, and what it `says`.

    `says` gives pairs of a Style and a text, each line of which is a paragraph. The warning stands above every page.
    """
    around = dict(_around(plain(title), plain(warning)))
    opening, ending = around.pop(TEXT).split(SECTION, 1)
    front = "".join([paragraph(Style.TITLE, title), *(paragraph(Style.BODY, each) for each in told), CONTENTS]).encode()
    files = [*((name, [data]) for name, data in around.items()), (TEXT, _text(opening + front, says, SECTION + ending))]
    return zipped(files)


def _text(opening, says, ending):
    yield opening
    page, size = [], 0
    for style, text in says:
        page.append(paragraph(style, text))
        size += len(page[-1])
        if size > PAGE:
            yield "".join(page).encode()
            page, size = [], 0
    yield "".join(page).encode() + ending


def paragraph(style, text):
    """A text as paragraphs of a style, without what no document may hold; in a heading its lines are one."""
    lines = plain(text).splitlines() or [""]
    if style.startswith("Heading"):
        lines = [" ".join(lines)]
    told = f'<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/></w:pPr><w:r><w:t xml:space="preserve">'
    return "".join(f"{told}{escape(line)}</w:t></w:r></w:p>" for line in lines)


def _around(title, warning):
    """An empty A4 document: pairs of the names of its files and their bytes."""
    empty, file = docx.Document(), io.BytesIO()
    (section,) = empty.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    if warning:
        section.header.paragraphs[0].text = warning
    said = empty.core_properties
    said.title, said.author, said.comments, said.language = title[:255], "", "", "en-GB"
    empty.save(file)
    with zipfile.ZipFile(file) as whole:
        return [(name, whole.read(name)) for name in whole.namelist()]
