"""No document, whatever is in it, costs much to judge or does anything but be taken or refused. And what a name becomes."""

import contextlib
import io
import random
import tracemalloc
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.tests import hostile
from evidence.tests.hostile import FILES, MB, XLINK, archive, cases, lying, member
from keepitlocal.documents import checks, kinds
from keepitlocal.documents.faults import Refused

PADDING = random.Random(1).randbytes(3 * MB)
NAMES = b"<a %s>" % XLINK.encode() + b"".join(b"<b xmlns:n%d='%d'/>" % (n, n) for n in range(90_000)) + b"</a>"


class Counted(io.BytesIO):
    """A file that knows how much was read of it at once, and altogether."""

    most = total = 0

    def read(self, size=-1):
        found = super().read(size)
        self.most, self.total = max(self.most, len(found)), self.total + len(found)
        return found


def odt(said):
    return archive({"mimetype": hostile.ODT, "content.xml": said, "Pictures/1.png": PADDING})


@cases(
    {
        "nothing, a hundredfold": (
            lying(member("x", packed=hostile.zeros(180 * MB), size=180 * MB), member("y", PADDING)),
            "a.docx",
        ),
        "a PDF of slashes": (b"%PDF-" + b"/#" * 12 * MB, "a.pdf"),
        "a text of angles": (b"<" * 25 * MB, "a.txt"),
        "a text in Windows' letters": (b"x" * (25 * MB - 1) + b"\xe9", "a.txt"),
        "rich text of backslashes": (b"{\\rtf" + b"\\" * (25 * MB - 5), "a.rtf"),
        "rich text of templates": (b"{\\rtf" + b"\\template" * 2 * MB, "a.rtf"),
        "spaces of names": (odt(NAMES), "a.odt"),
        "an attribute": (odt(b'<a b="' + b"x%41" * 5 * MB), "a.odt"),
        "sectors of 8 MB": (hostile.ole(shift=23, word=hostile.fib()).ljust(25 * MB, b"\0"), "a.doc"),
        "names in a compound file": (hostile.doc(*["x"] * 400).ljust(25 * MB, b"\0"), "a.doc"),
    }
)
def test_judging_costs_little(made):
    """U5, U9: less than 40 MB of memory, and of the file a megabyte at a time and at most three times over."""
    file = Counted(made[0])
    tracemalloc.start()
    with contextlib.suppress(Refused):
        checks.judge(file, name=made[1], size=len(made[0]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 40 * MB
    assert file.most <= MB
    assert file.total <= 3 * len(made[0]) + 1000


def judge(said, name):
    try:
        checks.judge(io.BytesIO(said), name=name, size=len(said))
    except Refused as refused:
        return refused.code
    return None


@given(said=st.binary(max_size=2000), begins=st.sampled_from([b"", b"%PDF-", b"{\\rtf", b"PK\3\4", hostile.OLE, b"\xff\xfe"]))
def test_whatever_the_bytes_they_are_taken_or_refused(said, begins):
    for kind in kinds.KINDS:
        judge(begins + said, f"a{kind}")


@given(path=st.sampled_from(FILES), flips=st.lists(st.tuples(st.integers(0), st.integers(0, 7)), max_size=20), cut=st.integers(0))
@example(path=FILES[0], flips=[], cut=0)
def test_a_damaged_document_is_taken_or_refused(path, flips, cut):
    said = bytearray(path.read_bytes())
    for place, bit in flips:
        said[place % len(said)] ^= 1 << bit

    judge(bytes(said), path.name)
    judge(bytes(said[: cut % len(said)]), path.name)


@given(flips=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 7)), min_size=1, max_size=8))
def test_a_damaged_table_is_taken_or_refused(flips):
    made = bytearray(hostile.doc("Macros"))
    for place, bit in flips:
        made[place % len(made)] ^= 1 << bit

    judge(bytes(made), "a.doc")


@given(said=st.text(max_size=300), before=st.sampled_from(["<a>", "<?xml version='1.0'?>", ""]))
def test_whatever_the_xml_it_is_taken_or_refused(said, before):
    for part in ["_rels/.rels", "word/document.xml", "[Content_Types].xml"]:
        judge(hostile.docx({part: (before + said).encode("utf-8", "replace")}), "a.docx")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Our evidence.docx", "Our evidence.docx"),
        ("x" * 400 + ".docx", "x" * 94 + "….docx"),
        ("x" * 400, "x" * 99 + "…"),
        ("a." + "x" * 400, "a." + "x" * 97 + "…"),
        ("exe.\u202efdp", "exe.fdp"),
        ("a\u2066\u200f\ufeff\0\x1b\x7f\x85b.pdf", "ab.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("می\u200cخواهم.pdf", "می\u200cخواهم.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("a.pdf. . ", "a.pdf"),
        ("  a \u2028 b\u00a0.pdf", "a b .pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a.pdf", "a.pdf"),
        (".pdf", "document.pdf"),
        ("..pdf", "document.pdf"),
        (".htaccess", "document.htaccess"),
        ("", "document"),
        ("\u202e", "document"),
        ("...", "document"),
        ("CON", "CON"),
        ("<img onerror=x>.pdf", "<img onerror=x>.pdf"),
    ],
    ids=ascii,
)
def test_a_name_is_shown_on_one_line_with_its_ending(name, shown):
    """U14, U15, U16, U17."""
    assert kinds.display_name(name) == shown


@given(st.text(max_size=200) | st.text("a. \u202e/\\e\u0301…", max_size=130))
def test_a_name_is_never_empty_or_long_and_is_its_own_name(name):
    """U14, U17."""
    shown = kinds.display_name(name)

    assert 0 < len(shown) <= 100
    assert kinds.display_name(shown) == shown
    assert kinds.kind_of(shown) == kinds.kind_of(name)
    assert {unicodedata.category(letter)[0] for letter in shown if letter not in kinds.JOINERS} & {"C"} == set()


def test_a_kind_is_called_what_people_call_it():
    assert {kind.code: kinds.of(kind.code).label for kind in kinds.KINDS.values()} == {
        "pdf": "PDF",
        "docx": "Word document",
        "doc": "Word document",
        "odt": "OpenDocument text",
        "rtf": "Rich text",
        "txt": "Plain text",
    }
