"""Complaints about comments (see keepitlocal/complaints)."""

from functools import partial

from django.db import models

from keepitlocal.complaints import models as complaints
from keepitlocal.complaints.models import MOVES
from principles import promises
from principles.models.statuses import Status

__all__ = ["MOVES", "Complaint", "ComplaintStatus", "report"]


class ComplaintStatus(models.TextChoices):
    OPEN = "open", "To be looked into"
    UPHELD = "upheld", "Upheld: the comment is not shown"
    DISMISSED = "dismissed", "Dismissed: the comment stands"


class Complaint(complaints.Complaint):
    """What somebody says is wrong with a comment."""

    CALLED, TOPIC = "comment", promises.COMPLAINTS

    comment = models.ForeignKey("principles.Comment", models.PROTECT, related_name="complaints")
    status = models.CharField(max_length=10, choices=ComplaintStatus, default=ComplaintStatus.OPEN)

    def take_down(self, *, reason, by, at):
        """The comment is rejected, for a reason that its author is told. Raises as `Comment.remove` does."""
        if self.comment.can("remove"):
            self.comment.remove(reason=reason, by=by, at=at)

    def show_again(self, *, by, at):
        if self.comment.status == Status.HIDDEN:
            self.comment.restore(by=by, at=at)


report = partial(complaints.report, Complaint)
