"""What changed between two wordings, paragraph by paragraph."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from keepitlocal import wording


class Sort(models.TextChoices):
    """What became of a paragraph. Of those that changed places, as few as can be are said to have moved."""

    KEPT = "kept", _("Unchanged")
    CHANGED = "changed", _("Changed")
    MOVED = "moved", _("Moved")
    MOVED_AND_CHANGED = "moved_and_changed", _("Moved and changed")
    NEW = "new", _("New")
    GONE = "gone", _("Taken out")


@dataclass(frozen=True)
class Pair:
    """A paragraph in the one wording and in the other, None where it is not there; the title has no id.

    `stood` and `stands` are its numbers in them, from 1.
    """

    id: int | None
    was: str | None
    became: str | None
    sort: Sort
    stood: int | None = None
    stands: int | None = None

    @property
    def changes(self):
        """What became of its words, for `templates/_changes.html`."""
        return wording.changes(self.was or "", self.became or "")


def compared(before, after):
    """A pair for every paragraph of both, in the order of `after`; what is gone is told where it stood.

    In the order of their `stood`, all `was` make the text of `before`; in that of their `stands`, all `became` that of `after`.
    """
    old, new = ([each.id for each in content.paragraphs] for content in [before, after])
    in_place = wording.anchors(old, new)
    unmoved = {old[stood] for stood, _ in in_place}
    order, here, there = [], 0, 0
    for stood, stands in [*in_place, (len(old), len(new))]:
        order += [id for id in old[here:stood] if id not in new] + new[there : stands + 1]
        here, there = stood + 1, stands + 1
    return [_pair(id, before, after, id not in unmoved) for id in order]


def compared_titles(before, after):
    """The pair of their titles."""
    return Pair(None, before.title, after.title, _sort(before.title, after.title))


def _pair(id, before, after, is_elsewhere):
    was, became = (paragraph and paragraph.text for paragraph in (before.paragraph(id), after.paragraph(id)))
    return Pair(id, was, became, _sort(was, became, is_elsewhere), before.number_of(id), after.number_of(id))


def _sort(was, became, is_elsewhere=False):
    if was is None or became is None:
        return Sort.NEW if was is None else Sort.GONE
    if was.split() == became.split():
        return Sort.MOVED if is_elsewhere else Sort.KEPT
    return Sort.MOVED_AND_CHANGED if is_elsewhere else Sort.CHANGED
