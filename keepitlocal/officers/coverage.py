"""Where too little came, seen while there is time to reach out: a table for each thing that people take part in."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from keepitlocal import parts

THIN = 3  # fewer than so many say nothing of a kind of people, and can be told apart by whoever knows them


def is_thin(count):
    return count < THIN


@dataclass(frozen=True)
class Cell:
    """How many. `is_judged`: whether few of them are too few; `address` is where they are listed."""

    count: int
    is_judged: bool = True
    address: str = ""

    @property
    def is_thin(self):
        return self.is_judged and is_thin(self.count)

    @property
    def counted(self):
        return f"{self.count:,}"

    @property
    def mark(self):
        """What is said beside the number, so that no colour has to."""
        return "" if not self.is_thin else "few" if self.count else "none"


@dataclass(frozen=True)
class Heading:
    """What a column or a row is about; `words` say more of it, and `address` is where it is listed."""

    label: str
    words: str = ""
    address: str = ""


@dataclass(frozen=True)
class Line:
    heading: Heading
    cells: list[Cell]


@dataclass(frozen=True)
class Coverage:
    """A table. `gaps`: sentences on where too little came; `says`: what its cells count; `sums`: its last row, if it has one."""

    says: str
    corner: str
    columns: list[Heading]
    lines: list[Line]
    counted_at: datetime.datetime
    sums: Line | None = None
    gaps: list[str] = field(default_factory=list)

    @property
    def judged(self):
        return [cell for line in self.lines for cell in line.cells if cell.is_judged]

    @property
    def thin(self):
        """How many of its cells are thin."""
        return sum(cell.is_thin for cell in self.judged)


@dataclass(frozen=True)
class Covered:
    """A thing whose coverage is shown: its name in the address, its title, and `table`, a function of (at)."""

    name: str
    title: str
    table: Callable[[datetime.datetime], Coverage]


def gap(before, counted):
    """A sentence on which of these are thin, in a list; none where none is. `counted`: pairs of words and a number."""
    few = [f"{words} ({count or 'none'})" for words, count in counted if is_thin(count)]
    return [f"Fewer than {THIN} {before}: {', '.join(few)}."] if few else []


def offered(officer):
    """Everything whose coverage this officer may see, part by part; None where they may see none at all.

    In each part what closes last comes first.
    """
    by_part = _by_part(officer)
    return [each for some in by_part for each in some] if by_part else None


def current(officer, at):
    """Pairs of what closes last in each part, and its table."""
    return [(some[0], some[0].table(at)) for some in _by_part(officer) if some]


def _by_part(officer):
    """Of each part, what it offers; but for those where this officer may see nothing."""
    by_part = (part.coverage(officer) for part in parts.all_parts() if hasattr(part, "coverage"))
    return [some for some in by_part if some is not None]
