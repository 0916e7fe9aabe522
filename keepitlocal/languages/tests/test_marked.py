"""Pages in Welsh: what is in English on them says so, for whoever has them read out."""

import re
from html.parser import HTMLParser

import pytest

from evidence.tests.makers import NOON, make_call
from keepitlocal import parts
from keepitlocal.languages.texts import known_by
from keepitlocal.tests.world import forget
from principles.tests import makers as principles
from survey.tests import stored

pytestmark = pytest.mark.django_db
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "path", "rect", "circle"}
SHORTEST = 8  # characters: what is shorter may be part of a Welsh word
PAGES = ["/", "/evidence/", "/evidence/kil/", "/survey/", "/survey/landscape/", "/survey/landscape/questions/", "/principles/"]
PAGES += ["/principles/1/", "/principles/1/history/", "/evidence/kil/yours/", "/evidence/kil/yours/section-1/"]


class Read(HTMLParser):
    """The words of a page's body, by the language that they are marked as."""

    def __init__(self, html):
        super().__init__()
        self.langs, self.words = [("", "")], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.langs.append((tag, dict(attrs).get("lang") or self.langs[-1][1]))

    def handle_endtag(self, tag):
        while tag not in VOID and len(self.langs) > 1 and self.langs.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, lang = self.langs[-1]
        if tag not in {"title", "option", "script"}:  # nothing can be marked in these
            self.words[lang] = f"{self.words.get(lang, '')} {data}"


@pytest.fixture
def everything(client, arrive):
    arrive(NOON)
    forget()
    make_call(slug="kil")
    stored.make_survey(slug="landscape")
    principles.make_principle()
    client.post("/cy/evidence/kil/yours/", {"nonce": "1"})


def english_of_officers():
    paragraphs = (known_by(each) for text in parts.texts() for each in re.split(r"\n\s*\n", text.text))
    return {each for each in paragraphs if len(each) >= SHORTEST}


@pytest.mark.parametrize("path", PAGES)
def test_what_officers_wrote_in_english_is_marked_so_on_a_page_in_welsh(client, everything, path):
    response = client.get(f"/cy{path}")
    words = Read(response.content.decode()).words

    assert (response.status_code, {each for each in english_of_officers() if each in known_by(words["cy"])}) == (200, set())
