"""Drawing a picture anew, as small as a page can bear: what was hidden in the file that came stays behind with it."""

import io
import threading
from dataclasses import dataclass

from PIL import Image, ImageOps

from keepitlocal.documents.faults import Fault, Refused
from keepitlocal.documents.images import BROKEN, opened
from keepitlocal.documents.kinds import LARGEST, display_name
from keepitlocal.documents.windows import length_of

TAKEN = ["JPEG", "PNG", "WEBP"]
# A first visit to a page takes 60 KB, of which the portal's own bytes leave a quarter: to one picture, or to eight thumbnails.
PAGE_BOX, PAGE_BYTES = (640, 800), 11_000
LIST_BOX, LIST_BYTES = (112, 112), 1_150
SHRINKING = 0.8  # of each side, where no quality makes it small enough
QUALITIES = [75, 60, 45, 30]
ENCODING: dict[str, dict[str, object]] = {"WEBP": {"method": 6}, "JPEG": {"optimize": True, "progressive": True}}
PAPER = "#ffffff"  # what shows through
_one_at_a_time = threading.Lock()  # so that the largest pictures do not come together in memory


@dataclass(frozen=True)
class Drawn:
    """A picture as it is shown: on its page, in two encodings of which browsers choose, and in lists. Bytes, and pixels."""

    webp: bytes
    jpeg: bytes
    thumbnail: bytes
    width: int
    height: int


def drawn(file, name):
    """The picture that a seekable binary file holds, sent in as `name`. Raises Refused."""
    try:
        _require_size(file)
        with _one_at_a_time:
            return _drawn(_plain(opened(file, TAKEN)))
    except Fault as fault:
        raise Refused(display_name(name), fault.code) from None
    except BROKEN:
        raise Refused(display_name(name), "not_drawn") from None


def _require_size(file):
    if not (length := length_of(file)):
        raise Fault("empty")
    if length > LARGEST:
        raise Fault("too_large")


def _plain(image):
    """The picture upright, in red, green and blue alone, and no larger than twice what is shown of it."""
    if getattr(image, "is_animated", False):
        raise Fault("moves")
    image.draft("RGB", [2 * side for side in PAGE_BOX])  # a JPEG is read at the size that is wanted
    image = ImageOps.exif_transpose(image)
    image.thumbnail([2 * side for side in PAGE_BOX])
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, PAPER), seen)
    return Image.frombytes("RGB", image.size, image.convert("RGB").tobytes())  # pixels, and nothing that came with them


def _drawn(image):
    width, height, webp = _fitting(image, "WEBP", PAGE_BOX, PAGE_BYTES)
    *_, jpeg = _fitting(image, "JPEG", PAGE_BOX, PAGE_BYTES)
    *_, thumbnail = _fitting(image, "WEBP", LIST_BOX, LIST_BYTES)
    return Drawn(webp, jpeg, thumbnail, width, height)


def _fitting(image, kind, box, most):
    """The largest and best of it that is not more than `most` bytes: its width, its height, its bytes."""
    while True:
        small = image.copy()
        small.thumbnail(box)
        for quality in QUALITIES:
            encoded = io.BytesIO()
            small.save(encoded, kind, quality=quality, **ENCODING[kind])
            if encoded.tell() <= most:
                return *small.size, encoded.getvalue()
        box = [max(1, int(side * SHRINKING)) for side in box]
