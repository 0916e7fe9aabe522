from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from keepitlocal.pictures.models import Picture

KEPT_FOR = 365 * 24 * 60 * 60  # seconds
SERVED = {"webp": ("webp", "image/webp"), "jpg": ("jpeg", "image/jpeg")}


@require_safe
def picture(request, name, kind):
    """A picture while something public shows it. What its address says never changes, so it is asked for once."""
    column, content_type = SERVED[kind]
    said = Picture.objects.public(request.at).filter(name=name).values_list(column, flat=True).first()
    if said is None:
        raise Http404
    headers = {"Cache-Control": f"public, max-age={KEPT_FOR}, immutable", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(said), content_type=content_type, headers=headers)
