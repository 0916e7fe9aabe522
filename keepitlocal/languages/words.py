"""Officers' texts in the language of the page: read once for each edition, and kept in the process.

In the language that everything was written in nothing is asked or looked up. In another, one query a request
asks for the edition.
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import Error
from django.utils.translation import get_language

from keepitlocal.languages import speaking
from keepitlocal.languages.models import Edition, Translation
from keepitlocal.languages.texts import known_by
from keepitlocal.prepared import Prepared

EMPTY_LINES = re.compile(r"\n\s*\n")
EDITION = Prepared(lambda language: Edition.objects.filter(language=language).values_list("word"))


class Translated(str):
    """Words in the language of the page, though something was written in another: nothing marks or looks them up again."""


@dataclass(frozen=True)
class Catalogue:
    """Every translation into one language, by what its text is known by."""

    edition: str
    words: dict[str, str]

    def of(self, text):
        """What a text says, or None. Its paragraphs may be translated each by itself, and a sentence stand without its stop."""
        key = known_by(text)
        if (found := self.words.get(key)) is not None:
            return found
        if (found := self.words.get(f"{key}.")) is not None:
            return found.removesuffix(".")
        paragraphs = EMPTY_LINES.split(text.strip())
        if len(paragraphs) == 1:
            return None
        each = [self.of(paragraph) for paragraph in paragraphs]
        return None if None in each else "\n\n".join(each)


NONE = Catalogue("", {})
_kept: dict[str, Catalogue] = {}  # by language
_asked: ContextVar[dict[str, Catalogue] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once():
    """Within this, whoever asks for a language's words gets those of the first time."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def edition():
    """What a page that is kept depends on: its language, and which translations into it there are."""
    return (get_language(), "") if speaking.is_ours() else (get_language(), _catalogue().edition)


def translated(text):
    """A text of officers in the language of the page, as `Translated`; as it is, where there is no translation."""
    if speaking.is_ours() or not text or isinstance(text, Translated):
        return text
    found = _catalogue().of(str(text))
    return text if found is None else Translated(found)


def is_foreign(text):
    """Whether what `translated` gave is in another language than the page."""
    return not (speaking.is_ours() or isinstance(text, Translated))


def _catalogue():
    language, asked = get_language(), _asked.get()
    if asked is None:
        return _current(language)
    if language not in asked:
        asked[language] = _current(language)
    return asked[language]


def _current(language):
    try:
        word = EDITION.first(language)
        if word is None:
            return NONE
        kept = _kept.get(language)
        if not kept or kept.edition != word[0]:
            rows = Translation.objects.into(language).said().values_list("text", "words")
            kept = _kept[language] = Catalogue(word[0], {known_by(text): said for text, said in rows})
        return kept
    except Error:  # a page that says what is wrong is shown without the database, in the words there are
        return NONE
