"""What nobody holds any more goes, late and in two steps; what should be there and is not is told.

A file without a row is what a crash leaves behind. It is a day old before it is touched, so that none on its way is taken.
"""

import datetime
import logging
import os
import shutil
from dataclasses import dataclass

from evidence.documents import storage
from evidence.models.documents import Document, held_by_revisions

log = logging.getLogger(__name__)

ORPHAN_AFTER = datetime.timedelta(hours=24)
IN_QUARANTINE_FOR = datetime.timedelta(days=30)
REMOVED_FOR = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Swept:
    """What a sweep did: the names of files put into quarantine, and how many went for good; and documents with no file."""

    quarantined: list[str]
    deleted: int
    missing: list[Document]

    def __str__(self):
        missing = f" Missing in storage: {', '.join(str(document.pk) for document in self.missing)}." if self.missing else ""
        return f"To quarantine: {len(self.quarantined)}. Deleted: {self.deleted}.{missing}"


def sweep(at):
    """Let go of what was removed, put orphans into quarantine, empty it of what was there long enough, and miss nothing."""
    deleted = _let_go_of_removed(at)
    quarantined = [_quarantine(path, at) for path in _orphans(at)]
    deleted += _empty_quarantine(at)
    missing = [document for document in Document.objects.kept().iterator() if not _is_there(document)]
    for document in missing:
        log.error("Document %s is missing in storage, or has another size than it had.", document.pk)
    return Swept(quarantined, deleted, missing)


def _let_go_of_removed(at):
    removed = list(Document.objects.removed_by(at - REMOVED_FOR).select_related("submission"))
    held = held_by_revisions({document.submission_id for document in removed})
    return let_go([document for document in removed if document.pk not in held], at)


def let_go(documents, at):
    """Let go of documents that nothing holds. The row says that the bytes are gone before they go: a crash leaves an orphan."""
    for document in documents:
        document.let_go(at=at)
        storage.path_of(document.key).unlink(missing_ok=True)
    return len(documents)


def _orphans(at):
    """Files that no row holds, a day old at least."""
    before = (at - ORPHAN_AFTER).timestamp()
    for shelf in [storage.folder(storage.STAGING), *sorted(storage.folder(storage.KEPT).iterdir())]:
        old = {path.name: path for path in shelf.iterdir() if _changed(path) <= before}
        known = Document.objects.kept().filter(key__in=old).values_list("key", flat=True)
        yield from (old[name] for name in set(old) - set(known))


def _changed(path):
    """When the file was last written to; now and for ever where it has just gone from staging."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _quarantine(path, at):
    os.rename(path, storage.folder(storage.QUARANTINE, f"{at:%Y-%m-%d}") / path.name)
    return path.name


def _empty_quarantine(at):
    """How many files went, of the days that are over."""
    over = f"{at - IN_QUARANTINE_FOR:%Y-%m-%d}"
    gone = 0
    for day in storage.folder(storage.QUARANTINE).iterdir():
        if day.name < over:
            gone += len(list(day.iterdir()))
            shutil.rmtree(day)
    return gone


def _is_there(document):
    try:
        return storage.path_of(document.key).stat().st_size == document.size
    except FileNotFoundError:
        return False
