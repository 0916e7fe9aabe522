"""A wording as an officer writes it: a box for each paragraph, a few for new ones, and the place of each."""

import math
from dataclasses import dataclass

from keepitlocal.paragraphs import split
from principles.wordings.content import numbered


@dataclass(frozen=True)
class Box:
    """What one box says, of which paragraph (None: a new one), and the place that was typed beside it."""

    id: int | None
    text: str
    place: int | None = None


def arranged(drafted, boxes, *, next_id):
    """The drafted content as its boxes arrange it, and the next free id. A paragraph without a box stays as it is.

    Boxes come in the order of their places, those of the same place as they come, and those without one last. An empty box takes
    its paragraph away. An empty line within one makes several paragraphs of it, of which the first keeps the id. Raises
    ValueError where a box is for no paragraph of the draft, or two are for the same.
    """
    boxed = [box.id for box in boxes if box.id is not None]
    if not {each.id for each in drafted.paragraphs}.issuperset(boxed):
        raise ValueError("A box is for a paragraph that is not there.")
    if len(set(boxed)) < len(boxed):
        raise ValueError("Two boxes are for the same paragraph.")
    others = [Box(each.id, each.text, place) for place, each in enumerate(drafted.paragraphs, 1) if each.id not in boxed]
    parts = [
        (None if place else box.id, text)
        for box in sorted([*boxes, *others], key=lambda box: math.inf if box.place is None else box.place)
        for place, text in enumerate(split(box.text))
    ]
    return numbered(drafted, drafted.title, parts, next_id=next_id)
