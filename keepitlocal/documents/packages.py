"""Documents that are zip archives: those of Microsoft Office and OpenDocument. Every part is read once, and none is kept."""

import re
from itertools import chain
from urllib.parse import unquote

from keepitlocal.documents import compound, markup, zips
from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import beginning

ODT = b"application/vnd.oasis.opendocument.text"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# What tells a kind of Office's packages from the others: its main part.
WORD = re.compile(r"word/document\d*\.xml")
EXCEL = re.compile(r"xl/workbook\d*\.xml")
POWERPOINT = re.compile(r"ppt/presentation\d*\.xml")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
ARCHIVES = (b"PK\3\4", b"PK\5\6", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"MSCF\0\0\0\0", b"\xfd7zXZ\0")

# A file on the writer's own computer, which another does not have: Word notes its template so. A share of a network is not.
OWN_FILE = re.compile(r"(?:file:///)?[a-z]:[/\\].*|file:///\w.*", re.IGNORECASE | re.DOTALL)
ADDRESS = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
WITHIN = re.compile(r"vnd\.sun\.star\.(?:GraphicObject|EmbeddedObject):|data:", re.IGNORECASE)
HREF = "http://www.w3.org/1999/xlink href"
LONGEST_LOOK = 2_000  # characters of an address
MAY_BE_OWN = {"attachedTemplate", "image", "template"}


def look_at_docx(file):
    """The warnings about a .docx. Raises Fault."""
    return _look_at_office(file, WORD)


def look_at_xlsx(file):
    """The warnings about an .xlsx. Raises Fault."""
    return _look_at_office(file, EXCEL)


def look_at_pptx(file):
    """The warnings about a .pptx. Raises Fault."""
    return _look_at_office(file, POWERPOINT)


def look_at_odt(file):
    """The warnings about an .odt. Raises Fault."""
    return _look_at_opendocument(file, ODT)


def look_at_ods(file):
    """The warnings about an .ods. Raises Fault."""
    return _look_at_opendocument(file, ODS)


def _look_at_office(file, main):
    _require_zip(file)
    parts = zips.parts(file)
    names = {name.casefold() for name in parts}
    if any(re.search(r"(?:^|/)vba(?:project\.bin|data\.xml)$", name) for name in names):
        raise Fault("macros")
    if "[Content_Types].xml" not in parts or not any(main.fullmatch(name) for name in parts):
        raise Fault("not_what_it_says")
    embeds, budget = False, markup.Budget()
    for part in parts.values():
        if part.name.lower().endswith(".rels"):
            markup.elements(zips.unpacked(file, part), budget, _judge_relationship)
        elif part.name == "[Content_Types].xml":
            markup.elements(zips.unpacked(file, part), budget, _judge_content_type)
        else:
            embeds |= _read_over(file, part)
    return [compound.EMBEDS] if embeds else []


def _look_at_opendocument(file, mimetype):
    _require_zip(file)
    parts = zips.parts(file)
    budget = markup.Budget()
    if "META-INF/manifest.xml" in parts:
        markup.elements(zips.unpacked(file, parts["META-INF/manifest.xml"]), budget, _judge_manifest)
    if not {"mimetype", "content.xml"} <= set(parts) or b"".join(_start(file, parts["mimetype"])[0]).strip() != mimetype:
        raise Fault("not_what_it_says")
    if any(name.casefold().startswith(("basic/", "scripts/")) for name in parts):
        raise Fault("macros")
    embeds = False
    for part in parts.values():
        if part.size and part.name.rpartition("/")[2] in {"content.xml", "styles.xml", "meta.xml"}:
            markup.elements(zips.unpacked(file, part), budget, _judge_odf_element)
        else:
            embeds |= _read_over(file, part)
    return [compound.EMBEDS] if embeds else []


def _require_zip(file):
    start = beginning(file, 8)
    if start == compound.BEGINS and "EncryptedPackage" in compound.names(file):
        raise Fault("password")
    if not start.startswith(b"PK\3\4"):
        raise Fault("not_what_it_says")


def _judge_relationship(name, said):
    kind = said.get("Type", "").rpartition("/")[2]
    if kind in {"vbaProject", "wordVbaData"}:
        raise Fault("macros")
    if kind == "aFChunk":
        raise Fault("archive")
    target = unquote(said.get("Target", "")[:LONGEST_LOOK])
    outside = said.get("TargetMode", "Internal") != "Internal" or ADDRESS.match(target)
    if name == "Relationship" and outside and kind != "hyperlink" and not _is_own_file(kind, target):
        raise Fault("fetches")


def _is_own_file(kind, target):
    return kind in MAY_BE_OWN and OWN_FILE.fullmatch(target)


def _judge_content_type(name, said):
    kind = said.get("ContentType", "").lower()
    if "macroenabled" in kind or "vbaproject" in kind:
        raise Fault("macros")


def _judge_manifest(name, said):
    if name == "encryption-data":
        raise Fault("password")


def _judge_odf_element(name, said):
    if name == "event-listener":
        raise Fault("macros")
    target = unquote(said.get(HREF, "")[:LONGEST_LOOK])
    if name == "a" or not ADDRESS.match(target) or WITHIN.match(target):
        return
    if not _is_own_file(name, target):
        raise Fault("fetches")


def _start(file, part):
    """The first pieces of a part, as many as its prolog may take, and the rest of them."""
    pieces, first, length = zips.unpacked(file, part), [], 0
    for piece in pieces:
        first.append(piece)
        length += len(piece)
        if length >= markup.LONGEST_PROLOG:
            break
    return first, pieces


def _read_over(file, part):
    """Whether a part is an embedded object. Raises Fault for an archive, macros, a declaration or a broken part."""
    first, rest = _start(file, part)
    head = b"".join(first)
    if head.startswith(ARCHIVES):
        raise Fault("archive")
    if head and (markup.is_markup(head) or part.name.lower().endswith(".xml")):
        markup.require_plain_prolog(head)
    embeds = head.startswith(compound.BEGINS)
    kept = b""
    for piece in chain([head], rest):
        if embeds and MACROS in kept + piece:
            raise Fault("macros")
        kept = piece[-len(MACROS) :]
    return embeds
