"""A forgotten password: a link by e-mail to choose a new one. Asking is the same, and costs the same, for whoever asks."""

import datetime

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode

from keepitlocal.audit.models import record
from keepitlocal.officers.failures import Failure
from keepitlocal.officers.models import Officer
from keepitlocal.outbox import letters
from keepitlocal.outbox.models import promise

LINK = "officers.password"
HOLDS = datetime.timedelta(hours=1)
QUIET = datetime.timedelta(minutes=15)  # asking twice in this time is asking once


class Tokens(PasswordResetTokenGenerator):
    """Django's signed tokens, for an hour. One dies when its officer signs in or chooses a password."""

    key_salt = "officers.forgotten.Tokens"

    def check_token(self, officer, token):
        return super().check_token(officer, token) and self._age(token) <= HOLDS.total_seconds()

    def _age(self, token):
        return self._num_seconds(self._now()) - base36_to_int(token.partition("-")[0])


tokens = Tokens()


def link(officer):
    """The link to choose a new password. Keep it out of logs."""
    who, token = urlsafe_base64_encode(force_bytes(officer.pk)), tokens.make_token(officer)
    return settings.PORTAL_URL + reverse("officers:new_password", args=[who, token])


def officer_of(email):
    """The active officer of an address, or None."""
    officer = Officer.objects.known_as(email)
    return officer if officer and officer.is_active else None


@transaction.atomic
def ask(email, *, at):
    """Promise the link to an address. What is done is the same where it is no officer's; its e-mail is then never written."""
    officer = officer_of(email)
    record("asked for a new password", officer or Officer(), at=at)
    turn = int(at.timestamp() // QUIET.total_seconds())
    # To the address that they have here: letters that only look alike can fold to the same.
    to = officer.email if officer else email
    promise(LINK, about=f"{LINK}/{Failure.of_password(to)[:32]}", revision=turn, to=to, at=at, to_officers=True, forget_to=True)


def letter(message):
    officer = officer_of(message.to)
    if not officer:
        return None
    said = {"officer": officer, "link": link(officer)}
    return letters.write("officers/new_password.txt", "Choose a new password for the officers' desk", said)
