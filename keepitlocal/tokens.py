"""What the links in our e-mails carry: signed, and stored nowhere. Each sort has its own salt, and does its own work alone."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from keepitlocal import lifecycle


class NoLink(lifecycle.Refusal):
    """This was never a link of ours, or what it led to is gone."""


def token(said, *, salt):
    """What a link carries: `said`, a list of what JSON can hold. It holds no moment: made twice, it is the same."""
    return signing.Signer(salt=salt).sign_object(said)


def address(view, said, *, salt):
    """The whole address of a view that takes a token, with the portal's own before it."""
    return settings.PORTAL_URL + reverse(view, args=[token(said, salt=salt)])


def read(typed, *, salt):
    """What a token says. Raises NoLink."""
    try:
        return signing.Signer(salt=salt).unsign_object(typed)
    except (signing.BadSignature, ValueError):
        raise NoLink("This is not a link of ours.") from None
