"""Refusing officers what they may not see or do: that they tried goes on the record."""

from django.core.exceptions import PermissionDenied

from keepitlocal.audit.models import record


def refuse_unless(may, request, what="", about=None):
    """Raise PermissionDenied unless they may: `what` in words, or the thing it is `about`."""
    if not may:
        record(f"was refused {what}".strip(), about or request.user, at=request.at, by=request.user)
        raise PermissionDenied
