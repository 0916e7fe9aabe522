"""Links that bring people back to a submission. They are signed, and nothing of them is stored.

A link names a submission, its generation and the address it was sent to. It works for as long as the three are as they
were, until the submission's drafts are deleted; whoever changes the generation stops every link sent before. It carries no
moment: asked for twice, it is the same link.
"""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.urls import reverse

from keepitlocal import lifecycle

SALT, QUIET = "evidence.return", "evidence.unsubscribe"


class NoLink(lifecycle.Refusal):
    """This was never a link of ours, or what it led to is gone."""


class Stopped(lifecycle.Refusal):
    """Somebody who shares the submission has stopped it."""


class Expired(lifecycle.Refusal):
    """Its time is over."""


@dataclass(frozen=True)
class Way:
    """What a link leads to, and whom it was sent to."""

    submission: object
    writer: object


def token(writer):
    """What a link for this address carries."""
    return signing.Signer(salt=SALT).sign_object([writer.submission_id, writer.submission.generation, writer.pk])


def address(writer):
    """The address that brings this one back, with the portal's own before it."""
    return settings.PORTAL_URL + reverse("return:back", args=[token(writer)])


def quiet_address(writer):
    """The address at which this one asks for no more news. It brings nobody back."""
    return settings.PORTAL_URL + reverse("return:unsubscribe", args=[signing.Signer(salt=QUIET).sign_object(writer.pk)])


def quietened(typed):
    """Who is to be told no more news. Raises NoLink."""
    try:
        key = signing.Signer(salt=QUIET).unsign_object(typed)
    except (signing.BadSignature, ValueError):
        raise NoLink("This is not a link of ours.") from None
    if not (writer := _writers().filter(pk=key).first()):
        raise NoLink("What it was about is gone.")
    return writer


def way(typed, *, at):
    """The way back that a link stands for. Raises NoLink, Stopped, or Expired."""
    found, generation = _way(typed)
    if generation != found.submission.generation:
        raise Stopped("Somebody who shares it has stopped this link.")
    if at >= found.submission.kept_until:
        raise Expired("This link is no longer good.")
    return found


def opens(submission, *, at):
    """What whoever has a link can do with the submission at this moment, in words."""
    if submission.can_be_changed(at):
        return "read, change and withdraw it"
    if submission.can_be_written(at):
        return "read, write and send it"
    return "read and withdraw it" if submission.is_standing else "read it"


def _way(typed):
    try:
        key, generation, writer = signing.Signer(salt=SALT).unsign_object(typed)
    except (signing.BadSignature, ValueError):
        raise NoLink("This is not a link of ours.") from None
    if not (found := _writers().filter(pk=writer, submission=key).first()):
        raise NoLink("What it led to is gone.")
    return Way(found.submission, found), generation


def _writers():
    return apps.get_model("evidence", "Writer").objects.select_related("submission__call")
