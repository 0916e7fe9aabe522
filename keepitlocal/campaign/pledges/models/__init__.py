"""Pledges of support, where they come from, and how many there are."""

from keepitlocal.campaign.pledges.models.complaints import Complaint, ComplaintStatus, report
from keepitlocal.campaign.pledges.models.places import Place, Tally
from keepitlocal.campaign.pledges.models.pledges import Pledge, Status, Words, pledge

__all__ = ["Complaint", "ComplaintStatus", "Place", "Pledge", "Status", "Tally", "Words", "pledge", "report"]
