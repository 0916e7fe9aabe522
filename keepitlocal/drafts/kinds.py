"""The kinds of drafts, each of which a part offers as its `DRAFTS`: what the portal asks to bring people back to one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from keepitlocal.parts import all_parts


@dataclass(frozen=True)
class Kind:
    """What a part says of its drafts, beside what a draft says of itself (see `sharing.Shared`).

    What has one address of its own is its own writer: its `writers` are its drafts, each with its `email`, itself as `draft`,
    and `has_way_back` in place of the addresses of a `Shared`; the queryset says `known_as`, as `sharing.WriterQuerySet` does.

    name       what its drafts have as their `KIND`
    called     what e-mails call what is written: "your evidence"
    writers    a function of (): the part's `sharing.Writer`s, a queryset that fetches with each whatever the others ask for
    drafts     a function of (keys): those of its drafts that are not erased, a queryset that does likewise, also their writers
    yours      a function of (draft): the address where its writers go on with it
    way_back   a function of (draft): the address at which they give an address to come back by
    about      a function of (writer, at): a dict of what the two templates find
    deadline   the template, included in a page, that says when it closes
    way        the template, included in an e-mail, of one way back; it finds that dict as `way`
    back       the template of the page with the button that brings people back
    quiet      the template of the page on which they ask for no more news (see keepitlocal/subscriptions.py); it finds `draft`
    """

    name: str
    called: str
    writers: Callable[[], Any]
    drafts: Callable[[Any], Any]
    yours: Callable[[Any], str]
    way_back: Callable[[Any], str]
    about: Callable[[Any, Any], dict[str, Any]]
    deadline: str
    way: str
    back: str = "drafts/back.html"
    quiet: str = "drafts/unsubscribe.html"


def all_kinds():
    return [part.DRAFTS for part in all_parts() if hasattr(part, "DRAFTS")]


def named(name):
    """The kind of that name, or None."""
    return next((kind for kind in all_kinds() if kind.name == name), None)
