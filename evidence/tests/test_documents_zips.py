"""Archives: bombs, nests, lies, and names that lead elsewhere."""

import pytest

from evidence.tests import hostile
from evidence.tests.hostile import MB, cases, docx, judged, links, lying, member, odt, refusal, stored, written


@cases(
    {
        "a gibibyte in a megabyte": lying(member("x", packed=hostile.zeros(1024 * MB), size=1024 * MB)),
        "more than 200 MB": lying(member("x", packed=b"", size=201 * MB, takes=3 * MB)),
        "more than a hundredfold": docx({"x": bytes(MB)}),
        "2,001 parts": docx({str(number): b"" for number in range(1999)}),
        "more parts than the end record has room for": lying(here=65535, count=65535),
        "a table of more than a megabyte": docx({f"{number}{'n' * 1000}": b"" for number in range(1100)}),
        "more than it declares": lying(member("x", packed=hostile.zeros(20 * MB), size=MB)),
        "one byte more than it declares": lying(member("x", b"12", size=1)),
        "tags without end": stored({"_rels/.rels": b"<a>" + b"<b/>" * 200_001}),
        "a tag that never ends": stored({"_rels/.rels": b'<a b="' + b"x" * 3 * MB}),
        "text without end": stored({"_rels/.rels": b"<a>" + b"x" * 24 * MB}),
    }
)
def test_a_bomb_is_refused(made):
    """U5: a virus scanner calls such a file clean."""
    assert refusal(made, "a.docx") == "too_much"


@cases(
    {
        "of nothing": odt({"x": bytes(MB)}),
        "of tags within tags": written(b"<a>" * 257),
        "of tags of every name": written(b"<a>" + b"".join(b"<b%d/>" % number for number in range(5001))),
        "of a long name": written(b"<%s/>" % (b"a" * 501)),
    }
)
def test_an_opendocument_bomb_is_refused(made):
    """U5."""
    assert refusal(made, "a.odt") == "too_much"


def test_2000_parts_are_taken():
    """U5."""
    assert judged(docx({str(number): b"" for number in range(1998)}), "a.docx").flags == ()


@cases(
    {
        "a zip": docx({"word/a.zip": docx()}),
        "a zip that is called a picture": docx({"word/media/image1.png": docx()}),
        "an empty zip": docx({"a": b"PK\5\6" + bytes(18)}),
        "a spreadsheet behind a chart": docx({"word/embeddings/a.xlsx": docx()}),
        "7-Zip": docx({"a": b"7z\xbc\xaf\x27\x1c"}),
        "RAR": docx({"a": b"Rar!\x1a\x07\0"}),
        "another text, taken in on opening": links("aFChunk", "a.rtf", ""),
    }
)
def test_an_archive_in_a_document_is_refused(made):
    """U6."""
    assert refusal(made, "a.docx") == "archive"


@cases(
    {
        "two parts in one place": hostile.twice(),
        "a part that quotes another": hostile.quoted(),
        "a part in the table": lying(member("x", b"x", table={"at": 10_000})),
        "a part beyond the end": lying(member("x", b"x", takes=1000)),
        "bytes before the first": lying(first=b"PK\3\4hidden"),
        "bytes before the table": lying(between=b"hidden"),
        "a part that the table leaves out": lying(between=docx()),
        "a remark at the end": lying(comment=b"hello"),
        "a remark that is an end": lying(comment=b"PK\5\6" + bytes(18)),
        "bytes behind the end": docx() + b"\0",
        "fewer parts than there are": lying(here=1, count=1),
        "more parts than there are": lying(here=3, count=3),
        "two counts": lying(here=1),
        "on two disks": lying(disk=1),
        "a shorter table": lying(length=60),
        "a table elsewhere": lying(at=0),
        "a second, larger end": lying(behind=b"PK\6\6" + bytes(52) + b"PK\6\7" + bytes(16)),
        "sizes kept elsewhere": lying(member("x", b"x", table={"size": 0xFFFFFFFF, "takes": 0xFFFFFFFF})),
        "another name in the header": lying(member("word/a.bin", b"x", header={"name": b"vbaProject"})),
        "another size in the header": lying(member("x", b"x", header={"size": 5})),
        "another method in the header": lying(member("x", b"x", header={"method": 0})),
        "less than it declares": lying(member("x", b"x", size=5)),
        "a wrong sum": lying(member("x", b"x", crc=1)),
        "bytes behind its end": lying(member("x", b"x", packed=b"\x03\0hidden", size=0, crc=0)),
        "no end": lying(
            member("x", bytes(MB), packed=hostile.zeros(MB)[:-2]), member("y", bytes(MB), packed=bytes(MB), method=0)
        ),
        "a remark that is not there": docx()[:-2] + b"\5\0",
        "bytes in the table": lying(behind=b"hidden", length=128 + 6),
        "links that are cut short": stored({"_rels/.rels": b"<a>"}),
        "no deflate": lying(member("x", b"x", packed=b"\xff\xff\xff")),
        "a method of its own": lying(member("x", b"x", method=99)),
        "half of it": docx()[: len(docx()) // 2],
        "all but a byte": docx()[:-1],
        "a few bytes": b"PK\3\4",
    }
)
def test_an_archive_that_lies_is_refused(made):
    """U5, U6: each byte is accounted for, and the table and the parts say the same."""
    assert refusal(made, "a.docx") == "damaged"


@cases(
    {
        "up": docx({"../../etc/passwd": b""}),
        "up in the middle": docx({"word/../../x": b""}),
        "up, as in Windows": docx({"..\\x": b""}),
        "from the root": docx({"/etc/passwd": b""}),
        "from a drive": docx({"C:/x": b""}),
        "nowhere": docx({"word//x": b""}),
        "here": docx({"./x": b""}),
        "a control": docx({"a\nb": b""}),
        "nothing": lying(member("", b"x")),
        "NUL": lying(member("a\0b", b"x")),
        "not in UTF-8": lying(member("x", b"x", flags=0x800, name=b"\xff")),
        "a link": hostile.symlink(),
        "a link in OpenDocument's place": hostile.symlink("content.xml"),
        "a device": lying(member("x", b"x", table={"mode": 0o020777})),
        "one name twice": lying(member("word/document.xml", b"<a/>")),
        "one name twice, but for its capitals": docx({"WORD/Document.xml": b"<a/>"}),
        "a second name": lying(member("x", b"x", table={"extra": b"\x75\x70\x01\0x"})),
    }
)
def test_a_part_whose_name_leads_elsewhere_is_refused(made):
    """U8: nothing is ever unpacked to disk, and the names are refused all the same."""
    assert refusal(made, "a.docx") == "names"


def test_parts_whose_sizes_come_behind_them_are_taken():
    part = member("x", b"x", flags=8, header={"crc": 0, "size": 0, "takes": 0})

    assert judged(lying(part, between=b"PK\7\x08" + bytes(12)), "a.docx").flags == ()


@pytest.mark.parametrize("over", [1, 100, 257, 258, 259, 260, 516, 517])
def test_the_last_of_a_part_is_read(over):
    """Packed to nothing, it may all have been read before it is all written."""
    assert (
        judged(lying(member("x", bytes(256 * 1024 + over)), member("y", bytes(MB), packed=bytes(MB), method=0)), "a.docx").flags
        == ()
    )


def test_tags_beside_tags_are_taken():
    assert judged(written(b"<a>" + b"<b/>" * 1000 + b"</a>"), "a.odt").flags == ()
