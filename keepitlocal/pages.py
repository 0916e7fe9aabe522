"""Pages kept in the process: made once for everyone, with a slot wherever something is one person's.

A page is made with the ordinary templates, from what everyone sees and a request that nobody sent. The token and what
somebody wrote are escaped into its slots on each request, after the cache, and so can never enter it.
"""

import re
import secrets
import threading
from functools import lru_cache, wraps
from html import escape

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from keepitlocal.campaign.context import portal
from keepitlocal.languages import speaking, words

MOST = 256  # pages of a kind; the one not asked for longest goes first
MARK = secrets.token_hex(16)  # what nobody could write into a call
SLOT = re.compile(f"{MARK}-(.+?)-{MARK}")
TOKEN = "csrf_token"
ASKED = "asked-beyond-the-path"  # of an address: links to the same page in another language keep it


def slot(name):
    """What stands in a page where `name` is to be filled in: letters, figures and `.-_=`, which no template changes."""
    return f"{MARK}-{name}-{MARK}"


def option_slot(field, value, word):
    """What stands among an option's attributes, to be `word` (checked or selected) where `field` says `value`, or nothing."""
    return slot(f"{field}={value}={word}")


class Made(str):
    """HTML that a template of ours made, which is filled in as it is. Never made of what somebody typed but by a template."""


class Page:
    """A page with its slots; `names` are theirs, in order."""

    def __init__(self, html):
        self.pieces = SLOT.split(html)  # words and names by turns, words first and last
        self.names = self.pieces[1::2]
        self.unchosen = {name: "" for name in self.names if "=" in name}
        self.options = {}  # of each field that is a choice: the slot and the word of each value
        for name in self.unchosen:
            field, value, word = name.split("=")
            self.options.setdefault(field, {})[value] = name, word
        self.fields = {*self.names, *self.options}

    def fills(self, texts):
        """What `texts`, by field, say for the slots. The text of a choice is its value, or its values with spaces between.

        None where a text has no place on this page, such as an option that is no longer offered.
        """
        said = self.unchosen.copy()
        for field, text in texts.items():
            if text and field not in self.fields:
                return None
            if field not in self.options:
                said[field] = text
                continue
            for value in text.split():
                if value not in self.options[field]:
                    return None
                name, word = self.options[field][value]
                said[name] = word
        return said

    def filled(self, said):
        """The page with what `said` has for each name, escaped unless `Made`. A name that it does not have is a mistake."""
        pieces, said = self.pieces.copy(), {ASKED: "", **said}
        pieces[1::2] = [_filling(said[name]) for name in self.names]
        return "".join(pieces)


def _filling(said):
    return said if isinstance(said, Made) else escape(str(said))


def make(template, *, path, query="", **context):
    """A page as everyone is shown it at an address: no cookie, nobody signed in, nothing typed."""
    request = HttpRequest()
    request.path = request.path_info = path
    request.GET, request.asked = QueryDict(query), slot(ASKED)
    return Page(render_to_string(template, {**context, TOKEN: slot(TOKEN)}, request))


def part(template, **context):
    """Part of a page, as everyone is shown it."""
    return Page(render_to_string(template, {**context, TOKEN: slot(TOKEN)}))


def personal(request, template, **context):
    """Part of a page as one person is shown it, to fill a slot with."""
    return Made(render_to_string(template, context, request))


def kept(maker):
    """Decorator: the page that `maker` makes of its arguments. It depends on them, on the language and its words alone."""

    @lru_cache(maxsize=MOST)
    def remembered(everywhere, *on):
        return maker(*on)

    @wraps(maker)
    def page(*on):
        return remembered((words.edition(), *portal(None).values()), *on)

    page.forget = remembered.cache_clear
    return page


class Everyones:
    """A page that everybody is shown alike but for what fills its slots, made once for each of what it depends on.

    `context`, a function of that, makes its template's, with slots for what is one person's.
    """

    def __init__(self, template, context=dict):
        self.template, self.context = template, context
        self.page = kept(lambda path, *on: make(template, path=path, **context(*on)))
        self.forget = self.page.forget

    def respond(self, request, *on, **said):
        if is_ordinary(request):
            return respond(request, self.page(request.path, *on), said)
        own = {**self.context(*on), TOKEN: slot(TOKEN)}
        return respond(request, Page(render_to_string(self.template, own, request)), said)


class Parts:
    """Parts of pages, kept: those that are not are made together, so that many new ones cost one query.

    `make` is a function of (keys, *on), which are all that a part depends on: a dict of key to Page.
    """

    def __init__(self, make, *, most):
        self._make, self._most, self._kept, self._lock = make, most, {}, threading.Lock()

    def of(self, keys, *on):
        """A dict of key to Page, for each of the keys that there is something to make of."""
        on = (words.edition(), *on)
        kept = {key: page for key in keys if (page := self._kept.get((on, key)))}
        if missing := [key for key in keys if key not in kept]:
            made = self._make(missing, *on[1:])
            self._keep({(on, key): page for key, page in made.items()})
            kept |= made
        return kept

    def _keep(self, made):
        with self._lock:
            self._kept.update(made)
            while len(self._kept) > self._most:  # what was made longest ago goes first
                del self._kept[next(iter(self._kept))]

    def forget(self):
        with self._lock:
            self._kept.clear()


def is_ordinary(request):
    """Whether the page is as everyone is shown it: a message waits for one person alone."""
    return not get_messages(request)


def token(request):
    """What fills the slots of a person's token."""
    return {TOKEN: get_token(request)}


def respond(request, page, said):
    """The page, with this person's token and what `said` has."""
    own = {ASKED: speaking.asked_beyond(request), **(token(request) if TOKEN in page.names else {})}
    return HttpResponse(page.filled({**said, **own}))
