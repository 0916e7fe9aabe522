"""Signing in and out, for the record. Django tells of these by signal alone."""

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from keepitlocal.audit.models import record
from keepitlocal.officers.models import Officer


def signed_in(request, user, **signal):
    if hasattr(request, "at"):
        record("signed in", user, at=request.at, by=user)


def signed_out(request, user, **signal):
    if user and hasattr(request, "at"):
        record("signed out", user, at=request.at, by=user)


def failed(request, credentials, **signal):
    """Who was tried for, where that is an officer. What a stranger typed is nobody's to keep."""
    if not hasattr(request, "at"):
        return
    try:
        officer = Officer.objects.get_by_natural_key(credentials.get("username", ""))
    except Officer.DoesNotExist:
        officer = Officer()  # nobody we know
    record("failed to sign in", officer, at=request.at)


def listen():
    """Only what came as a request is recorded: it carries the moment."""
    user_logged_in.connect(signed_in, dispatch_uid="officers.signing_in.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="officers.signing_in.signed_out")
    user_login_failed.connect(failed, dispatch_uid="officers.signing_in.failed")
