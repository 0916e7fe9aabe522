"""The kinds of passages: what each part says of its own, as `PASSAGES` in its part.py."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from keepitlocal import parts


@dataclass(frozen=True)
class Narrowing:
    """One way to narrow what is found, such as by status.

    `choices` is a function of (officer): pairs of a value and its label. What is one thing to officers has one value everywhere.
    `narrow` is a function of (passages, value, officer): the passages of its kind that are left; of a value that only another
    kind offers under that name, none.
    """

    choices: Callable[[Any], list[tuple[str, str]]]
    narrow: Callable[[QuerySet, str, Any], QuerySet]


@dataclass(frozen=True)
class PassageKind:
    """What is said of one kind of passages.

    label       in words, plural: "Answers to a call"
    permission  whoever has it may find and read them
    address     a function of (passage): where at the desk it is read, with its place there
    everything  a function of (): lists of whole passages, to make all of them again in pieces that memory takes; in the order of
                their owners' keys, all of an owner's in one list. The owner itself has `put_passages()`, which puts its own
    narrowings  a dict of a name ("type", "status", "question", "assigned", "documents") to a `Narrowing`
    """

    label: str
    permission: str
    address: Callable[[Any], str]
    everything: Callable[[], Iterator[list[Any]]]
    narrowings: dict[str, Narrowing] = field(default_factory=dict)


def readable(officer):
    """The kinds that an officer may find and read, by name, in the order of the parts."""
    return {name: kind for name, kind in parts.passage_kinds().items() if officer.has_perm(kind.permission)}
