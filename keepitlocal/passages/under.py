"""What is under a tag, the newest first, as an officer narrows it."""

from dataclasses import dataclass

from keepitlocal import keys
from keepitlocal.passages.kinds import PassageKind, readable
from keepitlocal.passages.models import Passage, Quoting, Tag, Tagging

AT_A_TIME = 25
MOST_TOGETHER = 10  # tags that a passage is asked to have


def in_words(count):
    return f"{f'{count:,}' if count else 'no'} passage{'' if count == 1 else 's'}"


@dataclass(frozen=True)
class Narrowed:
    """What an address asks for. What makes no sense in it narrows nothing."""

    kinds: dict[str, PassageKind]
    kind: str
    quoting: str
    also: list[Tag]
    before: int | None

    @classmethod
    def of(cls, query, tag, officer):
        """`query` is a QueryDict."""
        kinds, quoting = readable(officer), query.get("quoting", "")
        wanted = [key for each in query.getlist("also")[:MOST_TOGETHER] if (key := keys.read(each))]
        return cls(
            kinds=kinds,
            kind=query.get("kind", "") if query.get("kind") in kinds else "",
            quoting=quoting if quoting in Quoting.values else "",
            also=list(Tag.objects.filter(pk__in=wanted).exclude(pk=tag.pk)),
            before=keys.read(query.get("before", "")),
        )

    @property
    def is_narrowed(self):
        return bool(self.kind or self.quoting or self.also)

    def rows(self, tag):
        """The tag's own rows that are left."""
        rows = tag.taggings.filter(kind__in=[self.kind] if self.kind else self.kinds)
        for other in self.also:
            rows = rows.filter(passage__in=Tagging.objects.filter(tag=other).values("passage"))
        return rows.filter(passage__quoting=self.quoting) if self.quoting else rows


@dataclass(frozen=True)
class Listing:
    """One page of them, each with `address` and its tags. `older`: the key that the page after it comes before, or None."""

    passages: list[Passage]
    older: int | None


def listed(tag, narrowed):
    """The page that is asked for, in two queries."""
    rows = narrowed.rows(tag)
    if narrowed.before is not None:
        rows = rows.filter(passage__lt=narrowed.before)
    rows = rows.select_related("passage").defer("passage__names", "passage__stems").order_by("-passage_id")
    found = [row.passage for row in rows.prefetch_related("passage__tags")[: AT_A_TIME + 1]]
    for passage in found:
        passage.address = narrowed.kinds[passage.kind].address(passage)
    return Listing(found[:AT_A_TIME], found[AT_A_TIME - 1].pk if len(found) > AT_A_TIME else None)
