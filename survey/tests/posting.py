"""Sending the desk's forms as a browser would."""

from html.parser import HTMLParser


class Boxes(HTMLParser):
    """What a browser would send of a page's form if nothing were touched: a dict of names to texts, or to lists of them."""

    def __init__(self, page):
        super().__init__()
        self.said, self.select, self.area, self.is_asking = {}, None, None, False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form":
            self.is_asking = said.get("method", "get") == "get"  # such as the search at the top of each page
        if "disabled" in said or self.is_asking:
            return
        if tag == "input" and "name" in said:
            kind = said.get("type", "text")
            if kind in {"checkbox", "radio"}:
                if "checked" in said:
                    self.said.setdefault(said["name"], []).append(said.get("value", "on"))
            elif kind not in {"submit", "file"}:
                self.said[said["name"]] = said.get("value", "")
        elif tag == "select":
            self.select = said["name"]
        elif tag == "option" and self.select and ("selected" in said or self.select not in self.said):
            self.said[self.select] = said["value"]
        elif tag == "textarea":
            self.area, self.said[said["name"]] = said["name"], ""

    def handle_endtag(self, tag):
        self.select, self.area = (None, None) if tag in {"select", "textarea"} else (self.select, self.area)

    def handle_data(self, data):
        if self.area:
            self.said[self.area] += data.removeprefix("\n")


def boxes(response):
    """What the page's form would send."""
    found = Boxes(response.content.decode()).said
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def send(client, address, **changes):
    """Open the page at the address, change some boxes of its form, and send it."""
    return client.post(address, boxes(client.get(address)) | changes)
