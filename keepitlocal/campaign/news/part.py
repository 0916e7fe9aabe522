"""What the portal asks of this part (see keepitlocal/parts.py)."""

from django.db.models import Value
from django.urls import reverse

from keepitlocal.campaign.drafted import Status
from keepitlocal.campaign.news import emails, following, keeping
from keepitlocal.campaign.news.models import Follower, Post
from keepitlocal.campaign.news.promises import FOLLOW
from keepitlocal.languages.texts import Text
from keepitlocal.parts import Public
from keepitlocal.subscriptions import Subscription

LETTERS, LETTER_NAMES = emails.LETTERS, emails.LETTER_NAMES
KEPT = {"unconfirmed_news": keeping.UNANSWERED}
keep_promises = keeping.keep_promises
CONFIRMS = {FOLLOW: following.confirm}
SUBSCRIPTIONS = {FOLLOW: Subscription(rows=Follower.objects.all, template="news/follow_quiet.html", about=lambda follower: {})}
FINDABLE = {"news:posts", "news:post", "news:follow"}
PERMISSIONS = {
    "Policy officers": [*(f"news.{may}_post" for may in ["view", "add", "change"]), "news.view_follower", "news.change_follower"],
    "Policy leads": ["news.publish_post", "news.mail_post", "news.forget_follower"],
}
ON_THE_FRONT_PAGE = 3


def latest(at):
    """The newest posts, for the home page: each with its title, address, published_at and summary."""
    return list(Post.objects.published(at).only("slug", "title", "summary", "published_at")[:ON_THE_FRONT_PAGE])


def edition(at):
    """The newest posts, and how often each was edited: the front page tells of no other."""
    newest = Post.objects.filter(pk__in=Post.objects.published(at).values("pk")[:ON_THE_FRONT_PAGE])
    return newest.order_by().annotate(part=Value("news")).values_list("part", "pk", "edits")


def public(at):
    posts = Post.objects.published(at).only("slug", "published_at", "updated_at")
    own = [Public(reverse("news:posts")), Public(reverse("news:follow"))]
    return [*own, *(Public(post.address, post.changed_at) for post in posts)]


def pictures(at):
    return Post.objects.published(at).order_by().values("picture")


def texts():
    published = Post.objects.filter(status=Status.PUBLISHED).select_related("picture")
    return [
        Text(text, f"News, “{post.title}”: {what}", post.address)
        for post in published.defer("picture__webp", "picture__jpeg")
        for what, text in [
            ("title", post.title),
            ("summary", post.summary),
            ("what it says", post.body),
            ("description of its picture", post.picture.description if post.picture else ""),
        ]
        if text
    ]
