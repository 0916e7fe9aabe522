"""The old binary Word format: an OLE2 compound file, which is a small file system. Only its table of names is read.

olefile builds an object for every entry, and a file of 25 MB can have 200,000; here the table is read flat, to a limit.
"""

from array import array
from dataclasses import dataclass
from struct import Struct

from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import beginning

BEGINS = bytes.fromhex("d0cf11e0a1b11ae1")
EMBEDS = "It has an object embedded in it, such as a spreadsheet or another file."
MACROS = {"macros", "vba", "_vba_project", "_vba_project_cur"}
OBJECTS = {"objectpool", "\x01ole10native"}

HEADER = Struct("<28xHH12xLL4xLLLLL")
ENTRY = Struct("<64sHB49xLL4x")
MOST_ENTRIES = 8_192
MOST_TABLES = 512  # sectors of the allocation table; of 25 MB, 410 are enough
SECTOR_SHIFTS = {9, 12}
LAST = 0xFFFFFFFA  # from here on a number is a mark, not a sector
ROOT, STREAM, UNUSED = 5, 2, 0

WORD_BEGINS = {0xA5EC, 0xA5DC}  # Word 97 and later; Word 6 and 95
WORD_FLAGS_AT = 0x0A
WORD_ENCRYPTED = 0x0100


@dataclass(frozen=True)
class Entry:
    name: str
    type: int
    first: int
    size: int


def look(file):
    """The warnings about a .doc. Raises Fault."""
    if beginning(file, 8) != BEGINS:
        raise Fault("not_what_it_says")
    ole = Compound(file)
    entries = list(ole.entries())
    found = {entry.name.casefold() for entry in entries}
    if "encryptedpackage" in found:
        raise Fault("password")
    if found & MACROS:
        raise Fault("macros")
    documents = [entry for entry in entries if entry.name == "WordDocument" and entry.type == STREAM]
    if len(documents) != 1:
        raise Fault("not_what_it_says")
    _judge_word(ole.start_of(documents[0], entries))
    return [EMBEDS] if found & OBJECTS else []


def _judge_word(start):
    if len(start) < WORD_FLAGS_AT + 2 or int.from_bytes(start[:2], "little") not in WORD_BEGINS:
        raise Fault("not_what_it_says")
    if int.from_bytes(start[WORD_FLAGS_AT : WORD_FLAGS_AT + 2], "little") & WORD_ENCRYPTED:
        raise Fault("password")


def names(file):
    """The names in a compound file's table. Raises Fault."""
    return {entry.name for entry in Compound(file).entries()}


class Compound:
    """A compound file, as far as its tables: which sector follows which, and what begins where."""

    def __init__(self, file):
        self.file = file
        start = beginning(file, 512)
        if len(start) < 512:
            raise Fault("damaged")
        order, self.shift, tables, self.directory, self.cutoff, _, _, more, _ = HEADER.unpack_from(start)
        if order != 0xFFFE or self.shift not in SECTOR_SHIFTS or tables > MOST_TABLES:
            raise Fault("damaged")
        self.following = self._following(array("I", start[76:]), tables, more)

    def sector(self, number):
        self.file.seek((number + 1) << self.shift)
        found = self.file.read(1 << self.shift)
        if not found:
            raise Fault("damaged")
        return found.ljust(1 << self.shift, b"\0")

    def _following(self, listed, tables, more):
        """Which sector follows which; where the list of its own sectors is longer than the header holds, it goes on elsewhere."""
        while len(listed) < tables:
            if more >= LAST:
                raise Fault("damaged")
            *further, more = array("I", self.sector(more))
            listed.extend(further)
        following = array("I")
        for number in listed[:tables]:
            following.frombytes(self.sector(number))
        return following

    def chain(self, first, most):
        """The sectors of what starts in the sector `first`. Raises Fault when there are more than `most`: it may be a loop."""
        number = first
        for _ in range(most):
            if number >= LAST:
                return
            if number >= len(self.following):
                break
            yield number
            number = self.following[number]
        raise Fault("damaged")

    def entries(self):
        """Every entry of the table that is in use, whether or not anything leads to it."""
        for number in self.chain(self.directory, MOST_ENTRIES * ENTRY.size >> self.shift):
            for name, length, kind, first, size in ENTRY.iter_unpack(self.sector(number)):
                if kind != UNUSED:
                    yield Entry(name[: max(0, length - 2)].decode("utf-16-le", "replace"), kind, first, size)

    def start_of(self, entry, entries):
        """The first bytes of a stream. A short one lies in the root's own stream, in sectors of 64 bytes."""
        if entry.size >= self.cutoff:
            return self.sector(entry.first)[:64]
        root = next((each for each in entries if each.type == ROOT), None)
        at, within = divmod(entry.first << 6, 1 << self.shift)
        for place, number in enumerate(self.chain(root.first, 1 << 16) if root else ()):
            if place == at:
                return self.sector(number)[within : within + 64]
        raise Fault("damaged")
