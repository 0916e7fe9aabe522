"""Resources, for everybody."""

import logging

from django.http import FileResponse, Http404, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from keepitlocal.campaign import shown
from keepitlocal.campaign.resources import pages
from keepitlocal.campaign.resources.models import Kind, Resource
from keepitlocal.documents.storage import Damaged

log = logging.getLogger(__name__)


@require_safe
def resources(request):
    """The published resources, the newest first; or those of one kind."""
    kind = request.GET.get("kind", "")
    if kind and kind not in Kind.values:
        raise Http404
    return pages.RESOURCES.respond(request, shown.leaf(request, Resource, **({"kind": kind} if kind else {})), kind)


@require_safe
def resource(request, slug):
    """One of them."""
    if not (found := shown.one(request, Resource, slug)):
        raise Http404
    return pages.RESOURCE.respond(request, *found)


@require_safe
def file(request, slug, same, kind):
    """Its file, saved and never shown: whatever is in it, no browser runs it here."""
    if same != slug:
        raise Http404
    found = get_object_or_404(Resource.objects.published(request.at).select_related("file"), slug=slug, file__kind=kind)
    response = HttpResponseNotModified()
    etag = f'"{found.file.sha256}"'
    if etag not in parse_etags(request.headers.get("If-None-Match", "")):
        try:
            opened = found.file.opened()
        except Damaged as why:
            log.error("File %s cannot be given out: %s", found.file_id, why)
            return render(request, "resources/damaged.html", {"resource": found}, status=500)
        response = FileResponse(opened, as_attachment=True, filename=found.file.name, content_type=found.file.content_type)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    response["Content-Security-Policy"] = "sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
