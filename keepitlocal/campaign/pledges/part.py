"""What the portal asks of this part (see keepitlocal/parts.py)."""

from django.urls import reverse
from django.utils.translation import ngettext

from keepitlocal.campaign.pledges import keeping, letters, passages, promises
from keepitlocal.campaign.pledges.models import Complaint, Place, Pledge, Tally
from keepitlocal.campaign.pledges.views import pledging
from keepitlocal.campaign.pledges.views.supporters import COUNTED
from keepitlocal.complaints import waiting as complaints
from keepitlocal.officers.front import found
from keepitlocal.officers.news import digest_of
from keepitlocal.parts import Public, SoFar, Topic

LETTERS, LETTER_NAMES = letters.LETTERS, letters.NAMES
CONFIRMS = {letters.NAME: pledging.confirm}
PASSAGES = passages.PASSAGES
keep_promises = keeping.keep_promises
# A pledge counts once its address is confirmed.
DIGEST = {"was received": "New", "was changed by its maker": "Changed by those who made them"}
TOPICS = {
    promises.TOPIC: Topic("Pledges", "pledges.view_pledge", digest_of(Pledge, DIGEST)),
    promises.COMPLAINTS: Topic("Complaints about pledges", "pledges.decide_complaint", digest_of(Complaint, {}), is_urgent=True),
}
FINDABLE = {"pledges:pledge", "pledges:supporters", "pledges:place"}
PERMISSIONS = {
    "Policy officers": [
        "pledges.view_pledge",
        "pledges.moderate_pledge",
        "pledges.withdraw_pledge",
        "pledges.export_pledge",
        "pledges.view_complaint",
    ],
    "Policy leads": ["pledges.decide_complaint", "pledges.erase_pledge", "pledges.export_personal_pledge"],
}


def count():
    return getattr(COUNTED.first(), "pledges", 0)


SO_FAR = {
    "pledges.pledges": SoFar(
        label="Pledges of support",
        count=count,
        says=lambda count: ngettext("pledge of support", "pledges of support", count),
    )
}


def waiting(officer, at):
    """What waits for this officer, of what they may see."""
    rows = complaints.waiting(Complaint, officer)
    if officer.has_perm("pledges.moderate_pledge"):
        address = f"{reverse('admin:pledges_pledge_changelist')}?words=waiting"
        rows += found(Pledge.objects.to_read(), "pledge with words to read", "pledges with words to read", address)
    return rows


def public(at):
    """The form, and the list of those who agreed to be listed."""
    changed_at = Tally.objects.values_list("changed_at", flat=True).first()
    listed = [reverse("pledges:supporters"), *(reverse("pledges:place", args=[each.pk]) for each in Place.objects.shown())]
    return [Public(reverse("pledges:pledge")), *(Public(address, changed_at) for address in listed)]
