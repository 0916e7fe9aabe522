"""Documents at the desk: downloaded by officers, with care, and every time with a line in the record."""

import logging

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.urls import path

from evidence.models import Document
from keepitlocal.audit.models import record
from keepitlocal.documents import storage

log = logging.getLogger(__name__)


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    """Has no list and no form of its own: documents are listed with the submission that they came with."""

    def get_urls(self):
        download = self.admin_site.admin_view(self.download_view)
        return [path("<int:key>/download/", download, name="evidence_document_download")]

    def get_queryset(self, request):
        return super().get_queryset(request).sent().kept().select_related("submission")

    def has_module_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("evidence.view_submission")

    def download_view(self, request, key):
        """The document itself; or first, where nobody has scanned it, a warning. A button goes past that."""
        document = self._found(request, key)
        if not document.is_downloadable:
            return self._refused(request, document, status=409)
        if document.needs_warning and request.method != "POST":
            return self._page(request, document, "evidence/desk_not_scanned.html")
        try:
            file = storage.opened(document.key, document.sha256)
        except storage.Damaged as why:
            log.error("Document %s cannot be given out: %s", document.pk, why)
            self._recorded("a damaged document was refused", request, document)
            return self._refused(request, document, why=why, status=500)
        self._recorded("a document was downloaded", request, document)
        return _attached(document, file)

    def _found(self, request, key):
        """The document, if a submission was sent with it and this officer may read that."""
        document = self.get_queryset(request).filter(pk=key).first()
        if not document or not document.is_held:
            raise Http404
        if not self.has_view_permission(request, document):
            self._recorded("was refused", request, document)
            raise PermissionDenied
        return document

    def _recorded(self, did, request, document):
        said = {"document": document.number, "status": document.status}
        record(did, document.submission, at=request.at, by=request.user, **said)

    def _refused(self, request, document, *, status, why=""):
        return self._page(request, document, "evidence/desk_no_download.html", status=status, why=why)

    def _page(self, request, document, template, status=200, **said):
        about = {"title": str(document), "document": document, "submission": document.submission, "opts": self.opts}
        return TemplateResponse(request, template, self.admin_site.each_context(request) | about | said, status=status)


def _attached(document, file):
    """Saved, never shown: whatever is in it, no browser runs it here."""
    response = FileResponse(file, as_attachment=True, filename=document.name, content_type=document.content_type)
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
