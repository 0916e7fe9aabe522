"""What time asks for of the news. It may run late, often, and in several workers at once."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from keepitlocal.campaign.news.models import Follower, Mailing
from keepitlocal.drafts.keeping import Kept

UNANSWERED = datetime.timedelta(days=14)  # an address that did not confirm by then does not want news


def keep_promises(at):
    for mailing in Mailing.objects.due(at).select_related("post"):
        mailing.go(at=at)
    unanswered = Q(confirmed_at=None, added_at__lte=at - UNANSWERED)
    unsubscribed = Q(unsubscribed_at__lte=at - settings.WITHDRAWN_KEPT)
    return Kept(erased=sum(_forget(key, unanswered | unsubscribed, at) for key in _keys(unanswered | unsubscribed)))


def _keys(over):
    return list(Follower.objects.filter(over).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget(key, over, at):
    """Forget an address, unless somebody confirmed it, or asked again, meanwhile. Whether it was forgotten."""
    follower = Follower.objects.select_for_update().filter(over, pk=key).first()
    if follower:
        follower.forget(at=at)
    return follower is not None
