"""The link in an invitation: Django's signed token, which dies with the password it was made against. Nothing is stored."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from keepitlocal.outbox import letters
from keepitlocal.outbox.queue import State

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


def link(officer):
    """A link to choose a password, good for PASSWORD_RESET_TIMEOUT or until they choose one or sign in. Keep it out of logs."""
    who, token = urlsafe_base64_encode(force_bytes(officer.pk)), default_token_generator.make_token(officer)
    return settings.PORTAL_URL + reverse("officers:invitation", args=[who, token])


def letter(message):
    """The invitation as an e-mail; nothing once they are no longer an officer.

    The link is made for the sender alone: whoever may look at an e-mail at the desk would otherwise hold a way in as somebody else.
    """
    officer = message.thing()
    if not officer or not officer.is_active:
        return None
    subject = "Your invitation to the Keep it Local officers' desk"
    way_in = link(officer) if message.status == State.SENDING else "(a link, made when this is sent)"
    return letters.write("officers/invitation.txt", subject, {"officer": officer, "link": way_in, "days": DAYS})
