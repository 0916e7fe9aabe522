"""Which drafts a browser holds: their kinds, keys and generations, in one signed cookie. Nothing else opens one.

A draft is any row with a `KIND`, a key and a `generation`.
"""

import hashlib
import secrets
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

SALT = "drafts.held"
KEPT_FOR = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer
MOST = 50  # drafts in one browser, so that the cookie stays small


def _all(request):
    """Triples of kind, key and generation, what was chosen last at the end. Only what we signed counts."""
    try:
        return [tuple(each) for each in signing.loads(request.COOKIES.get(settings.DRAFTS_COOKIE_NAME, ""), salt=SALT)]
    except signing.BadSignature:
        return []


def holds(request):
    """Everything that this browser holds: a dict of kind to a dict of key to generation."""
    found = {}
    for kind, key, generation in _all(request):
        found.setdefault(kind, {})[key] = generation
    return found


def held(request, kind):
    """What this browser holds of a kind: a dict of key to generation, what was chosen last at the end."""
    return holds(request).get(kind, {})


def chosen(request, found, *, reads_form=True):
    """The one that the request is about, of those found that this browser holds; or None.

    The address or the page says which it was opened for, whatever was chosen since in another tab; else the one chosen last.
    """
    named = request.GET.get("draft")
    # A page that takes files says where they go before it reads the form.
    if named is None and reads_form:
        named = request.POST.get("draft")
    if named is None:
        return found[-1] if found else None
    return next((each for each in found if str(each.pk) == named), None)


def naming(thing, address, **query):
    """The address of a page of a draft, with what it asks; it says which draft, where the browser holds several."""
    query = ({"draft": thing.pk} if thing.is_one_of_several else {}) | query
    return f"{address}?{urlencode(query)}" if query else address


def hold(response, request, thing):
    """Let this browser come back to a draft, which it has chosen. Beyond the most that it holds, those chosen longest ago go."""
    others = [each for each in _all(request) if each[:2] != (thing.KIND, thing.pk)]
    response.set_cookie(
        settings.DRAFTS_COOKIE_NAME,
        signing.dumps([*others, (thing.KIND, thing.pk, thing.generation)][-MOST:], salt=SALT),
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def let_go(response):
    """Have this browser hold nothing any more."""
    response.delete_cookie(settings.DRAFTS_COOKIE_NAME, samesite="Lax")


def nonce():
    """What a page carries that can begin a draft, and what names a page: 128 random bits, different each time."""
    return secrets.token_urlsafe(16)


def begun_with(parent, kind, nonce):
    """What tells the draft that a page begins, of what has this key, from every other: 64 characters. None without a nonce."""
    return hashlib.sha256(f"{kind} {parent} {nonce}".encode()).hexdigest() if nonce else None
