"""Figures as a table whose shares are also drawn, for public pages and for the desk."""

from dataclasses import dataclass

from django import template
from django.utils.translation import gettext

register = template.Library()


@dataclass(frozen=True)
class Row:
    """One line: `count` of them, which is `share` of those asked, from 0 to 1; None where nobody was.

    `said` is the share as somebody else says it, such as "Nearly 60%"; of theirs the count is often not known.
    """

    label: str
    count: int | None
    share: float | None
    note: str = ""
    said: str = ""

    @property
    def counted(self):
        return f"{self.count:,}"

    @property
    def percent(self):
        """How much of the bar is filled; a string, as no language's decimal comma may get into a picture."""
        return f"{100 * self.share:.1f}%"

    @property
    def says(self):
        """The share in whole per cent. What is more than nothing never says none, nor what is less than all, all."""
        if self.said:
            return self.said
        if self.share is None:
            return gettext("No answers")
        if 0 < self.share < 0.005:
            return gettext("Under 1%")
        if 0.995 <= self.share < 1:
            return gettext("Over 99%")
        return f"{int(100 * self.share + 0.5)}%"


@register.inclusion_tag("kil/bars.html")
def bars(rows, caption, what=None, counted=None, share=None):
    """A table of `Row`s: what each is, how many, and how large a share. The words are for its caption and its columns."""
    words = {"what": gettext("Answer"), "counted": gettext("Count"), "share": gettext("Share")}
    given = {"what": what, "counted": counted, "share": share}
    return {"rows": rows, "caption": caption, **words, **{column: word for column, word in given.items() if word is not None}}
