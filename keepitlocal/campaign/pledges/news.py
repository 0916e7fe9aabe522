"""News of the campaign, for those who ask for it with their pledge."""

from keepitlocal.campaign.news.models import Follower


def follow(email, *, at):
    """Have an address be told, which its owner has just confirmed to be theirs."""
    Follower.objects.begin(email, is_confirmed=True, at=at)
