"""Links that bring people back to a draft. They are signed, and nothing of them is stored.

A link names a draft, its generation and the address it was sent to. It works for as long as the three are as they were, until
the draft's `kept_until`; whoever changes the generation stops every link sent before. It carries no moment: asked for twice,
it is the same link.
"""

from dataclasses import dataclass
from typing import Any

from keepitlocal import lifecycle, tokens
from keepitlocal.drafts import kinds
from keepitlocal.tokens import NoLink

SALT = "drafts.return"


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


def _names(writer):
    """What a link for this address says."""
    draft = writer.draft
    return [draft.KIND, draft.pk, draft.generation, writer.pk]


def token(writer):
    """What a link for this address carries."""
    return tokens.token(_names(writer), salt=SALT)


def address(writer):
    """The address that brings this one back."""
    return tokens.address("return:back", _names(writer), salt=SALT)


def way(typed, *, at):
    """The way back that a link stands for. Raises NoLink, Stopped, or Expired."""
    name, draft, generation, key = tokens.read(typed, salt=SALT)
    found = _way(name, key)
    if found.draft.pk != draft:
        raise NoLink("What it led to is gone.")
    if found.draft.generation != generation:
        raise Stopped("Somebody who shares it has stopped this link.")
    if at >= found.draft.kept_until:
        raise Expired("This link is no longer good.")
    return found


def _way(name, key):
    kind = kinds.named(name)
    if not kind or not (writer := kind.writers().filter(pk=key).first()):
        raise NoLink("What it led to is gone.")
    return Way(kind, writer.draft, writer)
