"""Every text that respondents are shown now, beside what it says in another language."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import models

from keepitlocal import parts
from keepitlocal.languages.models import Translation
from keepitlocal.languages.texts import Text, fingerprint, tidied
from keepitlocal.wording import changes


class State(models.TextChoices):
    MISSING = "missing", "Not yet translated"
    CHANGED = "changed", "Source changed"
    DONE = "done", "Done"


@dataclass(frozen=True)
class Line:
    """A text, wherever it stands; its translation, and the one that its place had `before`, or None."""

    sha256: str
    places: tuple[Text, ...]
    translation: Translation | None
    before: Translation | None

    @property
    def text(self):
        return tidied(self.places[0].text)

    @property
    def where(self):
        return self.places[0].where

    @property
    def words(self):
        return self.translation.words if self.translation else ""

    @property
    def edits(self):
        return self.translation.edits if self.translation else 0

    @property
    def state(self):
        if self.words:
            return State.DONE
        return State.CHANGED if self.before else State.MISSING

    @property
    def changes(self):
        """What became of the text since the translation that there was."""
        return changes(self.before.text, self.text) if self.before else []


def lines(language):
    """Each text once, in the order of the parts. Two queries beside those of the parts."""
    places = defaultdict(list)
    for text in parts.texts():
        places[fingerprint(text.text)].append(text)
    rows = list(Translation.objects.into(language).order_by("at", "pk"))
    by_text = {row.sha256: row for row in rows}
    earlier = {row.where: row for row in rows if row.words}  # the latest of each place
    return [
        Line(key, tuple(found), by_text.get(key), _before(earlier, key, [each.where for each in found]))
        for key, found in places.items()
    ]


def _before(earlier, key, places):
    found = (earlier[where] for where in places if where in earlier)
    return next((row for row in found if row.sha256 != key), None)
