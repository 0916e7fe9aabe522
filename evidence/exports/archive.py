"""The documents of submissions as one ZIP archive, written as it is sent: neither memory nor disk holds it."""

import logging
import zipfile

from django.utils import timezone

from evidence.exports.selection import AT_A_TIME
from evidence.models.documents import Document
from keepitlocal.documents import kinds, storage
from keepitlocal.exporting import warned
from keepitlocal.tables import as_csv
from keepitlocal.zips import Outlet

MANIFEST = "manifest.csv"
COLUMNS = ["reference", "document", "file", "kind", "bytes", "SHA-256", "state"]
log = logging.getLogger(__name__)


class Archive:
    """The documents of a selection's standing revisions. Those that are not safe to open are listed, and left out."""

    def __init__(self, selection, *, unscanned=False):
        """`unscanned`: with documents that nothing has scanned, where there is no scanner."""
        self.selection, self.unscanned = selection, unscanned
        lists = selection.revisions().values_list("content__documents", flat=True)
        self._held = {each["pk"] for listed in lists.iterator(chunk_size=AT_A_TIME) for each in listed or []}

    def __len__(self):
        return len(self._held)

    def documents(self):
        found = Document.objects.filter(submission__in=self.selection.revisions().order_by().values("submission"))
        rows = found.select_related("submission").order_by("submission_id", "number").iterator(chunk_size=AT_A_TIME)
        return (document for document in rows if document.pk in self._held)

    def pieces(self):
        """The archive, piece by piece; its list comes last, when it is known what could be read."""
        outlet, lines = Outlet(), [COLUMNS]
        with zipfile.ZipFile(outlet, "w") as archive:
            for document in self.documents():
                name, state = self._named(document), document.get_status_display()
                try:
                    for _block in _added(archive, document, name):
                        yield outlet.emptied()
                except storage.Damaged:
                    log.error("Document %s is damaged or missing in storage.", document.pk)
                    name, state = "", "Damaged in storage"
                lines.append(_listed(document, name, state))
            archive.writestr(MANIFEST, b"".join(as_csv(warned(self.selection.rules, lines))))
        yield outlet.emptied()

    def _named(self, document):
        """Its name in the archive; none for what may not be there. It says nothing that the sender chose."""
        may_go = document.is_downloadable and (self.unscanned or not document.needs_warning)
        return f"{document.submission.reference}/document-{document.number}{kinds.of(document.kind).suffix}" if may_go else ""


def _listed(document, name, state):
    return [document.submission.reference, document.number, name, document.label, document.size, document.sha256, state]


def _added(archive, document, name):
    """Put the document's bytes into the archive under that name, if it has one, block by block. Raises Damaged."""
    if not name:
        return
    with storage.opened(document.key, document.sha256) as file:
        told = zipfile.ZipInfo(name, timezone.localtime(document.arrived_at).timetuple()[:6])
        with archive.open(told, "w") as entry:
            while block := file.read(storage.BLOCK):
                yield entry.write(block)
