"""What officers search and tag of pledges, where they read it, and how it is narrowed (see keepitlocal/passages/kinds.py)."""

from django.urls import reverse

from keepitlocal.campaign.pledges.models import Pledge, Words
from keepitlocal.campaign.pledges.models.passages import FOUND, PLEDGE, passage_of
from keepitlocal.campaign.pledges.models.statuses import STANDING
from keepitlocal.passages.kinds import Narrowing, PassageKind
from keepitlocal.passages.models import whole
from keepitlocal.passages.putting import in_lists


def address(passage):
    return reverse("admin:pledges_pledge_change", args=[passage.owner])


def everything():
    for pledges in in_lists(Pledge.objects.filter(status__in=STANDING, words_status__in=FOUND)):
        yield [passage for pledge in pledges for passage in whole(pledge, [passage_of(pledge)])]


def statuses(officer):
    return [(f"words {each.value}", f"Words: {each.label.lower()}") for each in Words if each in FOUND]


def of_status(passages, value, officer):
    found = {f"words {each.value}": each for each in FOUND}.get(value)
    return passages.filter(owner__in=Pledge.objects.filter(words_status=found).values("pk")) if found else passages.none()


PASSAGES = {
    PLEDGE: PassageKind(
        label="Pledges of support",
        permission="pledges.view_pledge",
        address=address,
        everything=everything,
        narrowings={"status": Narrowing(statuses, of_status)},
    )
}
