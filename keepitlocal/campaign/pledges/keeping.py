"""What time asks for of pledges. It may run late, often, and in several workers at once."""

from django.db import transaction

from keepitlocal.campaign.pledges.models import Pledge, Tally
from keepitlocal.drafts.keeping import Kept


def keep_promises(at):
    """Those that nobody confirmed go, and so does what those said who took theirs back."""
    erased = _each(Pledge.objects.never_confirmed(at), lambda pledge: pledge.purge(at=at))
    erased += _each(Pledge.objects.withdrawn_long_ago(at), lambda pledge: pledge.erase(at=at))
    return Kept(erased=erased)


def _each(rows, do):
    """Do it to each that is still among the rows when its turn comes. How many there were."""
    done = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            Tally.objects.hold()
            if pledge := rows.filter(pk=key).first():
                do(pledge)
                done += 1
    return done
