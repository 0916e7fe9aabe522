"""Which authors a browser holds (keepitlocal/drafts/holding.py), and what they said that not everybody is shown."""

from typing import NamedTuple

from django.db.models import Q

from keepitlocal import pages
from keepitlocal.drafts import holding
from principles.models import Author, Comment, Consultation, Status

MOST = 20  # of what one is shown above a discussion; all of it is under /principles/yours/


class Own(NamedTuple):
    """One of them as its author is shown it, and what they may do."""

    comment: Comment
    anchor: str
    may_change: bool


def authors(request):
    """The authors that this browser holds: a queryset, also for use within another."""
    return Author.objects.held(holding.held(request, Author.KIND))


def said(request):
    """What they said, but for what is no more, with whatever is shown of it."""
    return Comment.objects.of(authors(request)).select_related("author", "principle__latest", "wording", "answers")


def section(request, principle):
    """The part of a discussion that only they see: what waits, or is not shown. Nothing where they said nothing like it.

    `principle` is None for the principles as a whole. Two queries; one where there is nothing, and none where no author is held.
    """
    if not holding.held(request, Author.KIND):
        return ""
    not_public = ~Q(status=Status.PUBLISHED) | Q(proposed_at__isnull=False)
    found = list(said(request).on(principle).filter(not_public).order_by("-pk")[: MOST + 1])
    if not found:
        return ""
    own = shown(found[:MOST], anchor, at=request.at)
    return pages.personal(request, "principles/_yours.html", own=own, has_more=len(found) > MOST)


def shown(comments, anchor, *, at):
    """Each as an `Own`; `anchor` is a function of a comment."""
    consultation = Consultation.objects.get()
    return [Own(comment, anchor(comment), comment.may_change(at, consultation)) for comment in comments]


def anchor(comment):
    """Where its author finds it: apart from where everybody does, if something stands there."""
    return f"own-{comment.pk}" if comment.is_public or comment.replies else comment.anchor


def landing(comment):
    """The address at which its author is shown it, focused by its fragment: as everybody is, or marked as it stands."""
    if comment.is_public and not comment.has_change_waiting:
        return comment.get_absolute_url()
    return f"{comment.discussed_at}#{anchor(comment)}"
