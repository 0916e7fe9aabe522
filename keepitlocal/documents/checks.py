"""Judging an upload: is it a kind that we take, is it what it says it is, and is it safe to keep?

Nothing here unpacks to disk, loads a whole document, follows a link or believes what a browser said about the type.
"""

from dataclasses import dataclass

from keepitlocal.documents import compound, images, packages, pdfs, texts
from keepitlocal.documents.faults import Fault, Refused
from keepitlocal.documents.kinds import KINDS, LARGEST, Kind, display_name, kind_of

LOOKS = {
    "pdf": pdfs.look,
    "docx": packages.look_at_docx,
    "doc": compound.look,
    "odt": packages.look_at_odt,
    "rtf": texts.look_at_rtf,
    "txt": texts.look_at_txt,
    "xlsx": packages.look_at_xlsx,
    "ods": packages.look_at_ods,
    "pptx": packages.look_at_pptx,
    "png": images.look_at_png,
    "jpg": images.look_at_jpg,
}


@dataclass(frozen=True)
class Verdict:
    """A document that we take: its kind, and sentences that warn officers before they open it."""

    kind: Kind
    flags: tuple[str, ...] = ()


def judge(file, *, name, size, among=KINDS):
    """The verdict on a seekable binary `file` of `size` bytes, sent in as `name`; `among` are the kinds taken. Raises Refused."""
    try:
        return _judge(file, kind_of(name, among) or _none(among), size)
    except Fault as fault:
        raise Refused(display_name(name), fault.code) from None


def _none(among):
    raise Fault("wrong_kind" if among is KINDS else "not_published")


def _judge(file, kind, size):
    if not size:
        raise Fault("empty")
    if size > LARGEST:
        raise Fault("too_large")
    return Verdict(kind, tuple(LOOKS[kind.code](file)))
