"""What a wording that is only drafted would do to the comments there are: which would still stand, and which would not."""

from dataclasses import dataclass, field
from functools import cache

from principles.models import Comment
from principles.models.principles import content_of
from principles.wordings.standing import About, Standing, standing

LISTED = 20  # comments of each kind, the newest


@dataclass
class Fate:
    """How many comments would come to stand so, and the newest of them."""

    standing: Standing
    count: int = 0
    keys: list[int] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    @property
    def unlisted(self):
        return self.count - len(self.comments)


def fates(principle, content):
    """A Fate for each standing: of the comments on a principle that are shown, beneath this content. Two queries."""

    @cache
    def beneath(wording, paragraph, quote):
        return standing(About(paragraph, quote), content_of(wording), content)

    found = {each: Fate(each) for each in Standing}
    shown = Comment.objects.public().on(principle).order_by("-pk")
    for pk, *about in shown.values_list("pk", "wording", "paragraph", "quote").iterator():
        fate = found[beneath(*about)]
        fate.count += 1
        if len(fate.keys) < LISTED:
            fate.keys.append(pk)
    comments = Comment.objects.in_bulk([pk for fate in found.values() for pk in fate.keys])
    for fate in found.values():
        fate.comments = [comments[pk] for pk in fate.keys if pk in comments]
    return list(found.values())
