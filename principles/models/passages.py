"""What officers find, tag and quote of a comment: its text, from when it came to be read until it is taken back or erased."""

from django.db import models

from keepitlocal import lifecycle
from keepitlocal.passages.models import WHOLE, Passage, Quoting, Visibility, forget, put_all, whole
from principles.models.statuses import RECEIVED

COMMENT = "principles.comment"


class Found(models.Model):
    """What being found adds to a comment."""

    class Meta:
        abstract = True

    def become(self, to, **said):
        """Move it, as `lifecycle.advance` does, and have found what it says there. Raises as that does."""
        lifecycle.advance(self, to, **said)
        self.put_passages()

    def put_passages(self):
        """Have its text found as it is stored: whoever holds it now may have read it before somebody changed it."""
        stored = type(self)._base_manager.select_related("principle").get(pk=self.pk)
        if stored.status in RECEIVED:
            put_all(whole(stored, [passage_of(stored)]))
        else:
            forget(stored)


def passage_of(comment):
    """The passage of a comment that came to be read. A change that waits for a moderator is none of it."""
    return Passage(
        kind=COMMENT,
        place=WHOLE,
        reference=comment.reference,
        asked=f"Principle {comment.principle.number}: {comment.then.title}"
        if comment.principle_id
        else "The principles as a whole",
        names="\n".join(filter(None, [comment.name, comment.organisation, comment.role])),
        said_by=_said_by(comment),
        text=comment.text,
        visibility=Visibility.PUBLIC if comment.is_public else Visibility.OFFICERS,
        quoting=Quoting.NAMED if comment.is_public else Quoting.NEVER,
        said_at=comment.created_at,
    )


def _said_by(comment):
    """As everybody is shown it."""
    named = ", ".join(filter(None, [comment.name, comment.role, comment.organisation]))
    return "The policy team" if comment.is_by_officer else named
