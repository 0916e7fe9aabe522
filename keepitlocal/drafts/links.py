"""Links that bring people back to a draft. They are signed, and nothing of them is stored.

A link names a draft, its generation and the address it was sent to. It works for as long as the three are as they were, until
the draft's `kept_until`; whoever changes the generation stops every link sent before. It carries no moment: asked for twice,
it is the same link.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from keepitlocal import lifecycle
from keepitlocal.drafts import kinds

SALT, QUIET = "drafts.return", "drafts.unsubscribe"


class NoLink(lifecycle.Refusal):
    """This was never a link of ours, or what it led to is gone."""


class Stopped(lifecycle.Refusal):
    """Somebody who shares the draft has stopped it."""


class Expired(lifecycle.Refusal):
    """Its time is over."""


@dataclass(frozen=True)
class Way:
    """What a link leads to, and whom it was sent to."""

    kind: kinds.Kind
    draft: Any
    writer: Any


def token(writer):
    """What a link for this address carries."""
    draft = writer.draft
    return signing.Signer(salt=SALT).sign_object([draft.KIND, draft.pk, draft.generation, writer.pk])


def address(writer):
    """The address that brings this one back, with the portal's own before it."""
    return settings.PORTAL_URL + reverse("return:back", args=[token(writer)])


def quiet_address(writer):
    """The address at which this one asks for no more news. It brings nobody back."""
    signed = signing.Signer(salt=QUIET).sign_object([writer.draft.KIND, writer.pk])
    return settings.PORTAL_URL + reverse("return:unsubscribe", args=[signed])


def quietened(typed):
    """Who is to be told no more news. Raises NoLink."""
    name, key = _signed(typed, QUIET)
    return _way(name, key).writer


def way(typed, *, at):
    """The way back that a link stands for. Raises NoLink, Stopped, or Expired."""
    name, draft, generation, key = _signed(typed, SALT)
    found = _way(name, key)
    if found.draft.pk != draft:
        raise NoLink("What it led to is gone.")
    if found.draft.generation != generation:
        raise Stopped("Somebody who shares it has stopped this link.")
    if at >= found.draft.kept_until:
        raise Expired("This link is no longer good.")
    return found


def _signed(typed, salt):
    try:
        return signing.Signer(salt=salt).unsign_object(typed)
    except (signing.BadSignature, ValueError):
        raise NoLink("This is not a link of ours.") from None


def _way(name, key):
    kind = kinds.named(name)
    if not kind or not (writer := kind.writers().filter(pk=key).first()):
        raise NoLink("What it led to is gone.")
    return Way(kind, writer.draft, writer)
