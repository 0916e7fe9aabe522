"""Exporting what a list shows: the rows of the list that an export was asked for from, and in words what narrowed them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from keepitlocal.officers import walking

SEARCH = "a search"


@dataclass(frozen=True)
class Narrowed:
    """The rows of a list, pairs of what narrowed it and to what, and what its address says of that."""

    rows: QuerySet
    by: list[tuple[str, str]]
    query: str

    @cached_property
    def count(self):
        return self.rows.count()

    @property
    def told(self):
        """What narrowed it, for files and the record: without what was searched for, which may be somebody's name."""
        return [SEARCH if title == SEARCH else f"{title}: {chosen}" for title, chosen in self.by]


def asked(desk, request):
    """What the address says of a list, as `Narrowed`; None where it names none."""
    if walking.FILTERS not in request.GET:
        return None
    changes = walking.listed(desk, request)
    return Narrowed(walking.rows_of(desk, request), _by(changes) if changes else [], request.GET[walking.FILTERS])


def _by(changes):
    pairs = []
    for each in changes.filter_specs:
        chosen = next((str(choice["display"]) for choice in each.choices(changes) if choice["selected"]), "All")
        if chosen != "All":
            pairs.append((str(each.title), chosen))
    return pairs + ([(SEARCH, changes.query)] if changes.query else [])
