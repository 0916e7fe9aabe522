"""PDFs: judged by their first bytes and never parsed here, for a PDF can loop and swell without end; the worker reads them."""

import re

from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import beginning, length_of, windows

END_OF_ZIP = b"PK\5\6"
WARNINGS = {
    "JavaScript": "It contains JavaScript.",
    "Launch": "It can start another program.",
    "EmbeddedFile": "It has another file embedded in it.",
}


def spelt(name):
    """A pattern for a name in a PDF, any letter of which may be written as # and two digits."""
    return b"".join(b"(?:%c|#%x|#%X)" % (letter, letter, letter) for letter in name.encode())


TELLING = re.compile(b"/(?=[JLE#])(?:" + b"|".join(b"(" + spelt(name) + b")" for name in WARNINGS) + b")")


def look(file):
    """The warnings about a PDF. Raises Fault when it does not begin as one.

    A look at the bytes, which does not see into compressed parts: a warning is worth something, its absence is not.
    """
    if beginning(file, 5) != b"%PDF-":
        raise Fault("not_what_it_says")
    found = set()
    for _, window in windows(file, overlap=64):
        for match in TELLING.finditer(window):
            found.add(match.lastindex)
            if len(found) == len(WARNINGS):
                break
    yield from (words for number, words in enumerate(WARNINGS.values(), 1) if number in found)
    if ends_as_zip(file):
        yield "It is a zip archive as well as a PDF."


def ends_as_zip(file):
    """Whether the table of a zip archive stands at its end, with or without a comment behind it."""
    file.seek(max(0, length_of(file) - 65557))
    return END_OF_ZIP in file.read(65557)
