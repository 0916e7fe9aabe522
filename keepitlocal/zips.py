"""A ZIP archive, written as it is sent: neither memory nor disk holds it."""

import io
import zipfile

FAST = 1  # of the levels of compression: the usual one takes three times as long for an eighth less


class Outlet(io.RawIOBase):
    """What was written to it since it was last emptied. It cannot go back, so the archive is written in one go."""

    def __init__(self):
        self.pieces = []

    def writable(self):
        return True

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def emptied(self):
        pieces, self.pieces = self.pieces, []
        return b"".join(pieces)


def zipped(files):
    """The files as pieces of an archive: each a pair of its name and the pieces of its bytes."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as archive:
        for name, pieces in files:
            with archive.open(name, "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    if outlet.pieces:
                        yield outlet.emptied()
    yield outlet.emptied()
