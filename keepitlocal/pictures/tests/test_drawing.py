"""Pictures are drawn anew, small and upright, and nothing that was hidden in a file comes with them."""

import contextlib
import io
import random

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from keepitlocal.documents import images
from keepitlocal.documents.faults import Refused
from keepitlocal.pictures import drawing
from keepitlocal.pictures.tests.makers import PLUM, claiming, draw, make_file, make_noise, shown

RIGHT_TURN = 6  # as cameras note it


def refusal(data, name="picture.png"):
    with pytest.raises(Refused) as caught:
        draw(data, name)
    return caught.value.sentence


def moving(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ["red", "green"]]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:])
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode", "colour"),
    [
        ("JPEG", "RGB", PLUM),
        ("JPEG", "CMYK", (0, 59, 0, 176)),
        ("JPEG", "L", 90),
        ("PNG", "RGBA", (74, 31, 79, 255)),
        ("PNG", "P", 3),
        ("PNG", "1", 1),
        ("PNG", "LA", (90, 128)),
        ("PNG", "I;16", 40_000),
        ("WEBP", "RGBA", (74, 31, 79, 20)),
    ],
)
def test_whatever_its_colours_are_it_is_drawn_in_red_green_and_blue(kind, mode, colour):
    """U26."""
    drawn = draw(make_file(kind, mode=mode, colour=colour, size=(300, 200)))

    assert [(shown(each).format, shown(each).mode) for each in [drawn.webp, drawn.jpeg, drawn.thumbnail]] == [
        ("WEBP", "RGB"),
        ("JPEG", "RGB"),
        ("WEBP", "RGB"),
    ]


def test_what_is_clear_is_white():
    drawn = draw(make_file(mode="RGBA", colour=(0, 0, 0, 0), size=(50, 50)))

    assert shown(drawn.jpeg).getpixel((25, 25)) == (255, 255, 255)


def test_it_is_as_wide_as_a_page_at_the_most_and_its_size_is_told():
    drawn = draw(make_file(size=(3000, 2000)))

    assert (drawn.width, drawn.height) == shown(drawn.webp).size == (640, 427)


def test_what_is_small_stays_so():
    drawn = draw(make_file(size=(30, 20)))

    assert (drawn.width, drawn.height) == (30, 20)


@pytest.mark.parametrize("size", [(1600, 1200), (300, 3000), (3000, 300)])
def test_what_no_encoder_makes_small_is_drawn_smaller(size):
    drawn = draw(make_noise(size))

    assert max(len(drawn.webp), len(drawn.jpeg)) <= 12_000
    assert len(drawn.thumbnail) <= 1_200


def test_it_stands_as_the_camera_was_held():
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = RIGHT_TURN
    drawn = draw(make_file("JPEG", size=(400, 300), exif=exif))

    assert (drawn.width, drawn.height) == (300, 400)


def test_nothing_that_came_with_it_is_kept():
    """U26."""
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "canary"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = "canary"
    data = make_file("JPEG", exif=exif, comment=b"canary", icc_profile=b"canary", xmp=b"canary") + b"canary"
    drawn = draw(data)

    assert data.count(b"canary") == 6
    assert [each for each in [drawn.webp, drawn.jpeg, drawn.thumbnail] if b"canary" in each or b"xif" in each] == []


def test_words_in_a_png_are_not_kept():
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "canary")
    words.add_itxt("XML:com.adobe.xmp", "canary")
    drawn = draw(make_file(pnginfo=words))

    assert b"canary" not in drawn.webp + drawn.jpeg + drawn.thumbnail


@pytest.mark.parametrize(
    ("width", "height"), [(100_000, 100_000), (50_000_001, 1), (10_000, 5_001)], ids=["a flood", "a line", "a pixel row too many"]
)
def test_a_flood_of_pixels_is_refused_by_what_its_header_says(width, height, monkeypatch):
    """U26: before anything is drawn."""
    monkeypatch.setattr(drawing, "_plain", None)

    assert refusal(claiming(width, height)) == (
        "“picture.png” has more pixels than we can take, which is 50 million. Make it smaller and try again"
    )


def test_as_many_pixels_as_we_take_are_no_flood():
    assert images.opened(io.BytesIO(claiming(10_000, 5_000)), ["PNG"]).size == (10_000, 5_000)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_a_picture_that_moves_is_refused(kind):
    assert refusal(moving(kind)) == "“picture.png” is a picture that moves. Save one still picture of it and try again"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>",
        b"%PDF-1.7",
        b"GIF89a",
        b"\x00",
        b"II*\x00\x08\x00\x00\x00",
    ],
)
def test_what_is_no_picture_of_a_kind_we_take_is_refused(data):
    """U21, U22."""
    assert refusal(data) == "“picture.png” must be a JPEG, PNG or WebP picture. Save it as one of these and try again"


def test_an_empty_file_is_refused():
    """U20."""
    assert refusal(b"") == "“picture.png” is empty"


def test_a_name_is_shown_without_what_cannot_be_seen():
    """U14."""
    assert refusal(b"", "a\u202egnp.\x00exe") == "“agnp.exe” is empty"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("length", [0.3, 0.6, 0.9])
def test_a_picture_that_was_cut_short_is_refused(kind, length):
    data = make_noise((60, 60)) if kind == "PNG" else make_file(kind, size=(600, 400))

    assert "“picture.png” " in refusal(data[: int(len(data) * length)])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_whatever_is_broken_in_it_it_is_drawn_or_refused(kind):
    chance = random.Random(7)
    file = io.BytesIO()
    Image.open(io.BytesIO(make_noise((40, 30)))).save(file, kind)
    for _ in range(150):
        data = bytearray(file.getvalue())
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(Refused):  # nothing else may come of it
            draw(bytes(data))
