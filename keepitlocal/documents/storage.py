"""Where files' bytes lie: in staging while they arrive, and on a shelf of write-once storage once they are whole.

All of it is below MEDIA_ROOT, on one disk, so that a file goes from one to the other in one step or not at all.
"""

import contextlib
import hashlib
import logging
import os
import secrets
import tempfile

from django.conf import settings
from django.utils.translation import gettext

from keepitlocal.lifecycle import Refusal

log = logging.getLogger(__name__)

STAGING, QUARANTINE = "staging", "quarantine"
KEPT, PUBLISHED = "documents", "published"  # the shelves: what people send to us, and what officers publish
BLOCK = 1024 * 1024  # bytes read at a time


class NotStored(Refusal):
    """The disk would not take it."""


class Damaged(Refusal):
    """What lies in storage is not what arrived, or is not there."""


@contextlib.contextmanager
def storing():
    """What the disk refuses within becomes NotStored, and an error in the log for who runs the portal."""
    try:
        yield
    except OSError as error:
        log.error("A document could not be stored: %s", error.strerror)
        raise NotStored(gettext("could not be stored. The fault is ours, not yours. Try again in a few minutes")) from error


def folder(*names):
    """A folder below MEDIA_ROOT, which is there, and will be after a power cut."""
    path = settings.MEDIA_ROOT.joinpath(*names)
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for parent in path.parents[: len(names) + 1]:
            sync(parent)
    return path


def sync(path):
    """Make the disk keep what is in this folder."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def stage():
    """An empty file in staging, which goes away when it is closed. Raises NotStored."""
    with storing():
        return tempfile.NamedTemporaryFile(dir=folder(STAGING), prefix="")


def settle(file):
    """Make the disk keep all that was written to the file, which nobody writes to from now on. Raises NotStored."""
    with storing():
        file.flush()
        os.fchmod(file.fileno(), 0o400)
        os.fsync(file.fileno())


def keep(file, shelf=KEPT):
    """Move a settled file from staging to a shelf, under a random name: its key. Raises NotStored."""
    key = secrets.token_hex(16)
    with storing():
        path = folder(shelf, key[:2]) / key
        os.link(file.name, path)  # never over another file; closing takes the name in staging away
        try:
            sync(path.parent)
        except OSError:
            path.unlink()
            raise
    return key


def path_of(key, shelf=KEPT):
    return settings.MEDIA_ROOT / shelf / key[:2] / key


def opened(key, sha256, shelf=KEPT):
    """The kept file, open for reading from its start, its bytes the very ones that arrived. Raises Damaged."""
    try:
        file = path_of(key, shelf).open("rb")
    except OSError as error:
        raise Damaged("It is not in storage.") from error
    found = hashlib.sha256()
    while block := file.read(BLOCK):
        found.update(block)
    if found.hexdigest() != sha256:
        file.close()
        raise Damaged("It has changed in storage.")
    file.seek(0)
    return file
