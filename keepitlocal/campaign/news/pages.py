"""The pages of news that are kept in the process."""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from keepitlocal import feeds
from keepitlocal.campaign.news.models import Post
from keepitlocal.campaign.shown import Shown
from keepitlocal.pages import kept
from keepitlocal.prose import html_of

# Plain links: nothing of these networks is on a page before somebody follows one.
NETWORKS = {
    "Facebook": "https://www.facebook.com/sharer/sharer.php?u={address}",
    "LinkedIn": "https://www.linkedin.com/sharing/share-offsite/?url={address}",
    "WhatsApp": "https://wa.me/?text={title}%20{address}",
}


def related(post, at):
    """The published posts that it is related to, as officers put them."""
    found = {each.pk: each for each in Post.objects.published(at).filter(pk__in=post.related).defer("body")}
    return tuple(found[key] for key in post.related if key in found)


def post_context(post, also):
    address = settings.PORTAL_URL + post.address
    said = {"address": quote(address, safe=""), "title": quote(post.title, safe="")}
    networks = [(name, link.format(**said)) for name, link in NETWORKS.items()]
    return {"post": post, "related": also, "whole_address": address, "networks": networks}


def _pictured():
    return Post.objects.select_related("picture").defer("draft", "picture__webp", "picture__jpeg")


def _posts(leaf):
    return {"posts": leaf.rows(_pictured().defer("body")), "page": leaf}


def _post(key, version, also):
    return post_context(_pictured().get(pk=key), also.rows(Post.objects.defer("draft", "body")))


POSTS = Shown("news/posts.html", _posts)
POST = Shown("news/post.html", _post)


@kept
def feed(leaf):
    """The newest posts in full, as XML."""
    made = feeds.begun("News: Keep it Local", reverse("news:posts"), reverse("news-feed"))
    for post in leaf.rows(Post.objects.defer("draft")):
        said = {"since": post.published_at, "updated": post.changed_at, "summary": post.summary}
        feeds.enter(made, post, post.title, html_of(post.body), kind="html", **said)
    return made.writeString("utf-8")


def forget():
    for each in [POSTS, POST, feed]:
        each.forget()
