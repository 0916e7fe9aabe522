"""What nothing holds any more goes, late and in two steps; what should be there and is not is told.

A file without a row is what a crash leaves behind. It is a day old before it is touched, so that none on its way is taken.
"""

import contextlib
import datetime
import logging
import os
import shutil
from dataclasses import dataclass

from django.db import models

from keepitlocal.documents import storage

log = logging.getLogger(__name__)

ORPHAN_AFTER = datetime.timedelta(hours=24)
IN_QUARANTINE_FOR = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Swept:
    """What a sweep did: the names of files put into quarantine, and how many went for good; and rows with no file."""

    quarantined: list[str]
    deleted: int
    missing: list[models.Model]

    def __str__(self):
        missing = f" Missing in storage: {', '.join(str(row.pk) for row in self.missing)}." if self.missing else ""
        return f"To quarantine: {len(self.quarantined)}. Deleted: {self.deleted}.{missing}"


def sweep(shelf, rows, *, deleted=0, at):
    """Put what no row holds into quarantine, of staging and of a shelf, empty it of what was there long enough, and miss nothing.

    `rows` is a queryset of all whose files must be on the shelf, each with a `key` and a `size`; `deleted`, how many files its
    owner has deleted for good just before.
    """
    quarantined = [path.name for path in _orphans(shelf, rows, at) if _quarantine(path, at)]
    deleted += _empty_quarantine(at)
    missing = [row for row in rows.iterator() if not _is_there(row, shelf)]
    for row in missing:
        log.error("%s %s is missing in storage, or has another size than it had.", row._meta.verbose_name.capitalize(), row.pk)
    return Swept(quarantined, deleted, missing)


def _orphans(shelf, rows, at):
    """Files that no row holds, a day old at least."""
    before = (at - ORPHAN_AFTER).timestamp()
    for folder in [storage.folder(storage.STAGING), *sorted(storage.folder(shelf).iterdir())]:
        old = {path.name: path for path in folder.iterdir() if _changed(path) <= before}
        known = rows.filter(key__in=old).values_list("key", flat=True)
        yield from (old[name] for name in set(old) - set(known))


def _changed(path):
    """When the file was last written to; now and for ever where it has just gone from staging."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _quarantine(path, at):
    """Whether it went there now: staging is everybody's, and another sweep may have been quicker."""
    with contextlib.suppress(FileNotFoundError):
        os.rename(path, storage.folder(storage.QUARANTINE, f"{at:%Y-%m-%d}") / path.name)
        return True
    return False


def _empty_quarantine(at):
    """How many files went, of the days that are over."""
    over = f"{at - IN_QUARANTINE_FOR:%Y-%m-%d}"
    gone = 0
    for day in storage.folder(storage.QUARANTINE).iterdir():
        with contextlib.suppress(FileNotFoundError):
            if day.name < over:
                gone += len(list(day.iterdir()))
                shutil.rmtree(day)
    return gone


def _is_there(row, shelf):
    try:
        return storage.path_of(row.key, shelf).stat().st_size == row.size
    except FileNotFoundError:
        return False
