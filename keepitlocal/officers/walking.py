"""Walking from one row of a list at the desk to the next, in the order of the filtered list, without reading the list."""

import copy

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation
from django.db.models import Q
from django.http import QueryDict

FILTERS = "_changelist_filters"  # Django's own name for the list's query, as its pages hand it on


class Listed(ChangeList):
    """A list ordered by what may be ordered by, also where an address asks for more: only such columns can be walked along."""

    def get_ordering_field(self, field_name):
        return super().get_ordering_field(field_name) if field_name in self.sortable_by else None


class Unread(Listed):
    """The same list without its rows: neither fetched nor counted."""

    def get_results(self, request):
        self.result_list = self.queryset


def rows_of(desk, request):
    """The rows of the list that this page was reached from, in its order; the whole list when it says nothing sensible."""
    asked, lister = copy.copy(request), copy.copy(desk)
    asked.GET = QueryDict(request.GET.get(FILTERS, ""))
    lister.get_changelist = lambda request: Unread
    try:
        return lister.get_changelist_instance(asked).queryset
    except (IncorrectLookupParameters, SuspiciousOperation):
        return desk.get_queryset(request).order_by(*(desk.get_ordering(request) or desk.opts.ordering))


def neighbours(rows, row):
    """The rows before and after `row` in the order of `rows`, or None at an end; also when `row` is no longer among them."""
    order = rows.query.order_by
    back = [term[1:] if term.startswith("-") else f"-{term}" for term in order]
    return rows.filter(_past(row, back)).order_by(*back).first(), rows.filter(_past(row, order)).first()


def _past(row, order):
    """What comes after `row`: further on in the first column where it differs. The columns are never null."""
    past, same = Q(), {}
    for term in order:
        column = term.removeprefix("-")
        past |= Q(**same, **{f"{column}__{'lt' if term.startswith('-') else 'gt'}": getattr(row, column)})
        same[column] = getattr(row, column)
    return past
