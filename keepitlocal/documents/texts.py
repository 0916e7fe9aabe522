"""Rich text and plain text: read through once, in windows."""

import codecs
import re
from itertools import islice

from keepitlocal.documents.faults import Fault
from keepitlocal.documents.windows import beginning, windows

# \object, \objdata, \objlink and the rest: every control word that begins so has to do with an embedded object.
OBJECT = b"\\obj"
TEMPLATE = b"\\template"
# A template on the writer's own computer, which Word writes of itself, or a longer word. Everything else might be fetched.
OWN_TEMPLATE = re.compile(rb"\\template(?:[a-z]|\s*(?:[a-z]:\\\\|/\w|[\w .:-]*\}))", re.IGNORECASE)
MOST_TEMPLATES = 20

OTHER_KINDS = (b"%PDF-", b"{\\rtf", b"#!")
CONTROLS = re.compile("[\0-\x08\x0e-\x1f\x7f]")
MARKUP = ["<!doctype", "<?xml", "<?php", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<object", "<embed"]
# What a browser that guesses takes for a web page when a text begins with it (WHATWG, MIME Sniffing, 7.1).
WEB_PAGE = re.compile(r"\s*<(?:!--|(?:h1|div|font|table|a|style|title|b|br|p|img|meta|link)[\s/>])", re.IGNORECASE)


def look_at_rtf(file):
    """No warnings. Raises Fault when it does not begin as rich text, embeds an object or fetches a template."""
    if beginning(file, 5) != b"{\\rtf":
        raise Fault("not_what_it_says")
    templates = set()
    for at, window in windows(file, overlap=16):
        lowered = window.lower()
        if OBJECT in lowered:
            raise Fault("object")
        found = re.finditer(re.escape(TEMPLATE), lowered)
        templates.update(at + match.start() for match in islice(found, MOST_TEMPLATES + 1))
        if len(templates) > MOST_TEMPLATES:
            raise Fault("fetches")
    if not all(_own_template(file, at) for at in templates):
        raise Fault("fetches")
    return []


def _own_template(file, at):
    file.seek(at)
    return OWN_TEMPLATE.match(file.read(256))


def look_at_txt(file):
    """No warnings. Raises Fault when it cannot be read as text, or is a web page or script by another name."""
    start = beginning(file, 5)
    if start.startswith(OTHER_KINDS):
        raise Fault("not_what_it_says")
    utf16 = start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ["utf-16"] if utf16 else ["utf-8-sig", "cp1252"]
    encoding = next((each for each in encodings if _can_be_read(file, each)), None)
    if encoding is None:
        raise Fault("not_text")
    kept = ""
    for at, text in _read(file, encoding):
        if CONTROLS.search(text):
            raise Fault("not_text")
        lowered = (kept + text).lower()
        if any(mark in lowered for mark in MARKUP) or (not at and WEB_PAGE.match(text)):
            raise Fault("markup")
        kept = text[-16:]
    return []


def _can_be_read(file, encoding):
    try:
        return all(True for _ in _read(file, encoding))
    except UnicodeDecodeError:
        return False


def _read(file, encoding):
    """The words of each window, with where it starts."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for at, window in windows(file, overlap=0):
        yield at, decoder.decode(window)
    decoder.decode(b"", final=True)
