"""The Welsh catalogue and the words that are marked for it, read without GNU gettext."""

import ast
import gettext
import re
from fnmatch import fnmatch

from django.conf import settings
from django.utils.translation.template import templatize

from keepitlocal.languages.management.commands.words import CATALOGUE, LEFT_OUT

CONTEXT = "\x04"  # between a context and its word, as gettext has them in a compiled catalogue
MARKS = re.compile(r"n?p?gettext(_lazy|_noop)?|_")
HELD = re.compile(r"%\((\w+)\)[sd]")
LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATES = re.compile(rf"\b(n?p?gettext|_)\(\s*{LITERAL}(?:\s*,\s*{LITERAL})?(?:\s*,\s*{LITERAL})?")


def is_left_out(path):
    return any(fnmatch(str(path), pattern) for pattern in LEFT_OUT)


def sources(folder, *endings):
    found = (path.relative_to(settings.ROOT) for ending in endings for path in (settings.ROOT / folder).rglob(f"*.{ending}"))
    return sorted(path for path in found if not is_left_out(path))


def marked():
    """Every marked word, as compiled catalogues have it."""
    return {
        *(word for path in sources("templates", "html", "txt") for word in in_template((settings.ROOT / path).read_text())),
        *(
            word
            for app in ["keepitlocal", "evidence", "survey", "principles"]
            for path in sources(app, "py")
            for word in in_code((settings.ROOT / path).read_text())
        ),
    }


def in_template(said):
    for mark, *literals in IN_TEMPLATES.findall(templatize(said)):
        yield _word(mark, [ast.literal_eval(each) for each in literals if each])


def in_code(said):
    for node in ast.walk(ast.parse(said)):
        name = getattr(node, "func", None) and getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name and MARKS.fullmatch(name):
            texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if texts:
                yield _word(name, texts)


def _word(mark, texts):
    return CONTEXT.join(texts[:2]) if mark.lstrip("n").startswith("p") else texts[0]


def written(path=CATALOGUE):
    """What a catalogue says: a dict of word to its forms in English and in Welsh; and whether a flag says that any is a guess."""
    found, has_guesses = {}, False
    for entry in re.split(r"\n\s*\n", path.read_text()):
        has_guesses |= bool(re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE))
        said, key = {}, None
        for line in entry.splitlines():
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                key, _, line = line.partition(" ")
                said[key] = ""
            said[key] += ast.literal_eval(line)
        if said:
            word = CONTEXT.join(said[key] for key in ["msgctxt", "msgid"] if key in said)
            english = [said[key] for key in ["msgid", "msgid_plural"] if key in said]
            found[word] = english, [text for key, text in said.items() if key.startswith("msgstr")]
    return found, has_guesses


def compiled():
    """What the compiled catalogue says: a dict of word to its forms in Welsh."""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    found = {}
    for key, text in catalogue.items():
        found.setdefault(key[0] if isinstance(key, tuple) else key, []).append(text)
    return found


def held(text):
    """What is put into a text, by gettext's marks or by braces."""
    return set(HELD.findall(text)) | set(re.findall(r"{(\w+)}", text))
