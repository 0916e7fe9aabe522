"""Trees of comments, stored at once however many there are, and how they are to be read by a naive reading of the rules."""

from html.parser import HTMLParser

from hypothesis import strategies as st

from principles.models import Comment, Status
from principles.tests.makers import NOON
from principles.threads import Sort

FIRST_KEY = 1_000_000  # beyond those that the database gives
DEEPEST = 3
trees = st.integers(0, 18).flatmap(
    lambda length: st.tuples(
        st.tuples(*(st.none() | st.integers(0, max(place - 1, 0)) if place else st.none() for place in range(length))),
        st.lists(st.booleans(), min_size=length, max_size=length),
    )
)


def grow(principle, answered, hidden=()):
    """Store a comment for each of `answered`, which says the place of the one that it answers, or None; returns them.

    `hidden` says of each whether it is hidden.
    """
    on = {"principle": principle, "wording": principle.latest} if principle else {}
    first, grown = FIRST_KEY + Comment.objects.count(), []
    for number, answers in enumerate(answered):
        above = path(grown, answers)
        comment = Comment(
            pk=first + number,
            answers_id=None if answers is None else first + answers,
            thread_id=first + (above[0] if above else number),
            depth=len(above) + 1,
            place="".join(f"{first + each:010}" for each in [*above, number]),
            name=f"Person {number}",
            text=f"Comment {number}",
            status=Status.HIDDEN if hidden and hidden[number] else Status.PUBLISHED,
            **dict.fromkeys(["status_since", "created_at", "published_at"], NOON),
            **on,
        )
        grown.append(comment)
        if comment.is_public:
            for each in {*above, *([] if answers is None else [answers])}:
                grown[each].replies += 1
    return Comment.objects.bulk_create(grown, batch_size=500)


def path(grown, answers):
    """The places of the comments beneath which a reply to that of this place stands, outermost first."""
    if answers is None:
        return []
    place = grown[answers].place
    above = [int(place[start : start + 10]) - grown[0].pk for start in range(0, len(place), 10)]
    return above[: DEEPEST - 1]


def as_read(grown, sort):
    """The keys of what is shown, in the order in which it is read."""
    beneath = {}
    for comment in grown:
        beneath.setdefault(comment.place[:-10], []).append(comment)

    def walk(comments):
        for comment in comments:
            yield comment
            yield from walk(beneath.get(comment.place, []))

    order = {
        Sort.OLDEST: lambda root: root.pk,
        Sort.NEWEST: lambda root: -root.pk,
        Sort.REPLIED: lambda root: (-root.replies, -root.pk),
    }
    roots = sorted(beneath.get("", []), key=order[sort])
    return [comment.pk for comment in walk(roots) if comment.is_public or comment.replies]


class Nesting(HTMLParser):
    """How the comments of a page are nested: `found`, the key, depth and parent of each. Refuses tags that do not match."""

    VOID = {"meta", "link", "input", "br", "path", "img"}

    def __init__(self, html):
        super().__init__()
        self.open, self.items, self.found = [], [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in self.VOID:
            self.open.append((tag, attrs.get("class", "")))
        if tag == "li":
            assert self.open[-2][0] in {"ol", "ul"}
            self.items.append(None)
        if tag == "article":
            key = int(attrs["id"].removeprefix("comment-"))
            depth = sum(each == ("ol", "kil-thread") for each in self.open)
            self.found.append((key, depth, self.items[-2] if depth > 1 else None))
            self.items[-1] = key

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop()[0] == tag
        if tag == "li":
            self.items.pop()
