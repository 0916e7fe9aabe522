"""What time asks for of comments and of those who watch. What was published, or decided, stays.

Each may run late, often, and in several workers at once: what was found is asked about again before it is changed.
"""

import datetime
from contextlib import suppress

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from keepitlocal import lifecycle
from keepitlocal.drafts.keeping import Kept
from principles import digests
from principles.models import Author, Comment, Consultation, Reason, Status, Watch

UNANSWERED = datetime.timedelta(days=14)  # an address that did not confirm by then does not want to be told
NOT_CHANGED = "You were asked to change it before it is published, and the time for that is over."


def keep_promises(at):
    digests.promise_digests(at)
    erased = _each(never_confirmed(at), lambda comment: comment.erase(at=at))
    erased += _each(withdrawn_long_ago(at), lambda comment: comment.erase(at=at))
    _each(never_changed(at), lambda comment: reject(comment, at=at))
    _each(watching_nothing(at), lambda watch: watch.forget(at=at), hold=True)
    _each(saying_nothing(at), lambda author: author.forget(at=at), hold=True)
    return Kept(erased=erased)


def never_confirmed(at):
    """Comments whose time to be confirmed is over: their authors were told until when."""
    return Comment.objects.unconfirmed().filter(_is_over(at))


def withdrawn_long_ago(at):
    return Comment.objects.filter(status=Status.WITHDRAWN, status_since__lte=at - settings.WITHDRAWN_KEPT)


def never_changed(at):
    """Comments that wait for their authors to change them, which no link leads them to any more."""
    return Comment.objects.filter(_is_over(at), status=Status.ASKED, status_since__lte=at - settings.DRAFTS_KEPT)


def watching_nothing(at):
    """Watches that were asked for and never confirmed, and those of replies to what is no more."""
    unanswered = Q(confirmed_at=None, added_at__lte=at - UNANSWERED) & ~Q(comment__status=Status.UNCONFIRMED)
    return Watch.objects.filter(unanswered | Q(comment__status=Status.ERASED))


def saying_nothing(at):
    """Authors of nothing, or of nothing but what is erased: that is nobody's."""
    says_something = Comment.objects.filter(author=OuterRef("pk"))
    return Author.objects.filter(~Exists(says_something), added_at__lte=at - UNANSWERED)


def reject(comment, *, at):
    comment.reject(revision=comment.revision, reason=Reason.OTHER, words=NOT_CHANGED, by=None, at=at)


def _is_over(at):
    """Whether links have led to comments no more since the consultation closed, as things stand when the database is asked."""
    return Exists(Consultation.objects.filter(closes_at__lte=at - settings.DRAFTS_KEPT))


def _each(rows, do, *, hold=False):
    """Do it to each of the rows that is still among them when its turn comes. How many there were.

    `hold` rows that have no verb which refuses what somebody else was quicker with. Verbs hold what they need, in their order.
    """
    done = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        with suppress(lifecycle.AlreadyMoved), transaction.atomic():
            found = rows.select_for_update(of=("self",), no_key=True) if hold else rows
            if row := found.filter(pk=key).first():
                do(row)
                done += 1
    return done
