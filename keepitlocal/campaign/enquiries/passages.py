"""What officers search and tag of enquiries, where they read it, and how it is narrowed (see keepitlocal/passages/kinds.py)."""

from django.urls import reverse

from keepitlocal.campaign.enquiries.models import Enquiry, Status
from keepitlocal.campaign.enquiries.models.passages import ENQUIRY, passages_of
from keepitlocal.campaign.enquiries.models.statuses import KEPT
from keepitlocal.passages.kinds import Narrowing, PassageKind
from keepitlocal.passages.models import whole
from keepitlocal.passages.putting import in_lists


def address(passage):
    return f"{reverse('admin:enquiries_enquiry_change', args=[passage.owner])}#said-{passage.place}"


def everything():
    for enquiries in in_lists(Enquiry.objects.kept().prefetch_related("said")):
        yield [passage for enquiry in enquiries for passage in whole(enquiry, passages_of(enquiry))]


def statuses(officer):
    return [(status.value, status.label) for status in Status if status in KEPT]


def of_status(passages, value, officer):
    return passages.filter(owner__in=Enquiry.objects.filter(status=value).values("pk"))


PASSAGES = {
    ENQUIRY: PassageKind(
        label="Enquiries",
        permission="enquiries.view_enquiry",
        address=address,
        everything=everything,
        narrowings={"status": Narrowing(statuses, of_status)},
    )
}
