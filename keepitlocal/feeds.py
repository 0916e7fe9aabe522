"""Atom feeds, for whoever follows with a reader.

A feed has no Last-Modified: what is hidden leaves it, and no date in it says so. Its ETag is that of what it holds.
"""

import datetime

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from keepitlocal.tables import plain

NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Feed(Atom1Feed):
    """A feed whose entries say all of what they are about; while it has none, it reads no clock."""

    def latest_post_date(self):
        return max([item["updateddate"] for item in self.items], default=self.feed["begun_at"])

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": item["kind"]})


def followed(view):
    """Decorator: a view that returns a Feed. Readers ask again each time, and are sent it only where it changed."""

    def answered(request, **named):
        feed = view(request, **named)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)

    return require_safe(conditional_page(cache_control(public=True, max_age=0, must_revalidate=True)(answered)))


def begun(title, page, path, *, begun_at=NEVER):
    """A feed at `path` of what is at the path `page`, with no entries yet: until there is one, it is of `begun_at`."""
    address = settings.PORTAL_URL + path
    return Feed(
        title,
        settings.PORTAL_URL + page,
        None,
        language="en-GB",
        author_name="Keep it Local",
        feed_url=address,
        feed_guid=address,
        begun_at=begun_at,
    )


def enter(feed, thing, title, text, *, kind="text", summary=None, by=None, since, updated):
    """Add an entry, which its permalink tells from every other. `kind` of text: "text" or "html". Controls are no XML."""
    address = settings.PORTAL_URL + thing.get_absolute_url()
    feed.add_item(
        plain(title),
        address,
        summary and plain(summary),
        unique_id=address,
        author_name=by and plain(by),
        pubdate=since,
        updateddate=updated,
        text=plain(text),
        kind=kind,
    )
