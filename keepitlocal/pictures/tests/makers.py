"""Pictures for tests: drawn here, as files and as rows."""

import io

from PIL import Image, PngImagePlugin

from keepitlocal.pictures.drawing import drawn
from keepitlocal.pictures.models import Picture

PLUM = "#4a1f4f"


def make_file(kind="PNG", *, size=(800, 600), colour=PLUM, mode="RGB", **saved):
    """The bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **saved)
    return file.getvalue()


def make_noise(size=(1600, 1200)):
    """The bytes of a picture that no encoder makes small."""
    file = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(file, "PNG")
    return file.getvalue()


def claiming(width, height):
    """A PNG whose header says that it is as large as that, and which holds next to nothing."""
    data = bytearray(make_file(size=(1, 1)))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = PngImagePlugin._crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


def draw(data, name="picture.png"):
    return drawn(io.BytesIO(data), name)


def make_picture(description="A street in the evening", **file):
    return Picture.objects.of(draw(make_file(**file)), description)


def shown(data):
    """What an encoded picture shows, to be looked at."""
    return Image.open(io.BytesIO(data))
