"""Translations for tests."""

import datetime

from keepitlocal.languages.models import Translation

NOON = datetime.datetime(2018, 6, 1, 11, tzinfo=datetime.UTC)
WELSH = "cy"


def make_translation(
    text="Call for evidence", words="Galwad am dystiolaeth", *, where="Call keep-it-local: title", by=None, at=NOON
):
    """A text's translation, in place of the one it has."""
    row = Translation.objects.into(WELSH).of(text).first()
    return Translation.objects.put(text, words, language=WELSH, where=where, edits=row.edits if row else 0, by=by, at=at)
