"""What a moderator reads beside a comment: what it is about, then and now; its thread; who else says so; who else it is from."""

from dataclasses import dataclass

from keepitlocal import plain
from keepitlocal.wording import changes
from principles.models import Comment
from principles.models.writing import MOST_LINKS
from principles.wordings.standing import Standing, old_words

SHOWN = 10  # of each kind beside a comment; of more, it is said how many there are


@dataclass(frozen=True)
class Passage:
    """What a comment is about: `text` as its author read it, and `changes` to what stands there now.

    Of words of a paragraph, it is the whole paragraph. `number` is the paragraph's place; None of all of a principle.
    """

    number: int | None
    quote: str
    text: str
    standing: Standing
    changes: list[tuple[str, str]]

    @property
    def stands(self):
        return self.standing == Standing.STANDS

    @property
    def is_gone(self):
        return self.standing == Standing.GONE


def passage(comment):
    """The passage; None of a comment on the principles as a whole."""
    if comment.then is None:
        return None
    now = comment.principle.content
    standing = comment.standing(now)
    if comment.paragraph is None:
        was, became = comment.then.text, now.text
    else:
        was, became = (content.paragraph(comment.paragraph) for content in [comment.then, now])
        was, became = was.text if was else old_words(comment.about, comment.then), became.text if became else ""
    changed = changes(was, became) if standing == Standing.CHANGED else []
    return Passage(comment.then.number_of(comment.paragraph), comment.quote, was, standing, changed)


def about(comment):
    """What a comment is about, in a few words."""
    if not comment.principle_id:
        return "The principles as a whole"
    number = comment.then.number_of(comment.paragraph)
    return f"Principle {comment.principle.number}{f', paragraph {number}' if number else ''}"


def beside(comment):
    """What the reading page of a comment shows beside it."""
    above = {comment.thread_id, comment.answers_id} - {comment.pk, None}
    mine = Comment.objects.from_address(comment.author.email) if comment.author_id else Comment.objects.none()
    links = plain.links(comment.latest_text)
    return {
        "passage": passage(comment),
        "about": about(comment),
        "change": changes(comment.text, comment.proposed) if comment.has_change_waiting else [],
        "above": Comment.objects.filter(pk__in=above).order_by("place"),
        "answered_by": comment.answered_by.received().order_by("pk")[:SHOWN],
        "others": mine.exclude(pk=comment.pk).order_by("-pk")[:SHOWN],
        "links": links,
        "has_many_links": links > MOST_LINKS,
        "alike": alike_others(comment),
        "texts": comment.texts.order_by("-number"),
    }


def alike_others(comment):
    """How many others say nearly the same."""
    return Comment.objects.received().filter(likeness=comment.likeness_id).exclude(pk=comment.pk).count()


@dataclass(frozen=True)
class Said:
    """One text, who says exactly that, and what is different in it from the text that it is compared with."""

    text: str
    comments: list[Comment]
    changes: list[tuple[str, str]]


def said_once(comments):
    """Each different text once, that which most say first, and in the others what differs from the first that is like them."""
    texts = {}
    for comment in comments:
        texts.setdefault(comment.latest_text, []).append(comment)
    said, first = [], {}
    for text, those in sorted(texts.items(), key=lambda each: -len(each[1])):
        like = first.setdefault(those[0].likeness_id, text)
        said.append(Said(text, those, changes(like, text) if like != text else []))
    return said
