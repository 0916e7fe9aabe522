"""Pledges at the desk, and complaints about them."""

from keepitlocal.campaign.pledges.admin import complaints, pledges

__all__ = ["complaints", "pledges"]
