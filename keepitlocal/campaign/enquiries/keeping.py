"""What time asks for of enquiries. Each may run late, often, and in several workers at once."""

import datetime
from contextlib import suppress

from django.db import transaction

from keepitlocal import lifecycle
from keepitlocal.campaign.enquiries.models import Enquiry
from keepitlocal.drafts.keeping import Kept

QUIET = datetime.timedelta(days=30)  # after an answer to which nothing was said, there is nothing left to do


def keep_promises(at):
    _each(Enquiry.objects.quiet(at - QUIET), lambda enquiry: enquiry.close(at=at))
    return Kept(erased=_each(Enquiry.objects.closed_long_ago(at), lambda enquiry: enquiry.erase(at=at)))


def _each(rows, do):
    """Do it to each of the rows that is still among them when its turn comes. How many there were."""
    done = 0
    for key in list(rows.order_by("pk").values_list("pk", flat=True)):
        with suppress(lifecycle.Refusal), transaction.atomic():
            if row := rows.select_for_update(no_key=True).filter(pk=key).first():
                do(row)
                done += 1
    return done
