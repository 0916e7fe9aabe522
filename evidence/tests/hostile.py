"""Makes documents by hand: ordinary ones, and archives and tables that lie."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from keepitlocal.documents import checks, kinds
from keepitlocal.documents.faults import SAYS, Refused

FILES = sorted((Path(__file__).parent / "files").iterdir())
MB = 1024 * 1024
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ODT = b"application/vnd.oasis.opendocument.text"
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
XXE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a0 "lol">' + b"".join(b'<!ENTITY a%d "%s">' % (n + 1, b"&a%d;" % n * 10) for n in range(9)) + b"]>"
)


def cases(said):
    """A case for each, with its words as its id."""
    return pytest.mark.parametrize("made", said.values(), ids=said.keys())


def judged(said, name):
    return checks.judge(io.BytesIO(said), name=name, size=len(said))


def refusal(said, name):
    """Why it is refused, having made sure that the sentence is the one for it."""
    with pytest.raises(Refused) as caught:
        judged(said, name)
    assert caught.value.sentence == f"“{kinds.display_name(name)}” {SAYS[caught.value.code]}"
    return caught.value.code


def archive(parts, method=zipfile.ZIP_DEFLATED):
    """An honest archive of a dict of name, or ZipInfo, to bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method, compresslevel=9) as zipped:
        for name, said in parts.items():
            zipped.writestr(name, said, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def docx(more=None):
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": BODY, **(more or {})})


def odt(more=None):
    return archive({"mimetype": ODT, "content.xml": b"<office/>", **(more or {})})


def stored(more):
    """A .docx whose parts are not packed, so that its ratio gives nothing away."""
    return archive({"[Content_Types].xml": TYPES, "word/document.xml": BODY, **more}, zipfile.ZIP_STORED)


def written(said):
    """An .odt with that content, not packed."""
    return archive({"mimetype": ODT, "content.xml": said}, zipfile.ZIP_STORED)


def links(kind, target, mode=' TargetMode="External"'):
    """A .docx with one relationship."""
    return docx({"word/_rels/document.xml.rels": relationship(kind, target, mode)})


def relationship(kind, target, mode=' TargetMode="External"'):
    return f'<Relationships><Relationship Id="r1" Type="{KIND}{kind}" Target="{target}"{mode}/></Relationships>'.encode()


def drawn(element, target):
    """An .odt with one element that points somewhere."""
    return odt({"content.xml": f'<x {XLINK}><{element} xlink:href="{target}"/></x>'.encode()})


def member(name, said=b"", /, *, header=None, table=None, **both):
    """One entry for `lying`: what its own header says, what the table says, and what both say otherwise than is so."""
    packed = both.pop("packed", None)
    if packed is None:
        machine = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = machine.compress(said) + machine.flush()
    says = {"flags": 0, "method": 8, "crc": zlib.crc32(said), "size": len(said), "takes": len(packed), "extra": b"", "mode": 0}
    says |= {"name": name.encode(), **both}
    return packed, says | (header or {}), says | (table or {})


def ordinary():
    return [member("[Content_Types].xml", TYPES), member("word/document.xml", BODY)]


def lying(*members, first=b"", between=b"", comment=b"", **end):
    """An archive of the ordinary parts of a .docx and these members, each saying what it was told to say."""
    data, table, count = first, b"", 0
    for packed, header, entry in [*ordinary(), *members]:
        at = entry.get("at", len(data))
        lengths = len(entry["name"]), len(entry["extra"])
        table += struct.pack("<4s4H4x", b"PK\1\2", 20, 20, entry["flags"], entry["method"])
        table += struct.pack("<3L5H2L", entry["crc"], entry["takes"], entry["size"], *lengths, 0, 0, 0, entry["mode"] << 16, at)
        table += entry["name"] + entry["extra"]
        data += b"" if "at" in entry else local(header) + packed
        count += 1
    data += between
    says = {"disk": 0, "here": count, "count": count, "length": len(table), "at": len(data), "behind": b""} | end
    record = struct.pack(
        "<4s4H2LH", b"PK\5\6", says["disk"], 0, says["here"], says["count"], says["length"], says["at"], len(comment)
    )
    return data + table + says["behind"] + record + comment


def local(says):
    """The header before a part."""
    start = struct.pack("<4s3H4x", b"PK\3\4", 20, says["flags"], says["method"])
    return start + struct.pack("<3L2H", says["crc"], says["takes"], says["size"], len(says["name"]), 0) + says["name"]


def zeros(length):
    """That many bytes of nothing, packed a thousandfold and made in no time."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = machine.compress(bytes(MB)) + machine.flush(zlib.Z_FULL_FLUSH)
    return piece * (length // MB) + machine.flush()


def quoted():
    """Two parts of which the first quotes the second's header, so that the same bytes are unpacked twice."""
    packed, header, _ = inner = member("word/b.bin", bytes(1000))
    quote = local(header) + packed
    outer = member("word/a.bin", quote, packed=quote, method=0)
    start = sum(30 + len(each[1]["name"]) + len(each[0]) for each in ordinary())
    inner[2]["at"] = start + 30 + len("word/a.bin")
    return lying(outer, inner)


def twice():
    """Two parts of the table that share one part of the file."""
    start = sum(30 + len(each[1]["name"]) + len(each[0]) for each in ordinary())
    shared, other = member("word/a.bin", bytes(1000)), member("word/b.bin", bytes(1000))
    other[2]["at"] = start
    return lying(shared, other)


def symlink(name="word/media/image1.png"):
    return lying(member(name, b"/etc/passwd", table={"mode": 0o120777}))


def encrypted_docx():
    return ole("EncryptedPackage", "EncryptionInfo")


def encrypted_odt():
    manifest = b'<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    return odt({"content.xml": bytes(range(256)), "META-INF/manifest.xml": manifest})


def ole(*names, word=None, order=0xFFFE, shift=9, chain=None, tables=1):
    """A compound file with these streams; with `word`, a WordDocument that begins so.

    Its sectors: the allocation table, the names (four to a sector), and eight for the stream.
    """
    entries = [entry("Root Entry", 5), *([entry("WordDocument", 2, first=100, size=4096)] if word is not None else [])]
    entries += [entry(name, 2) for name in names]
    sectors = -(-len(entries) // 4)
    after = chain or [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128L", *[0xFFFFFFFD, *after, *[0xFFFFFFFF] * (127 - len(after))])
    head = OLE + bytes(16) + struct.pack("<5H10x6L2L", 62, 3, order, shift, 6, tables, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    listed = struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)
    data = head + listed + table + b"".join(entries).ljust(sectors * 512, b"\0")
    return data.ljust(101 * 512, b"\0") + (word or b"").ljust(4096, b"\0")


def entry(name, kind, *, first=0, size=0):
    spelt = name.encode("utf-16-le")
    return spelt.ljust(64, b"\0") + struct.pack("<HB49xLLL", len(spelt) + 2, kind, first, size, 0)


def fib(ident=0xA5EC, flags=0):
    """How a Word document begins."""
    return struct.pack("<H8xH", ident, flags)


def doc(*names, **word):
    return ole(*names, word=fib(**word))


def mini_doc():
    """A .doc whose WordDocument is so short that it lies in the root's own stream."""
    made = bytearray(doc())
    at = 1024 + 128
    made[at : at + 128] = entry("WordDocument", 2, first=2, size=64)
    made[1024 : 1024 + 128] = entry("Root Entry", 5, first=2, size=512)
    made[512 + 8 : 512 + 12] = struct.pack("<L", 0xFFFFFFFE)
    made[1536 + 128 : 1536 + 128 + 12] = fib()
    return bytes(made)
