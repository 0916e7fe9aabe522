"""Pages that are the same for everybody, made once: kept by the versions of the rows that they show, and compressed once."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.db.models import Value
from django.http import Http404
from django.shortcuts import render

from keepitlocal import keys, pages, published
from keepitlocal.prepared import Prepared

ON_A_PAGE = 8


class Shown:
    """A page that is kept by all that it depends on: what `context`, a function of that, makes its template's."""

    def __init__(self, template, context):
        self.template, self.context = template, context
        self.page = pages.kept(lambda path, *on: pages.make(template, path=path, **context(*on)))
        self.forget = self.page.forget

    def respond(self, request, *on):
        if not pages.is_ordinary(request):
            return render(request, self.template, self.context(*on))
        return published.respond(request, self.page(request.path, *on).filled({}))


@dataclass(frozen=True)
class Leaf:
    """One page of a list: the versions of its rows, as pairs of key and edits, the newest first; and what is beside it."""

    versions: tuple
    number: int = 1
    has_next: bool = False

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_other_pages(self):
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self):
        return self.number - 1

    @property
    def next_page_number(self):
        return self.number + 1

    def rows(self, found):
        """The rows of these versions, in their order, of a queryset."""
        rows = found.in_bulk([key for key, _ in self.versions])
        return [rows[key] for key, _ in self.versions if key in rows]


def leaf(request, model, **narrowed):
    """The page of the published rows that a request asks for. Raises Http404 for one that there is not."""
    number = keys.read(request.GET.get("page", "1")) or 0
    if not 0 < number < 10_000:
        raise Http404
    found = _of_list(model, number, tuple(narrowed.items())).all(compared(request.at))
    if not found and number > 1:
        raise Http404
    return Leaf(tuple(found[:ON_A_PAGE]), number, len(found) > ON_A_PAGE)


def one(request, model, slug, *columns):
    """The key and the version of the published row with that slug, and what its `columns` say; or None."""
    return _by_slug(model, columns).first(compared(request.at), slug)


def among(model, chosen, at):
    """Those of the rows with the chosen keys that are published, in that order, as a page of their own."""
    if not chosen:
        return Leaf(())
    versions = dict(_by_keys(model).all(compared(at), *chosen))
    return Leaf(tuple((key, versions[key]) for key in chosen if key in versions))


def latest(model, count, at):
    """The newest published rows as a page of their own."""
    return Leaf(tuple(_newest(model, count).all(compared(at))))


@lru_cache(maxsize=64)
def _of_list(model, number, narrowed):
    start = (number - 1) * ON_A_PAGE
    return _versions(model, slice(start, start + ON_A_PAGE + 1), **dict(narrowed))


@lru_cache
def _newest(model, count):
    return _versions(model, slice(count))


@lru_cache
def _by_slug(model, columns):
    return Prepared(lambda at, slug: model.objects.published(Value(at)).filter(slug=slug).values_list("pk", "edits", *columns))


@lru_cache
def _by_keys(model):
    return Prepared(lambda at, *chosen: model.objects.published(Value(at)).filter(pk__in=chosen).values_list("pk", "edits"))


def _versions(model, some, **narrowed):
    return Prepared(lambda at: model.objects.published(Value(at)).filter(**narrowed).values_list("pk", "edits")[some])


def compared(moment):
    """A moment as the database compares it."""
    return connection.ops.adapt_datetimefield_value(moment)
