"""Documents that are archives or compound files: macros, links, declarations and locks."""

import pytest

from evidence.tests import hostile
from evidence.tests.hostile import (
    LAUGHS,
    archive,
    cases,
    docx,
    drawn,
    judged,
    links,
    lying,
    member,
    odt,
    refusal,
    relationship,
    stored,
    written,
)
from keepitlocal.documents import compound

VBA = "_VBA_PROJECT".encode("utf-16-le")
LOCAL = "file:///C:\\Templates\\Our%20report.dotx"
TYPES = '<Types><Override PartName="/x" ContentType="application/vnd.ms-{}"/></Types>'


@cases(
    {
        "in their place": docx({"word/vbaProject.bin": b"x"}),
        "in another place": docx({"a/b/VBAPROJECT.BIN": b"x"}),
        "their data": docx({"word/vbaData.xml": b"<a/>"}),
        "by their relationship": links("vbaProject", "media/image1.png", ""),
        "by their type": docx({"[Content_Types].xml": TYPES.format("office.vbaProject").encode()}),
        "by the document's type": docx({"[Content_Types].xml": TYPES.format("word.document.macroEnabled.main+xml").encode()}),
        "by what they are": docx({"word/embeddings/a.bin": hostile.OLE + VBA}),
        "by what they are, far down": stored({"a.bin": hostile.OLE + bytes(256 * 1024 - 15) + VBA}),
    }
)
def test_macros_in_a_docx_are_refused(made):
    """U3."""
    assert refusal(made, "a.docx") == "macros"


@cases(
    {
        "Basic": (odt({"Basic/Standard/Module1.xml": b"<a/>"}), "a.odt"),
        "Python": (odt({"Scripts/python/a.py": b"import os"}), "a.odt"),
        "those of the program": (written(b"<a><script:event-listener xmlns:script='x'/></a>"), "a.odt"),
        "old Word": (hostile.doc("Macros"), "a.doc"),
        "old Word's project": (hostile.doc("_VBA_PROJECT"), "a.doc"),
    }
)
def test_macros_elsewhere_are_refused(made):
    """U28."""
    assert refusal(*made) == "macros"


@cases(
    {
        "a template": links("attachedTemplate", "https://example.org/a.dotm"),
        "a template of a share": links("attachedTemplate", "file:///\\\\example.org\\a.dotm"),
        "a template of a share, in disguise": links("attachedTemplate", "file:///%5C%5Cexample.org/a.dotm"),
        "a template of another machine": links("attachedTemplate", "file://example.org/a.dotm"),
        "a share": links("image", "\\\\example.org\\a.png"),
        "a picture": links("image", "http://example.org/a.png"),
        "an object": links("oleObject", "mhtml:http://example.org/a.html!x-usc:http://example.org/a.html"),
        "an object of the writer's computer": links("oleObject", LOCAL),
        "a frame": links("frame", "http://example.org/"),
        "data": links("mailMergeSource", LOCAL),
        "from outside, but for a capital": links("image", "http://example.org/a.png", ' TargetMode="EXTERNAL"'),
        "from outside, without an address": links("frame", "a.html", ' TargetMode="EXTERNAL"'),
        "from outside, its address in disguise": links("image", "http%3A//example.org/a.png", ""),
        "from outside, said to be inside": links("attachedTemplate", "http://example.org/a.dotm", ""),
        "by another prefix": docx(
            {
                "a.rels": relationship("frame", "a:b")
                .replace(b"<R", b"<x:R")
                .replace(b"</R", b"</x:R")
                .replace(b"<x:Relationships", b"<x:Relationships xmlns:x='x'")
            }
        ),
        "behind a decoy": docx({"a.rels": relationship("frame", "a:b").replace(b"Target=", b"xmlns:x='x' x:Target='b' Target=")}),
    }
)
def test_a_docx_that_fetches_something_is_refused(made):
    """U4."""
    assert refusal(made, "a.docx") == "fetches"


@pytest.mark.parametrize(
    ("element", "target"),
    [
        ("image", "http://example.org/a.png"),
        ("image", "//example.org/a.png"),
        ("object", "file:///C:/a.ods"),
        ("section", "smb://a/b"),
    ],
)
def test_an_opendocument_that_fetches_something_is_refused(element, target):
    """U4."""
    assert refusal(drawn(element, target), "a.odt") == "fetches"


