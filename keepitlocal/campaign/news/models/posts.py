"""A post: a short piece of news, by the team."""

from django.db import models
from django.urls import reverse

from keepitlocal.campaign.drafted import Drafted

LONGEST_BODY = 20_000  # characters
MOST_RELATED = 3


class Post(Drafted):
    """One post. Those that it is `related` to are kept by their keys, and shown as long as they are published."""

    SHOWN = {"title": "", "summary": "", "body": "", "picture_id": None, "related": []}
    NEEDED = {"title": "a title", "summary": "a summary", "body": "what it says"}

    body = models.TextField(editable=False)
    related = models.JSONField(default=list, editable=False)

    class Meta(Drafted.Meta):
        ordering = ["-pk"]
        permissions = [("publish_post", "Can publish and withdraw posts"), ("mail_post", "Can e-mail posts")]

    def get_absolute_url(self):
        return reverse("news:post", args=[self.slug])
