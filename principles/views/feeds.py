"""Atom feeds, for whoever follows with a reader: new comments, and wordings that changed.

A feed has no Last-Modified: what is hidden leaves it, and no date in it says so. Its ETag is that of what it holds.
"""

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from keepitlocal.tables import plain
from principles.models import Comment, Consultation, Principle, Text, Wording

LATEST = 50


class Feed(Atom1Feed):
    """A feed of plain text, which reads no clock while it has no entries."""

    def latest_post_date(self):
        return max([item["updateddate"] for item in self.items], default=self.feed["begun_at"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "text"})


def followed(view):
    """Decorator: a view that returns a Feed. Readers ask again each time, and are sent it only where it changed."""

    def answered(request, **named):
        feed = view(request, get_object_or_404(Consultation.objects.published()), **named)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    return require_safe(conditional_page(cache_control(public=True, max_age=0, must_revalidate=True)(answered)))


@followed
def comments(request, consultation, number):
    """The latest comments: on everything, or, with a number, on one principle."""
    found = Comment.objects.public().select_related("principle")
    discussed = consultation
    if number is not None:
        discussed = Principle.objects.public().filter(number=number).first()
        found = found.on(discussed)
    if not discussed:
        raise Http404
    feed = _feed(request, f"Comments: {discussed}", discussed, consultation)
    shown_since = Text.objects.filter(comment=OuterRef("pk"), text=OuterRef("text")).order_by("-number").values("sent_at")[:1]
    for comment in found.annotate(said_at=Subquery(shown_since)).order_by("-published_at", "-pk")[:LATEST]:
        name = f"{comment.name} (policy team)" if comment.is_by_officer else comment.name
        updated = max(comment.published_at, comment.said_at or comment.published_at)
        on = comment.principle or consultation
        _enter(feed, comment, f"{name} on {on}", comment.text, by=name, since=comment.published_at, updated=updated)
    return feed


@followed
def wordings(request, consultation):
    """The latest wordings that took the place of another, with the reason and what the principle says now."""
    feed = _feed(request, f"Changed wordings: {consultation}", consultation, consultation)
    for wording in Wording.objects.changed().select_related("principle").order_by("-took_effect_at", "-pk")[:LATEST]:
        says = wording.says
        text = "\n\n".join([wording.why, *(paragraph.text for paragraph in says.paragraphs)])
        title = f"Principle {wording.principle.number}: {says.title}, wording {wording.number}"
        _enter(feed, wording, title, text, since=wording.took_effect_at, updated=wording.took_effect_at)
    return feed


def _feed(request, title, about, consultation):
    address = settings.PORTAL_URL + request.path
    return Feed(
        title,
        settings.PORTAL_URL + about.get_absolute_url(),
        None,
        language="en-GB",
        author_name="Keep it Local",
        feed_url=address,
        feed_guid=address,
        begun_at=consultation.published_at,
    )


def _enter(feed, thing, title, text, *, by=None, since, updated):
    """Add an entry, which its permalink tells from every other. Controls are no XML."""
    address = settings.PORTAL_URL + thing.get_absolute_url()
    author = plain(by) if by else None
    feed.add_item(
        plain(title), address, None, unique_id=address, author_name=author, pubdate=since, updateddate=updated, text=plain(text)
    )