@cases(
    {
        "a link to follow": (links("hyperlink", "https://example.org/"), "a.docx"),
        "a link to write": (links("hyperlink", "mailto:ann@example.org"), "a.docx"),
        "a template of the writer's computer": (links("attachedTemplate", LOCAL), "a.docx"),
        "a template of the writer's Macintosh": (links("attachedTemplate", "file:///Users/a/Normal.dotm"), "a.docx"),
        "a picture inside": (links("image", "media/image1.png", ""), "a.docx"),
        "a link": (drawn("a", "https://example.org/"), "a.odt"),
        "an image inside": (drawn("image", "Pictures/1.png"), "a.odt"),
        "a picture inside, as it used to be": (drawn("image", "vnd.sun.star.GraphicObject:100"), "a.odt"),
        "an object inside": (drawn("object", "./Object 1"), "a.odt"),
        "a template": (drawn("template", "file:///C:/Templates/a.ott"), "a.odt"),
    }
)
def test_ordinary_links_are_taken(made):
    """U4."""
    assert judged(*made).flags == ()


@cases(
    {
        "the text": docx({"word/document.xml": LAUGHS + b"<a>&a9;</a>"}),
        "a note": docx({"word/footnotes.xml": hostile.XXE}),
        "its links": docx({"_rels/.rels": hostile.XXE}),
        "its types": docx({"[Content_Types].xml": b"<!DOCTYPE a><a/>"}),
        "a drawing": docx(
            {"word/media/a.svg": b'<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "a" "http://example.org/a.dtd"><svg/>'}
        ),
        "a part of no known ending": docx({"a": b" \n<!DOCTYPE a><a/>"}),
        "UTF-16": docx({"a": '\ufeff<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16-le")}),
        "UTF-16 without its mark": docx({"a.xml": "<?xml version='1.0'?><!DOCTYPE a><a/>".encode("utf-16-le")}),
    }
)
def test_a_declaration_in_any_part_is_refused(made):
    """U7."""
    assert refusal(made, "a.docx") == "declarations"


@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "META-INF/manifest.xml", "Object 1/content.xml", "settings.xml"])
def test_a_declaration_in_opendocument_is_refused(part):
    """U7."""
    assert refusal(odt({part: LAUGHS + b"<a>&a9;</a>"}), "a.odt") == "declarations"


@cases(
    {
        "no XML at all": b"hello",
        "in UTF-7": b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE',
        "in a mainframe's letters": "<?xml version='1.0' encoding='cp037'?><a/>".encode("cp037"),
        "nothing but a remark": b"<!-- hello -->",
        "a remark without end": b"<!--" + bytes(range(32, 127)) * 700 + b"--><!DOCTYPE a><a/>",
    }
)
def test_xml_that_does_not_begin_is_refused(made):
    """U7."""
    assert refusal(stored({"word/styles.xml": made}), "a.docx") == "damaged"


@cases(
    {
        "new Word": (hostile.encrypted_docx(), "a.docx"),
        "new Word called old": (hostile.encrypted_docx(), "a.doc"),
        "OpenDocument": (hostile.encrypted_odt(), "a.odt"),
        "OpenDocument, newly": (
            archive({"mimetype": hostile.ODT, "encrypted-package": b"x", "META-INF/manifest.xml": b"<a><encryption-data/></a>"}),
            "a.odt",
        ),
        "OpenDocument in Word's old way": (hostile.encrypted_docx(), "a.odt"),
        "old Word": (hostile.doc(flags=0x0100), "a.doc"),
        "Word 95": (hostile.doc(ident=0xA5DC, flags=0x0100), "a.doc"),
        "a zip with a password": (lying(member("x", b"x", flags=1)), "a.docx"),
    }
)
def test_a_document_with_a_password_is_refused(made):
    """U11."""
    assert refusal(*made) == "password"


@cases(
    {
        "Word": (hostile.doc(), ()),
        "Word 95": (hostile.doc(ident=0xA5DC), ()),
        "a short one": (hostile.mini_doc(), ()),
        "one with an object": (hostile.doc("ObjectPool"), (compound.EMBEDS,)),
    }
)
def test_old_word_is_taken(made):
    assert judged(made[0], "a.doc").flags == made[1]


@cases(
    {
        "a loop of names": hostile.ole(chain=[1], word=hostile.fib()),
        "names that lead nowhere": hostile.ole(chain=[500], word=hostile.fib()),
        "the other order of bytes": hostile.ole(order=0xFEFF, word=hostile.fib()),
        "sectors of an odd size": hostile.ole(shift=31, word=hostile.fib()),
        "tables without end": hostile.ole(tables=0xFFFFFF, word=hostile.fib()),
        "tables elsewhere": hostile.ole(tables=200, word=hostile.fib()),
        "only its beginning": hostile.OLE,
        "its first half": hostile.doc()[:1024],
        "no text where it should be": hostile.doc()[: 101 * 512],
    }
)
def test_a_compound_file_that_lies_is_refused(made):
    assert refusal(made, "a.doc") == "damaged"


@cases(
    {"Word": (docx({"word/embeddings/a.bin": hostile.OLE}), "a.docx"), "OpenDocument": (odt({"Object 1": hostile.OLE}), "a.odt")}
)
def test_an_object_in_a_document_is_taken_with_a_warning(made):
    assert judged(*made).flags == (compound.EMBEDS,)
