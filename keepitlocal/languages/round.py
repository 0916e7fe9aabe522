"""Translations from a file, and as one: a round's `welsh.yaml`, and what a translator is given and gives back."""

from dataclasses import dataclass

from django.db import transaction

from keepitlocal.audit.models import record
from keepitlocal.languages.lines import lines
from keepitlocal.languages.models import LONGEST, LONGEST_WHERE, Edition, Translation, lost_places
from keepitlocal.languages.speaking import OTHERS
from keepitlocal.languages.texts import fingerprint
from keepitlocal.loading import said
from keepitlocal.rounds import Mapping


@dataclass(frozen=True)
class Written:
    """What a file says of one text. `edits` is how often its translation had been changed when the file was made, or None."""

    text: str
    words: str
    where: str
    edits: int | None
    mapping: Mapping


@dataclass
class Tally:
    """What became of what a file says."""

    taken: int = 0
    same: int = 0
    left: int = 0
    empty: int = 0


def load(file, *, terms):
    """Take the file's translations; what officers have said otherwise stays, unless the terms say to replace it.

    Returns sentences; raises RoundError.
    """
    language, found = read(file)
    tally = take(language, found, by=None, at=terms.at, leaves=lambda row: row.by_id is not None and not terms.replace)
    told = [f"Words in {language}: {tally.taken} loaded, {tally.same} as they were."]
    if tally.left:
        told.append(f"Words in {language}: {tally.left} left as officers have them. To lose those, add --replace.")
    return told


def read(file):
    """The language of a file and what it says, as a list of Written. Raises RoundError."""
    language = file.only("language", "texts").text("language")
    if language not in OTHERS:
        raise file.wrong(f"language must be {' or '.join(OTHERS)}.", "language")
    texts = [each.only("where", "text", "words", "edits", "before") for each in file.mappings("texts")]
    return language, [_written(each) for each in file.unique(texts, "text")]


def _written(mapping):
    text, words = mapping.text("text"), mapping.text("words", "", longest=LONGEST)
    if words and (lost := lost_places(text, words)):
        raise mapping.wrong(f"{' and '.join(lost)} must be in the words as often as in the text.", "words")
    edits = mapping.number("edits") if "edits" in mapping.values else None
    return Written(text, words, mapping.text("where", "", longest=LONGEST_WHERE), edits, mapping)


@transaction.atomic
def take(language, found, *, by, at, leaves=lambda row: False):
    """Keep what was written, but for rows that this `leaves`, and what is empty. Raises RoundError where a row has moved on."""
    edition, tally = Edition.change(language), Tally()
    rows = {row.sha256: row for row in Translation.objects.into(language)}
    for each in found:
        key = fingerprint(each.text)
        row = rows.get(key) or Translation(language=language, sha256=key)
        if not each.words:
            tally.empty += 1
        elif row.words == each.words:
            tally.same += 1
        elif row.pk and leaves(row):
            tally.left += 1
        elif each.edits not in {None, row.edits}:
            raise each.mapping.wrong("this was translated otherwise after the file was made. Look at what it says now.", "words")
        else:
            row.keep(each.text, each.words, where=each.where or row.where, by=by, at=at)
            tally.taken += 1
    record("loaded", edition, at=at, by=by, language=language, count=tally.taken)
    return tally


def dump():
    """Every translation as the file that `load` takes, or None; nothing is left out."""
    [language] = OTHERS
    rows = Translation.objects.into(language).said()
    texts = [said(where=row.where, text=row.text, words=row.words) for row in rows]
    return {"language": language, "texts": texts} if texts else None, []


def for_translator(language):
    """Every text that is shown now, with its words, or with those that it had before it was corrected."""
    return {"language": language, "texts": [_line(line) for line in lines(language)]}


def _line(line):
    before = {"text": line.before.text, "words": line.before.words} if line.before and not line.words else None
    return said(where=line.where, text=line.text, before=before) | {"words": line.words, "edits": line.edits}
