"""Crawling: everything reached from one address by links, and by forms that ask for a page."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.conf import settings
from django.test import Client

from keepitlocal.tests.public.states import HTML

HERE = "http://testserver"


class Links(HTMLParser):
    """The addresses that a page leads to, by links and by forms that ask for a page; and the ids that it has."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.ids, self._form = [], set(), None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.ids |= {said["id"]} if "id" in said else set()
        if tag in {"a", "link"} and "href" in said:
            self.addresses.append(said["href"])
        if tag == "form" and said.get("method", "get") == "get":
            self._form = (said.get("action", ""), {})
        if self._form and tag in {"input", "select"} and said.get("name"):
            self._form[1][said["name"]] = said.get("value") or ""
            self._select = said["name"] if tag == "select" else None
        if self._form and tag == "option" and ("selected" in said or not self._form[1][self._select]):
            self._form[1][self._select] = said.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form" and self._form:
            address, fragment = urldefrag(self._form[0])
            self.addresses.append(f"{address}?{urlencode(self._form[1])}#{fragment}")
            self._form = None


class Crawl:
    """Everything that is reached from an address: a dict of each to its answer and its links, and what leads outside.

    The client may hold drafts, or be an officer's. What begins with one of `beside` is not opened.
    """

    def __init__(self, begins_at, client=None, beside=("/static/", "/admin/")):
        self.client, self.beside, self.found, self.outside, self.fragments = client or Client(), beside, {}, set(), set()
        waiting = [begins_at]
        while waiting:
            address = waiting.pop()
            if address not in self.found:
                waiting += self._leads_to(address)

    def _leads_to(self, address):
        answer = self.client.get(address)
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith(HTML)
        links = Links(answer.text) if is_page else None
        self.found[address] = (answer, links)
        to = [answer["Location"]] if answer.status_code in {301, 302, 303, 307, 308} else links.addresses if links else []
        for each in to:
            whole, fragment = urldefrag(urljoin(HERE + address, each).replace(settings.PORTAL_URL, HERE))
            parts = urlsplit(whole)
            if f"{parts.scheme}://{parts.netloc}" != HERE:
                self.outside.add(whole)
            elif not parts.path.startswith(self.beside):
                there = parts.path + (f"?{parts.query}" if parts.query else "")
                self.fragments.add((address, there, fragment))
                yield there
