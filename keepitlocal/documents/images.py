"""Pictures that are given out as they came: known by how they begin, and never drawn here."""

import struct
import zlib

from PIL import ExifTags, Image, UnidentifiedImageError

from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import beginning

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 50_000_000  # what a telephone takes at most; drawn, that is 150 MB
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow raises whatever its plugins do when they are fed something broken.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, OverflowError, struct.error, zlib.error)
PLACE = "It says where it was taken: take that out before it is published, if nobody should know."


def look_at_png(file):
    """The warnings about a .png. Raises Fault."""
    return _look(file, PNG, "PNG")


def look_at_jpg(file):
    """The warnings about a .jpg. Raises Fault."""
    return _look(file, JPEG, "JPEG")


def _look(file, begins, kind):
    if beginning(file, len(begins)) != begins:
        raise Fault("not_what_it_says")
    image = opened(file, [kind])
    try:
        return [PLACE] if image.getexif().get_ifd(ExifTags.IFD.GPSInfo) else []
    except BROKEN:
        raise Fault("not_drawn") from None


def opened(file, kinds):
    """The picture, of which only the header is read yet. Raises Fault where that is none, or says that it is too much to draw."""
    file.seek(0)
    try:
        image = Image.open(file, formats=kinds)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Fault("pixels") from None
    except UnidentifiedImageError:
        raise Fault("not_a_picture") from None
    except BROKEN:
        raise Fault("not_drawn") from None
    if image.width * image.height > MOST_PIXELS:
        raise Fault("pixels")
    return image
