"""The content of one wording, as an immutable value, and as the plain mapping that is stored."""

from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True)
class Paragraph:
    """Its id is its own for ever, wherever the paragraph comes to stand and whatever it comes to say."""

    id: int
    text: str


@dataclass(frozen=True)
class Content:
    """A title and paragraphs, each with an id of its own. A draft may still lack either."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()

    def __post_init__(self):
        if len({each.id for each in self.paragraphs}) < len(self.paragraphs):
            raise ValueError("Two paragraphs have the same id.")

    @property
    def text(self):
        """The paragraphs, with an empty line between them."""
        return "\n\n".join(each.text for each in self.paragraphs)

    def paragraph(self, id):
        """The paragraph with this id, or None."""
        return next((each for each in self.paragraphs if each.id == id), None)

    def number_of(self, id):
        """Where the paragraph with this id stands here, from 1, which is what people are shown; or None."""
        return next((number for number, each in enumerate(self.paragraphs, 1) if each.id == id), None)

    def has_same_words(self, other):
        """Whether title and paragraphs say the same, one by one, white space aside; their ids do not matter."""
        return self._words() == other._words()

    def _words(self):
        return [self.title.split(), *(each.text.split() for each in self.paragraphs)]

    def plain(self):
        """The plain mapping that `read` makes the same content of."""
        return {"title": self.title, "paragraphs": [{"id": each.id, "text": each.text} for each in self.paragraphs]}


def read(plain):
    """The content that a plain mapping says. Raises ValueError where it says anything else."""
    match plain:
        case {"title": str(title), "paragraphs": list(paragraphs), **rest} if not rest:
            return Content(title, tuple(map(_read_paragraph, paragraphs)))
    raise ValueError("This is no content: it needs a title, a list of paragraphs, and nothing else.")


def _read_paragraph(plain):
    match plain:
        case {"id": int(id), "text": str(text), **rest} if not rest and id is not True and id > 0 and text.strip():
            return Paragraph(id, text)
    raise ValueError("This is no paragraph: it needs an id from 1 up, a text, and nothing else.")


def numbered(before, title, parts, *, next_id):
    """Content that follows `before`, and the next free id. `parts`: pairs of an id, or None for a new one, and a text.

    Raises ValueError where the next id has been given already: what was said of one paragraph would be shown at another.
    """
    if any(each.id >= next_id for each in before.paragraphs):
        raise ValueError(f"{next_id} is not free: no id is given twice.")
    ids = count(next_id)
    paragraphs = tuple(Paragraph(next(ids) if id is None else id, text) for id, text in parts)
    return Content(" ".join(title.split()), paragraphs), next(ids)
