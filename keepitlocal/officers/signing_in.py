"""Signing in with a password, and out; and both for the record, of which Django tells by signal alone."""

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError

from keepitlocal.audit.models import record
from keepitlocal.officers import lockout
from keepitlocal.officers.failures import Failure
from keepitlocal.officers.models import Officer


class SignInForm(AdminAuthenticationForm):
    """An address and a password. After too many failures neither is looked at, whether or not there is such an officer."""

    def clean(self):
        email = self.cleaned_data.get("username")
        if not (email and self.cleaned_data.get("password")):
            return super().clean()
        officer = Officer.objects.known_as(email)
        # Counted by the address that they have here: letters that only look alike can fold to the same.
        account = Failure.of_password(officer.email if officer else email)
        try:
            with lockout.Try(account, self.request, officer) as one:
                cleaned = super().clean()
                one.succeeded()
        except lockout.Locked as locked:
            raise ValidationError(str(locked), code="locked") from None
        return cleaned


class OwnPasswordForm(AdminPasswordChangeForm):
    """A new password, for the old one. Wrong ones count as they do at signing in: somebody else may sit at the desk."""

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        try:
            with lockout.Try(Failure.of_password(self.user.email), self.request, self.user) as one:
                said = super().clean_old_password()
                one.succeeded()
        except lockout.Locked as locked:
            raise ValidationError(str(locked), code="locked") from None
        return said


def signed_in(request, user, **signal):
    if hasattr(request, "at"):
        record("signed in", user, at=request.at, by=user)


def signed_out(request, user, **signal):
    if user and hasattr(request, "at"):
        record("signed out", user, at=request.at, by=user)


def failed(request, credentials, **signal):
    """Who was tried for, where that is an officer. What a stranger typed is nobody's to keep."""
    if hasattr(request, "at"):
        officer = Officer.objects.known_as(credentials.get("username", ""))
        record("failed to sign in", officer or Officer(), at=request.at)


def listen():
    """Only what came as a request is recorded: it carries the moment."""
    user_logged_in.connect(signed_in, dispatch_uid="officers.signing_in.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="officers.signing_in.signed_out")
    user_login_failed.connect(failed, dispatch_uid="officers.signing_in.failed")
