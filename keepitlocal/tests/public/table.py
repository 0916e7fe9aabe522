"""docs/public.md, and what the portal's addresses really are."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import get_resolver

TABLE = settings.ROOT / "docs" / "public.md"
ROW = re.compile(r"^\| `([^`]*)` \| ([^|]+) \| (ETag|no-store) \| ([^|]*?) *\|$", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A line of the table: an address, what it is, how its pages are kept, and the names of its states that are checked."""

    address: str
    what: str
    kept: str
    states: tuple[str, ...]

    @property
    def is_plain(self):
        """Whether it is an address as it stands: no parameter, and no page for when something is wrong."""
        return "<" not in self.address and not self.address.startswith("error ")


def rows():
    """A dict of address to its line; the front page's is the empty one. Written twice, it is a mistake."""
    found = [Row(*cells[:3], tuple(filter(None, cells[3].split(", ")))) for cells in ROW.findall(TABLE.read_text())]
    by_address = {each.address: each for each in found}
    assert len(by_address) == len(found), "docs/public.md names an address twice."
    return by_address


def plain(pattern):
    """A pattern as the table writes it: of a named group its name."""
    return re.sub(r"\(\?P(<\w+>)[^()]*\)", r"\1", pattern).replace("\\.", ".").replace("^", "").replace("$", "")


def patterns(resolver=None, before=""):
    """Every address outside the desk, as its pattern; each exists in every language, but for those that machines ask for."""
    for each in (resolver or get_resolver()).url_patterns:
        whole = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from patterns(each, whole)
        elif not whole.startswith("admin/"):
            yield plain(whole)
