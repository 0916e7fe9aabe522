"""How the portal is found: what it tells search engines, and whoever is shown a link to it.

What may be told of, each part names (`FINDABLE` and `public` in keepitlocal/parts.py). Everything else, such as what one browser
alone is shown, asks not to be indexed and has nothing to share.
"""

import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import InvalidPage
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from keepitlocal import keys, parts, published
from keepitlocal.languages import speaking
from keepitlocal.officers.counted import Counted

# What nobody needs to find: the desk, and what links in e-mails lead to. Those pages say so themselves; here it saves asking.
UNTOLD = ["/admin/", "/confirm/", "/unsubscribe/", "/return/"]
PORTAL = urlsplit(settings.PORTAL_URL)
WHILE = datetime.timedelta(minutes=1)  # in which what was withdrawn may still be listed


def is_findable(path):
    """Whether the page at a path may be told of."""
    try:
        return resolve(path).view_name in parts.findable()
    except Resolver404:
        return False


class Pages(Sitemap):
    """Every page that everybody may read, in each language."""

    limit = 5_000  # addresses a file; each is there once for each language, with the others beside it

    def __init__(self, at):
        self.at = at

    def items(self):
        return [(page, language) for page in parts.public(self.at) for language in [speaking.OURS, *speaking.OTHERS]]

    def location(self, item):
        page, language = item
        return speaking.elsewhere(page.address, language)

    def lastmod(self, item):
        return item[0].changed_at

    def get_protocol(self, protocol=None):
        return PORTAL.scheme

    def get_domain(self, site=None):
        return PORTAL.netloc


def _listed(number, *, at):
    """One file of the sitemap. Raises InvalidPage where there are not so many."""
    return published.ready(render_to_string("sitemap.xml", {"urlset": Pages(at).get_urls(page=number)}))


LISTED = Counted(_listed, often=WHILE)


@require_safe
def sitemap(request):
    """Every page that everybody may read, as it was up to a minute ago: to ask what changed takes as long as to list it."""
    try:
        listed, _ = LISTED.of(keys.read(request.GET.get("p", "1")) or 0, at=request.at)
    except InvalidPage:
        raise Http404 from None
    response = published.answer(request, listed, content_type="application/xml")
    response.headers["X-Robots-Tag"] = "noindex, noodp, noarchive"  # the list itself is nothing to find
    return response


@require_safe
@conditional_page
@cache_control(public=True, max_age=3600)
def robots(request):
    """What machines are asked to leave alone, and where everything else is listed."""
    untold = [speaking.elsewhere(path, language) for path in UNTOLD for language in [speaking.OURS, *speaking.OTHERS]]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in untold), f"Sitemap: {settings.PORTAL_URL}/sitemap.xml"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
