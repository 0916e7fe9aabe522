"""The link in an invitation: Django's signed token, which dies with the password it was made against. Nothing is stored."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from keepitlocal.outbox import letters

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


def link(officer):
    """A link to choose a password, good for PASSWORD_RESET_TIMEOUT or until they choose one or sign in. Keep it out of logs."""
    who, token = urlsafe_base64_encode(force_bytes(officer.pk)), default_token_generator.make_token(officer)
    return settings.PORTAL_URL + reverse("officers:invitation", args=[who, token])


def letter(message):
    """The invitation as an e-mail; nothing once they are no longer an officer."""
    officer = message.thing()
    if not officer or not officer.is_active:
        return None
    subject = "Your invitation to the Keep it Local officers' desk"
    said = {"officer": officer, "link": link(officer), "days": DAYS, "second_factor": settings.SECOND_FACTOR}
    return letters.write("officers/invitation.txt", subject, said)
