"""The XML inside documents: never with a document type declaration, and never more of it than a document needs."""

from dataclasses import dataclass
from xml.parsers import expat

from keepitlocal.documents.faults import Fault

LONGEST_PROLOG = 64 * 1024  # bytes before the first element
LONGEST_TOKEN = 1024 * 1024  # bytes; an older expat reads an unfinished tag from its start again with every piece
BEGINS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")
ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}


class _Begun(Exception):
    """The first element has been reached."""


@dataclass
class Budget:
    """What is left to read of one document's XML."""

    elements: int = 200_000
    depth: int = 256
    names: int = 5_000
    longest_name: int = 500  # characters
    length: int = 24 * 1024 * 1024  # bytes

    def enter(self, parser, name):
        self.elements -= 1
        self.depth -= 1
        self.require(parser, name)

    def leave(self, name):
        self.depth += 1

    def require(self, parser, name=""):
        """Raise Fault when something is used up; every name that was met is held by the parser."""
        if min(self.elements, self.length, self.depth) < 0 or len(parser.intern) > self.names or len(name) > self.longest_name:
            raise Fault("too_much")


def is_markup(head):
    return head.lstrip(b" \t\r\n").startswith(BEGINS)


def require_plain_prolog(head):
    """Raise Fault unless an element begins within `head`, with no document type declaration before it."""
    parser = _parser()
    parser.StartElementHandler = _begin
    try:
        parser.Parse(head[:LONGEST_PROLOG])
    except _Begun:
        return
    except expat.ExpatError:
        raise Fault("damaged") from None
    raise Fault("damaged")


def elements(pieces, budget, tell):
    """Read XML to its end, calling `tell(name, attributes)` for each element, its name without its namespace. Raises Fault."""
    parser = _parser()
    read = 0

    def begin(name, attributes):
        budget.enter(parser, name)
        tell(name.rpartition(" ")[2], attributes)

    parser.StartElementHandler = begin
    parser.EndElementHandler = budget.leave
    try:
        for piece in pieces:
            read += len(piece)
            budget.length -= len(piece)
            budget.require(parser)
            parser.Parse(piece)
            if read - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise Fault("too_much")
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise Fault("damaged") from None


def _parser():
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _require_plain_encoding
    return parser


def _begin(name, attributes):
    raise _Begun


def _refuse_doctype(*declaration):
    raise Fault("declarations")


def _require_plain_encoding(version, encoding, standalone):
    # Of any other, Python is asked, which knows a hundred.
    if encoding and encoding.lower() not in ENCODINGS:
        raise Fault("damaged")
