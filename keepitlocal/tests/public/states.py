"""A page in one of its states, and the visitor who comes to see it."""

from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import Resolver404, is_valid_path, resolve
from django.utils import translation

from keepitlocal.drafts import holding
from keepitlocal.languages.speaking import OURS, asked_for, elsewhere
from keepitlocal.tests.public.table import plain
from survey.tests.browsing import Form

LANGUAGES = [code for code, _ in settings.LANGUAGES]
HTML = "text/html"


@dataclass(frozen=True, eq=False)
class State:
    """What somebody was shown: `place` is its pattern as docs/public.md writes it, and `name` the state's name there.

    `cookies` are what their browser held when it asked; `was_asked_for` is whether opening the address shows the same again.
    """

    place: str
    name: str
    language: str
    address: str
    answer: HttpResponse
    cookies: dict = field(default_factory=dict)
    was_asked_for: bool = True

    def __str__(self):
        return f"{self.address} ({self.name})"

    @property
    def is_page(self):
        return self.answer.headers.get("Content-Type", "").startswith(HTML)


def place_of(address):
    """The pattern of an address, whatever its language; of one that leads nowhere, None."""
    try:
        return plain(resolve(elsewhere(urlsplit(address).path, OURS)).route)
    except Resolver404:
        return None


def languages_of(address):
    """The languages in which there is an address: what machines alone ask for is there once."""
    return [language for language in LANGUAGES if is_there(elsewhere(address, language), language)]


def is_there(path, language):
    with translation.override(language):
        return is_valid_path(path)


class Visitor:
    """Somebody with a browser, who may hold drafts in it. What they are shown is added to `states`, in each language."""

    def __init__(self, states, *held, **options):
        self.states = states
        self.client = Client(raise_request_exception=False, **options)
        for draft in held:
            self.hold(draft)

    def another(self, *held, **options):
        """Somebody else, who sees to the same list."""
        return Visitor(self.states, *held, **options)

    def hold(self, draft):
        """Let this browser hold a draft, as if it had begun it."""
        request, answer = RequestFactory().get("/"), HttpResponse()
        request.COOKIES = self.cookies
        holding.hold(answer, request, draft)
        self.client.cookies.update(answer.cookies)

    @property
    def cookies(self):
        return {name: morsel.value for name, morsel in self.client.cookies.items()}

    def see(self, name, address, data=None, *, status=200, place=None, languages=LANGUAGES, **more):
        """Open an address, or send a form there, and follow where that leads: that is the state of that name."""
        for language in languages:
            path = elsewhere(address, language)
            if data is None:
                answer = self.client.get(path, follow=True, **more)
            else:
                answer = self.client.post(path, data, follow=True, **more)
            assert answer.status_code == status, f"{path} ({name}) answers {answer.status_code}, not {status}."
            self._keep(name, place, language, answer, data is None)

    def _keep(self, name, place, language, answer, was_asked_for):
        asked = answer.request
        shown = asked["PATH_INFO"] + (f"?{asked['QUERY_STRING']}" if asked.get("QUERY_STRING") else "")
        place = place_of(shown) if place is None else place
        # What a form's redirect led to can be opened again, with the cookies that came along; a form's own answer can not.
        was_asked_for = was_asked_for or asked["REQUEST_METHOD"] == "GET"
        self.states.append(State(place, name, language, shown, answer, self.cookies, was_asked_for))

    def send(self, name, address, texts=None, *, status=200, languages=LANGUAGES, **more):
        """Open a page, have the boxes of its form say `texts`, and press a button of it (`more` is what that says)."""
        for language in languages:
            path = elsewhere(address, language)
            form = Form(self.client.get(path).text)
            self.see(
                name, urljoin(path, form.action), form.filled(texts or {}, **more), status=status, languages=[asked_for(path)]
            )
