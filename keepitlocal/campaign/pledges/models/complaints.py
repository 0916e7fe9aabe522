"""Complaints about pledges (see keepitlocal/complaints)."""

from functools import partial

from django.db import models

from keepitlocal.campaign.pledges import promises
from keepitlocal.campaign.pledges.models.statuses import Status
from keepitlocal.complaints import models as complaints


class ComplaintStatus(models.TextChoices):
    OPEN = "open", "To be looked into"
    UPHELD = "upheld", "Upheld: the pledge is not shown"
    DISMISSED = "dismissed", "Dismissed: the pledge stands"


class Complaint(complaints.Complaint):
    """What somebody says is wrong with a pledge."""

    CALLED, TOPIC = "pledge", promises.COMPLAINTS

    pledge = models.ForeignKey("pledges.Pledge", models.PROTECT, related_name="complaints")
    status = models.CharField(max_length=10, choices=ComplaintStatus, default=ComplaintStatus.OPEN)

    class Meta(complaints.Complaint.Meta):
        verbose_name, verbose_name_plural = "complaint about a pledge", "complaints about pledges"

    def take_down(self, *, by, at):
        if self.pledge.can("hide"):
            self.pledge.hide(by=by, at=at)

    def show_again(self, *, by, at):
        """Unless another complaint about it was right."""
        if self.pledge.status == Status.HIDDEN and not self.others.filter(status=ComplaintStatus.UPHELD).exists():
            self.pledge.restore(by=by, at=at)


report = partial(complaints.report, Complaint)
