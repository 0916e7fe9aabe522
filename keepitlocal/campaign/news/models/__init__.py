"""Posts, who asked to be e-mailed them, and which are."""

from keepitlocal.campaign.news.models.following import Follower
from keepitlocal.campaign.news.models.mailing import Mailing
from keepitlocal.campaign.news.models.posts import Post

__all__ = ["Follower", "Mailing", "Post"]
