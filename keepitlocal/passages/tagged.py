"""The tags of what a page of the desk shows: on each of its passages, whoever the page is shown to."""

from dataclasses import dataclass

from django.db.models import Prefetch

from keepitlocal.audit.models import named
from keepitlocal.passages.kinds import PassageKind, readable
from keepitlocal.passages.models import Passage, Tag

MOST_OFFERED = 500  # names beside the box; any other can be typed
UNREAD = ["names", "said_by", "text", "stems"]


@dataclass(frozen=True)
class Tagged:
    """What an officer may see and do: `passages` is a dict of thing and place to its passage, with `tags` fetched."""

    passages: dict[tuple[str, str], Passage]
    kinds: dict[str, PassageKind]
    offered: list[str]
    may_add: bool
    may_make: bool
    may_take_off: bool

    def at(self, thing, place):
        """The passage at that place of a thing, in a list; none where there is none."""
        found = self.passages.get((named(thing), place))
        return [found] if found else []

    def below(self, thing, place):
        """The passages below that place, such as words beside a choice."""
        label = named(thing)
        return [found for (of, at), found in self.passages.items() if of == label and at.startswith(f"{place}.")]


def tagged(things, officer):
    """Everything on these things, which are of one kind or several, in three queries; None for whoever may not see tags."""
    if not officer.has_perm("passages.view_tag") or not (kinds := readable(officer)):
        return None
    tags = Prefetch("tags", Tag.objects.only("name"))
    rows = Passage.objects.filter(thing__in={named(thing) for thing in things}, kind__in=kinds).order_by("pk")
    passages = {(row.thing, row.place): row for row in rows.defer(*UNREAD).prefetch_related(tags)}
    may_add = bool(passages) and officer.has_perm("passages.add_tagging")
    return Tagged(
        passages=passages,
        kinds=kinds,
        offered=list(Tag.objects.values_list("name", flat=True)[:MOST_OFFERED]) if may_add else [],
        may_add=may_add,
        may_make=officer.has_perm("passages.add_tag"),
        may_take_off=officer.has_perm("passages.delete_tagging"),
    )
