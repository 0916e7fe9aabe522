"""The kinds of file that we take, how much of them, and what a file is called when people see it."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_noop

LARGEST = 25 * 1024 * 1024  # bytes a file
MOST = 20  # files a submission
LARGEST_TOGETHER = 100 * 1024 * 1024  # bytes a submission

LONGEST_NAME = 100  # characters
LONGEST_SUFFIX = 16
# They join letters in Persian, Hindi and other scripts, and hide nothing.
JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Kind:
    """A kind of document: its code, its name as people say it, and the content type it is served with."""

    code: str
    label: str
    content_type: str

    @property
    def suffix(self):
        """How the names of its files end."""
        return f".{self.code}"


EVERY = {
    kind.suffix: kind
    for kind in [
        Kind("pdf", gettext_noop("PDF"), "application/pdf"),
        Kind("docx", gettext_noop("Word document"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        Kind("doc", gettext_noop("Word document"), "application/msword"),
        Kind("odt", gettext_noop("OpenDocument text"), "application/vnd.oasis.opendocument.text"),
        Kind("rtf", gettext_noop("Rich text"), "application/rtf"),
        Kind("txt", gettext_noop("Plain text"), "text/plain"),
        Kind("xlsx", gettext_noop("Excel spreadsheet"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Kind("ods", gettext_noop("OpenDocument spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
        Kind(
            "pptx", gettext_noop("PowerPoint slides"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        ),
        Kind("png", gettext_noop("PNG picture"), "image/png"),
        Kind("jpg", gettext_noop("JPEG picture"), "image/jpeg"),
    ]
}


def _some(*codes):
    return {f".{code}": EVERY[f".{code}"] for code in codes}


KINDS = _some("pdf", "docx", "doc", "odt", "rtf", "txt")  # that people attach
PUBLISHED = _some("pdf", "docx", "odt", "rtf", "txt", "xlsx", "ods", "pptx", "png", "jpg")  # that officers publish
PUBLISHED[".jpeg"] = EVERY[".jpg"]


def kind_of(name, among=KINDS):
    """The kind that a name's last ending says it is; None when it is none of those that are taken."""
    return among.get(_parted(display_name(name))[1].lower())


def of(code):
    """The kind with this code, as rows and revisions keep it."""
    return EVERY[f".{code}"]


def display_name(name):
    """The name as people are shown it: one line of at most 100 characters, its ending kept, and never empty.

    Characters that cannot be seen go, above all those that turn the direction of writing: with one, fdp.exe is read as exe.pdf.
    """
    base = re.split(r"[/\\]", name)[-1]
    seen = "".join(letter for letter in base if letter in JOINERS or unicodedata.category(letter)[0] != "C")
    stem, suffix = _parted(unicodedata.normalize("NFC", " ".join(seen.split())).rstrip(". "))
    stem, room = stem.lstrip(". ") or "document", LONGEST_NAME - len(suffix)
    return (stem if len(stem) <= room else f"{stem[: room - 1]}…") + suffix


def _parted(name):
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if dot and len(ending) < LONGEST_SUFFIX else (name, "")
