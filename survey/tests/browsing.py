"""A browser without script: a page's form as it is shown, and what pressing a button of it sends."""

from html.parser import HTMLParser

SURVEY = "/survey/landscape/"


class Form(HTMLParser):
    """The first form of a page that is posted: `sends`, pairs of name and value as they are shown; `names`, by box."""

    def __init__(self, html):
        super().__init__()
        self.sends, self.names, self.action = [], {}, ""
        self._is_in, self._is_over, self._select, self._text = False, False, None, None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form" and said.get("method") == "post" and not self._is_over:
            self._is_in, self.action = True, said.get("action") or ""
        if not self._is_in or self._is_over:
            return
        name = said.get("name") or ""
        if tag in {"input", "textarea", "select"}:
            self.names[name.partition("@")[0]] = name
        if tag == "input" and (said.get("type") not in {"radio", "checkbox"} or "checked" in said):
            self.sends.append((name, said.get("value") or ""))
        elif tag == "select":
            self._select, self.sends = name, [*self.sends, (name, "")]
        elif tag == "option" and "selected" in said:
            self.sends[-1] = (self._select, said.get("value") or "")
        elif tag == "textarea":
            self._text = (name, [])

    def handle_data(self, data):
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._is_over = self._is_over or self._is_in
        if tag == "textarea" and self._text:
            name, pieces = self._text
            self.sends.append((name, "".join(pieces).removeprefix("\n")))  # HTML's own: the first line break is not text
            self._text = None

    def says(self):
        """What its boxes show: a dict of box to text."""
        found = {}
        for name, value in self.sends:
            if "@" in name:
                found.setdefault(name.partition("@")[0], []).append(value)
        return {box: " ".join(filter(None, values)) for box, values in found.items()}

    def seen(self):
        """The hashes that its boxes carry: a dict of box to hash."""
        return {box: name.partition("@")[2] for box, name in self.names.items() if "@" in name}

    def filled(self, texts, **more):
        """What it sends when these boxes say this, and the others what they show. A box that it does not have is not sent."""
        found = {}
        for name, value in self.sends:
            if name.partition("@")[0] not in texts:
                found.setdefault(name, []).append(value)
        found |= {self.names[box]: text for box, text in texts.items() if box in self.names}
        return found | more


def form_of(response):
    return Form(response.text)


def press(client, address, texts=None, **more):
    """Open a page, have its boxes say `texts`, leave the others as they are shown, and press a button."""
    form = form_of(client.get(address))
    return client.post(form.action or address, form.filled(texts or {}, **more))


def page(name, query=""):
    return f"{SURVEY}{name}/{query}"
