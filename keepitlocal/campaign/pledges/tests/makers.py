"""Believable pledges in the database; a test says only what it is about."""

import datetime

from keepitlocal.campaign.pledges import agreeing
from keepitlocal.campaign.pledges.models import Pledge, pledge
from keepitlocal.campaign.pledges.views import pledging, supporters

NOON = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOMENT = datetime.timedelta(microseconds=1)


def forget():
    """Remember no page: a test's rows are rolled back, and the next test's may get their keys."""
    supporters.forget()
    pledging.forget()


def make_pledge(email="ada@example.org", *, is_confirmed=True, is_listed=True, at=NOON, begun_with=None, news=False, **said):
    """A pledge, confirmed and listed unless told otherwise. Of an address that has one, the pledge that it changed."""
    said = {"name": "Ada Okafor", "organisation": "", "place": "Leeds", "words": "", "asks_candidates": True} | said
    said |= {"agreed": agreeing.statement() if is_listed else None}
    made = pledge(said, email=email, wants_news=news, begun_with=begun_with, at=at)
    if is_confirmed:
        made.confirm(at=at)
        made = Pledge.objects.select_related("became").get(pk=made.pk).stands
    return made
