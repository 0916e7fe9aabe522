"""Looking through a file a window at a time, so that its size never matters."""

PIECE = 256 * 1024  # bytes


def windows(file, *, overlap):
    """Each window of the file with where it starts; its first `overlap` bytes end the one before."""
    at, kept = 0, b""
    while True:
        file.seek(at)
        piece = file.read(PIECE)
        if not piece:
            return
        yield at - len(kept), kept + piece
        at += len(piece)
        kept = (kept + piece)[-overlap:] if overlap else b""


def beginning(file, length):
    file.seek(0)
    return file.read(length)


def length_of(file):
    file.seek(0, 2)
    return file.tell()
