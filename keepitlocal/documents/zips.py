"""Zip archives, read by hand: what the table declares is judged before anything is unpacked, and held to while it is.

The standard library's reader believes its table whatever its length, lets entries overlap (before 3.11.8), and lets an archive
begin anywhere. Ours takes archives as office programs write them, each byte accounted for, and nothing else.
"""

import re
import stat
import zlib
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct

from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import PIECE, length_of

# Of 602 ordinary Office files the highest ratio was 32 and the most parts 382.
MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes
HIGHEST_RATIO = 100
LONGEST_TABLE = 1024 * 1024  # bytes

END = Struct("<4s4H2LH")
ENTRY = Struct("<4s6H3L5H2L")
HEADER = Struct("<4s5H3L2H")
BEHIND = 24  # the most bytes that a descriptor takes behind a part whose header did not know its size
ENCRYPTED, STREAMED, UTF8 = 0x0001, 0x0008, 0x0800
STORED, DEFLATED = 0, 8
FILE_TYPES = {0, stat.S_IFREG, stat.S_IFDIR}
OTHER_NAME = 0x7075  # an extra field that gives the part a second name


@dataclass(frozen=True)
class Part:
    """One entry of the table."""

    name: str
    spelt: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    mode: int
    at: int

    @property
    def begins(self):
        """Where its header would end without extra fields; `_span` finds its data."""
        return self.at + HEADER.size + len(self.spelt)


def parts(file):
    """A dict of name to Part, in the table's order. Raises Fault for what is too much, unsafe, or not accounted for."""
    count, length, at = _end(file)
    if count > MOST_PARTS or length > LONGEST_TABLE:
        raise Fault("too_much")
    file.seek(at)
    found = list(_entries(file.read(length), count))
    size, packed = sum(part.size for part in found), sum(part.packed for part in found)
    if size > MOST_UNPACKED or size > HIGHEST_RATIO * packed:
        raise Fault("too_much")
    if any(part.flags & ENCRYPTED for part in found):
        raise Fault("password")
    _require_tame_names(found)
    _require_no_overlap(file, found, at)
    return {part.name: part for part in found}


def _end(file):
    """How many entries the table has, its length and where it starts. Behind it is only the end record."""
    length = length_of(file)
    if length < END.size:
        raise Fault("damaged")
    file.seek(length - END.size)
    signature, disk, table_disk, here, count, size, at, comment = END.unpack(file.read(END.size))
    if signature != b"PK\5\6" or disk or table_disk or here != count or comment or at + size + END.size != length:
        raise Fault("damaged")
    return count, size, at


def _entries(table, count):
    at = 0
    for _ in range(count):
        if at + ENTRY.size > len(table):
            raise Fault("damaged")
        signature, _, _, flags, method, *_, crc, packed, size, name, extra, comment, disk, _, mode, header = ENTRY.unpack_from(
            table, at
        )
        spelt = table[at + ENTRY.size : at + ENTRY.size + name]
        if signature != b"PK\1\2" or disk or method not in {STORED, DEFLATED} or 0xFFFFFFFF in {packed, size, header}:
            raise Fault("damaged")
        if _has_other_name(table[at + ENTRY.size + name : at + ENTRY.size + name + extra]):
            raise Fault("names")
        yield Part(_decoded(spelt, flags), spelt, flags, method, crc, packed, size, mode >> 16, header)
        at += ENTRY.size + name + extra + comment
    if at != len(table):
        raise Fault("damaged")


def _has_other_name(extra):
    while len(extra) >= 4:
        if int.from_bytes(extra[:2], "little") == OTHER_NAME:
            return True
        extra = extra[4 + int.from_bytes(extra[2:4], "little") :]
    return False


def _decoded(spelt, flags):
    try:
        return spelt.decode("utf-8" if flags & UTF8 else "cp437")
    except UnicodeDecodeError:
        raise Fault("names") from None


def _require_tame_names(found):
    """Names that lead nowhere else, on any system; each of them once; and files and folders only."""
    names = {part.name.casefold() for part in found}
    if len(names) < len(found) or not all(_is_tame(part.name) for part in found):
        raise Fault("names")
    if not all(stat.S_IFMT(part.mode) in FILE_TYPES for part in found):
        raise Fault("names")


def _is_tame(name):
    steps = name.removesuffix("/").split("/")
    return not re.search(r"[\\:\0-\x1f\x7f]", name) and not {"", ".", ".."} & set(steps)


def _require_no_overlap(file, found, end):
    """Part lies behind part, from the first byte to the table: nothing is counted twice, and nothing hidden between."""
    found = sorted(found, key=lambda part: part.at)
    spans = [(0, 0, 0), *(_span(file, part) for part in found), (end, end, 0)]
    for (_, stop, behind), (start, _, _) in pairwise(spans):
        if not stop <= start <= stop + behind:
            raise Fault("damaged")


def _span(file, part):
    """Where a part starts, where its data stops and how much may follow it. Its own header must say what the table says."""
    file.seek(part.at)
    header = file.read(HEADER.size)
    if len(header) < HEADER.size:
        raise Fault("damaged")
    signature, _, flags, method, _, _, _, packed, size, name, extra = HEADER.unpack(header)
    told = flags & STREAMED or (packed, size) == (part.packed, part.size)
    if signature != b"PK\3\4" or (method, file.read(name)) != (part.method, part.spelt) or flags != part.flags or not told:
        raise Fault("damaged")
    return part.at, part.begins + extra + part.packed, BEHIND if flags & STREAMED else 0


def unpacked(file, part):
    """The part a piece at a time. Raises Fault as soon as there is more than the table declares, or when the sum is wrong."""
    size = crc = 0
    for piece in (_inflated if part.method == DEFLATED else _stored)(file, part):
        size, crc = size + len(piece), zlib.crc32(piece, crc)
        if size > part.size:
            raise Fault("too_much")
        yield piece
    if (size, crc) != (part.size, part.crc):
        raise Fault("damaged")


def _stored(file, part):
    file.seek(part.at + HEADER.size - 2)
    at = part.begins + int.from_bytes(file.read(2), "little")
    for left in range(part.packed, 0, -PIECE):
        file.seek(at + part.packed - left)
        yield file.read(min(PIECE, left))


def _inflated(file, part):
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in _stored(file, part):
        while packed:
            if machine.eof:
                raise Fault("damaged")
            yield _inflate(machine, packed)
            packed = machine.unconsumed_tail
    # What was read may still hold a little that is not written.
    while more := _inflate(machine, b""):
        yield more
    if not machine.eof or machine.unused_data:
        raise Fault("damaged")


def _inflate(machine, packed):
    try:
        return machine.decompress(packed, PIECE)
    except zlib.error:
        raise Fault("damaged") from None
