"""Finding passages: the newest first, a page at a time, by what is asked and what it is narrowed to.

Nobody finds what is of a kind that they may not read, nor learns whether it is there.
"""

from dataclasses import dataclass

from django.db.models import F, Q

from keepitlocal import parts, references
from keepitlocal.passages import likes
from keepitlocal.passages.asking import Ask
from keepitlocal.passages.matching import Has
from keepitlocal.passages.models import Passage

PAGE = 25
NEAR = 1_000  # passages of a kind that are looked at one by one, the newest, before the index is asked for all there are


@dataclass(frozen=True)
class Page:
    """What was found. `missing` are words that nothing has: others like them stand in for them in `ask`."""

    passages: list[Passage]
    ask: Ask
    missing: tuple[str, ...] = ()
    before: int | None = None  # where older ones begin, if there are any


def kinds_for(officer):
    """The kinds of passages that an officer may find, by name."""
    may = officer.has_perm("passages.search_passage")
    return {name: kind for name, kind in parts.passage_kinds().items() if may and officer.has_perm(kind.permission)}


def find(ask, within, *, before=None):
    """A `Page` of what has what is asked. `within` is a dict of kind to its passages, narrowed already."""
    keys, missing = _newest(ask, within, before), {}
    if not keys:
        missing = {term: likes.like(term.stems[0]) for term in _missing(ask, within)}
        ask = ask.with_likes(missing)
        keys = _newest(ask, within, before) if missing and all(missing.values()) else []
    rows = Passage.objects.filter(pk__in=keys[:PAGE]).defer("stems").prefetch_related("tags")
    said = tuple(term.typed for term in missing) if keys else ()
    return Page(list(rows), ask, said, keys[PAGE - 1] if len(keys) > PAGE else None)


def by_reference(typed, kinds):
    """What has exactly this reference, however it was typed: the first passage of each thing."""
    reference = references.tidy(typed)
    if not 0 < len(reference) <= references.LONGEST or "\0" in reference:
        return []
    found = Passage.objects.filter(reference=reference, kind__in=kinds).order_by("thing", "place")
    firsts = {}
    for passage in found.defer("stems").prefetch_related("tags"):
        firsts.setdefault(passage.thing, passage)
    return list(firsts.values())


def asked_of(passages, ask):
    """The passages that have what is asked."""
    if ask.wanted:
        passages = passages.filter(Has(*ask.wanted))
    return passages.filter(*(~Q(Has(term)) for term in ask.unwanted))


def _newest(ask, within, before):
    """The keys of a page and one more: the newest of all kinds.

    What is common is met at once among the newest of its kind. What is not is rare, and quickly had from an index, all of it; but
    only where the page is not full of newer ones by then. No database guesses well which it is: asked for the newest few of what
    is rare, it walks through everything.
    """
    newest, farther = [], []
    for kind, narrowed in reversed(within.items()):  # first what has words; of names, little is left to look through
        keys = asked_of(_older(narrowed, before), ask).values_list("pk", flat=True)
        near = _near(kind, before)
        since = max([near, *newest[PAGE:]])
        newest = _with(newest, keys.filter(pk__gte=since).order_by("-pk") if since else keys.order_by("-pk"))
        farther += [(near, keys.filter(pk__lt=near))] if near else []
    for near, keys in farther:
        if len(newest) <= PAGE or newest[PAGE] < near:
            newest = _with(newest, keys.order_by((F("pk") + 0).desc()))  # by no index, so all of it is had first
    return newest


def _older(passages, before):
    return passages.filter(pk__lt=before) if before else passages


def _near(kind, before):
    """The key from which on a kind's newest are looked at one by one; 0 where these are all there are."""
    keys = _older(Passage.objects.filter(kind=kind), before).order_by("-pk").values_list("pk", flat=True)
    return next(iter(keys[NEAR - 1 : NEAR]), 0)


def _with(newest, keys):
    return sorted([*newest, *keys[: PAGE + 1]], reverse=True)[: PAGE + 1]


def _missing(ask, within):
    """The words wanted that no passage has, of those that may be found."""
    there = Passage.objects.filter(kind__in=within)
    return [term for term in ask.wanted if term.is_word and not there.filter(Has(term)).exists()]
