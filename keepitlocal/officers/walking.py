"""Walking from one row of a list at the desk to the next, in the order of the filtered list, without reading the list."""

import copy

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict

FILTERS = "_changelist_filters"  # Django's own name for the list's query, as its pages hand it on


class Listed(ChangeList):
    """A list ordered by what may be ordered by, also where an address asks for more: only such columns can be walked along."""

    def get_ordering_field(self, field_name):
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None

    def get_ordering(self, request, queryset):
        """What breaks ties goes the way of the first column: so one index serves a column in both directions."""
        *said, last = super().get_ordering(request, queryset)
        rises = said and not said[0].startswith("-")
        return [*said, "pk" if last == "-pk" and rises else last]


class Unread(Listed):
    """The same list without its rows: neither fetched nor counted."""

    def get_results(self, request):
        self.result_list = self.queryset


def listed(desk, request):
    """The list that this page was reached from, without its rows; None where what the address says of it makes no sense."""
    asked, lister = copy.copy(request), copy.copy(desk)
    asked.GET = QueryDict(request.GET.get(FILTERS, ""))
    lister.get_changelist = lambda request: Unread
    try:
        return lister.get_changelist_instance(asked)
    except (IncorrectLookupParameters, SuspiciousOperation):
        return None


def rows_of(desk, request):
    """The rows of the list that this page was reached from, in its order; the whole list when it says nothing sensible."""
    if changes := listed(desk, request):
        return changes.queryset
    return desk.get_queryset(request).order_by(*(desk.get_ordering(request) or desk.opts.ordering))


def neighbours(rows, row):
    """The rows before and after `row` in the order of `rows`, or None at an end; also when `row` is no longer among them."""
    order = rows.query.order_by
    back = [term[1:] if term.startswith("-") else f"-{term}" for term in order]
    return _next(rows, row, back), _next(rows, row, order)


def _next(rows, row, order):
    """The first that comes after `row`: it differs as far down the order as any does. The columns are never null.

    Each column is asked for by itself, because a database finds the one place in an index, and not the one place or the other.
    """
    same, ways = {}, []
    for term in order:
        column = term.removeprefix("-")
        ways.append({**same, f"{column}__{'lt' if term.startswith('-') else 'gt'}": getattr(row, column)})
        same[column] = getattr(row, column)
        if column == "pk":  # no two have the same, so nothing that comes after it decides
            break
    rows = rows.select_related(None)
    found = (rows.filter(**way).order_by(*order).first() for way in reversed(ways))
    return next(filter(None, found), None)
