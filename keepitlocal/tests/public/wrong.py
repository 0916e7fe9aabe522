"""The pages for when something is wrong, each brought about as it comes about, as far as that can be."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.test import override_settings
from django.urls import path

from keepitlocal import errors, pace, urls

SAID = {"text": "What I took an hour to write, and would not write again.", "name": "Sam Okafor"}
RAISED = {400: SuspiciousOperation, 403: PermissionDenied, 413: RequestDataTooBig, 500: RuntimeError}


def fail(request, status):
    if status in RAISED:
        raise RAISED[status]
    return errors.gone(request)


urlpatterns = [
    *(path(f"{before}wrong/<int:status>/", fail) for before in ["", "cy/"]),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


def see(stage, visitor, at):
    if stage != "normal":
        return
    with override_settings(ROOT_URLCONF=__name__):
        for status in [*RAISED, 410]:
            visitor.see("normal", f"/wrong/{status}/", status=status, place=f"error {status}")
    visitor.see("normal", "/nothing/", status=404, place="error 404")
    visitor.another(enforce_csrf_checks=True).see("normal", "/principles/comment/", SAID, status=403, place="error csrf")
    origin = {"Origin": "http://testserver"}
    strange = visitor.another(enforce_csrf_checks=True)
    strange.see("sent again", "/principles/comment/", SAID, status=403, place="error csrf", headers=origin)
    with override_settings(PACE=1):
        pace.forget()
        visitor.client.post("/return/")
        visitor.see("normal", "/principles/comment/", SAID, status=429, place="error 429")
    pace.forget()
