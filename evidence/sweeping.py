"""What was taken out of a draft goes when no revision holds it; what nothing holds is swept up, and what is missing is told."""

import datetime

from evidence.models.documents import Document, held_by_revisions
from keepitlocal.documents import storage, sweeping

REMOVED_FOR = datetime.timedelta(days=7)


def sweep(at):
    """Let go of what was removed, and sweep the shelf of documents."""
    deleted = _let_go_of_removed(at)
    return sweeping.sweep(storage.KEPT, Document.objects.kept(), deleted=deleted, at=at)


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
