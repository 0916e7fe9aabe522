"""News at the desk: posts, and who is e-mailed them."""

from keepitlocal.campaign.news.admin import followers, posts

__all__ = ["followers", "posts"]
