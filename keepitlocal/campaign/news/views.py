"""News, for everybody."""

from django.http import Http404
from django.views.decorators.http import require_safe

from keepitlocal import published
from keepitlocal.campaign import shown
from keepitlocal.campaign.news import pages
from keepitlocal.campaign.news.models import Post

IN_THE_FEED = 20
ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def posts(request):
    """The published posts, the newest first."""
    return pages.POSTS.respond(request, shown.leaf(request, Post))


@require_safe
def post(request, slug):
    """One of them, and what else to read."""
    found = shown.one(request, Post, slug, "related")
    if not found:
        raise Http404
    key, version, related = found
    return pages.POST.respond(request, key, version, shown.among(Post, related, request.at))


@require_safe
def feed(request):
    """The newest of them in full, for readers."""
    return published.respond(request, pages.feed(shown.latest(Post, IN_THE_FEED, request.at)), content_type=ATOM)
