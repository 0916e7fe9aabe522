"""Pages that are the same for everybody, with no token: compressed once, and sent again only where they changed.

To compress a page with a token or with something of one person's in it would tell its length to whoever can add to it; here
there is nothing to learn.
"""

import gzip
import hashlib
from functools import lru_cache

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

KEPT = 512  # pages, some 30 KB each with its compressed form


def ready(html):
    """The bytes of a page, the same compressed, and its ETag: for `answer`."""
    said = html.encode()
    return said, gzip.compress(said, 9, mtime=0), f'W/"{hashlib.sha256(said).hexdigest()[:32]}"'


_kept = lru_cache(maxsize=KEPT)(ready)


def respond(request, html, *, content_type="text/html; charset=utf-8"):
    """The response that a page is, or that it has not changed. Readers ask again each time."""
    return answer(request, _kept(html), content_type=content_type)


def answer(request, ready, *, content_type):
    """The same of a page that whoever asks keeps `ready`: such as one that is longer than most."""
    said, compressed, etag = ready
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(compressed, content_type=content_type, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(said, content_type=content_type)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
